import { konteringsnyckel, type Kontering, type KontoplanState, type Motpart } from '#bokforing/public.js';
import { DomanFel } from '#kernel/fel.js';
import { nyckelAv, type Konto } from '#kernel/identiteter.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import type { Postmal } from '../domain/mal.js';

export type KonteringsKod = 'KONTERINGSREGEL_SAKNAS' | 'KONTOINTERVALL_FULLT';

/** Which konton a post may get. The first rule that fits is used; what a rule does not name fits all. */
export interface Konteringsregel {
  readonly slag: Postslag;
  readonly grupp?: string;
  /** Only posts of an insats, of a huvudman, with a motpart. */
  readonly insats?: boolean;
  readonly huvudman?: boolean;
  readonly motpart?: boolean;
  /** Only posts whose label holds one of these, in lower case. */
  readonly ord?: readonly string[];
  readonly fran: Konto;
  readonly till: Konto;
  /** Name of the konto, where several posts share it (told apart by insats or motpart). */
  readonly namn?: string;
}

/** Which posts hold medel from the huvudmän. What a rule does not name fits all. */
export interface Medelsregel {
  readonly slag: Postslag;
  /** Only posts that a document says are a huvudman's. */
  readonly huvudman?: boolean;
  /** Only posts whose label holds one of these, in lower case. */
  readonly ord?: readonly string[];
}

/** The way from line to konto, as data. */
export interface Konteringsregler {
  readonly ejSpecificeradMotpost: { readonly konto: Konto; readonly namn: string };
  readonly regler: readonly Konteringsregel[];
  readonly medel: readonly Medelsregel[];
}

export interface NyKontering {
  readonly kontering: Kontering;
  readonly kontonamn: string;
  readonly motpart?: Motpart;
}

const passar = (regel: Konteringsregel, slag: Postslag, mal: Postmal): boolean =>
  regel.slag === slag &&
  (regel.grupp === undefined || regel.grupp === mal.grupp) &&
  (regel.insats !== true || mal.insats !== undefined) &&
  (regel.huvudman !== true || mal.huvudman) &&
  (regel.motpart !== true || mal.motpart !== undefined) &&
  (regel.ord === undefined || regel.ord.some((o) => mal.rad.toLowerCase().includes(o)));

const motpartAv = (mal: Postmal): Motpart | undefined =>
  mal.motpart && {
    nyckel: mal.motpart.forbund ?? nyckelAv(mal.motpart.namn),
    namn: mal.motpart.namn,
    ...(mal.motpart.forbund === undefined ? {} : { forbund: mal.motpart.forbund }),
    ...(mal.motpart.medlem === undefined ? {} : { medlem: mal.motpart.medlem }),
  };

/**
 * A place in the ledger for a post never seen before: the first konto of its rule where no other post stands with
 * the same insats and motpart. A konto holds one post, or several that insats or motpart tells apart.
 * @throws DomanFel KONTERINGSREGEL_SAKNAS, KONTOINTERVALL_FULLT
 */
export function kontera(
  post: PostId,
  mal: Postmal,
  plan: Pick<KontoplanState, 'konton'>,
  upptagna: ReadonlySet<string>,
  { regler, ejSpecificeradMotpost }: Konteringsregler,
): NyKontering {
  const { slag } = delaPostId(post);
  const regel = regler.find((r) => passar(r, slag, mal));
  if (!regel)
    throw new DomanFel<KonteringsKod>('KONTERINGSREGEL_SAKNAS', `Ingen regel ger konto åt ${post}.`, {
      falt: post,
      forvantat: `en konteringsregel för ${slag}`,
    });
  const motpart = motpartAv(mal);
  for (let nr = Number(regel.fran); nr <= Number(regel.till); nr++) {
    const konto = String(nr);
    const delas = regel.namn !== undefined && plan.konton.get(konto) === regel.namn;
    if (konto === ejSpecificeradMotpost.konto || (plan.konton.has(konto) && !delas)) continue;
    const kontering: Kontering = {
      konto,
      ...(mal.insats === undefined ? {} : { insats: mal.insats }),
      ...(motpart === undefined ? {} : { motpart: motpart.nyckel }),
    };
    if (upptagna.has(konteringsnyckel(kontering))) continue;
    return { kontering, kontonamn: regel.namn ?? mal.rad, ...(motpart === undefined ? {} : { motpart }) };
  }
  throw new DomanFel<KonteringsKod>(
    'KONTOINTERVALL_FULLT',
    `Kontona ${regel.fran}–${regel.till} räcker inte till ${post}.`,
    { falt: post, forvantat: 'ett större kontointervall i konteringsreglerna' },
  );
}
