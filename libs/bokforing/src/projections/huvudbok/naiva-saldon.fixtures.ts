import { arFor } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import type {
  BokforingHandelse,
  IngaendeBalansBokford,
  Verifikationsrad,
} from '../../domain/bokforing.events.js';
import { konteringsnyckel } from '../../domain/kontoplan.decider.js';
import { naivaKonteringar, naivaVerifikationer, uppgift, utanPost } from './naiv-huvudbok.fixtures.js';
import { EJ_AVSLUTADE_AR, type Kontosaldo, type Saldofraga } from './saldon.query.js';

interface Plats {
  readonly rad: Pick<Verifikationsrad, 'konto' | 'insats' | 'motpart'>;
  ingaendeOre: Ore;
  rorelseOre: Ore;
  debetOre: Ore;
  uppgifter: number;
}

/** As `saldon`, by the shortest way: every row since the opening balance, each time anew. */
export function naivaSaldon(historia: readonly Event[], fraga: Saldofraga): Kontosaldo[] {
  return [...fraga.forbund].sort().flatMap((forbund) => forbundets(historia, { ...fraga, forbund }));
}

type EttForbund = Omit<Saldofraga, 'forbund'> & { readonly forbund: ForbundId };

function forbundets(historia: readonly Event[], fraga: EttForbund): Kontosaldo[] {
  const { forbund } = fraga;
  const konteringar = naivaKonteringar(historia, fraga.ordinal);
  const platser = [...allaPlatser(historia, fraga).values()]
    .filter((p) => fraga.alla === true || p.uppgifter > 0 || p.ingaendeOre !== 0n || p.rorelseOre !== 0n)
    .map(({ rad, ...belopp }): Kontosaldo => {
      const post = konteringar.get(`${forbund}|${konteringsnyckel(rad)}`) ?? utanPost(rad);
      return saldo({ forbund, ...rad, post }, belopp);
    });
  const ejAvslutat = -summa(platser.map((p) => p.ingaendeOre));
  if (ejAvslutat !== 0n)
    platser.push(
      saldo({ forbund, ...EJ_AVSLUTADE_AR }, { ingaendeOre: ejAvslutat, rorelseOre: 0n, debetOre: 0n }),
    );
  const ordning = (p: Kontosaldo): string => `${p.konto} ${p.insats ?? ''} ${p.motpart ?? ''}`;
  return platser.sort((a, b) => (ordning(a) < ordning(b) ? -1 : 1));
}

const saldo = (
  vad: { forbund: ForbundId; post: Kontosaldo['post'] } & Plats['rad'],
  { ingaendeOre, rorelseOre, debetOre }: Pick<Plats, 'ingaendeOre' | 'rorelseOre' | 'debetOre'>,
): Kontosaldo => ({
  forbund: vad.forbund,
  konto: vad.konto,
  insats: vad.insats ?? null,
  motpart: vad.motpart ?? null,
  post: vad.post,
  ingaendeOre,
  rorelseOre,
  debetOre,
  kreditOre: debetOre - rorelseOre,
  utgaendeOre: ingaendeOre + rorelseOre,
});

function allaPlatser(historia: readonly Event[], fraga: EttForbund): Map<string, Plats> {
  const platser = new Map<string, Plats>();
  const plats = (rad: Plats['rad']): Plats => {
    const { konto, insats, motpart } = rad;
    const ny = {
      rad: {
        konto,
        ...(insats === undefined ? {} : { insats }),
        ...(motpart === undefined ? {} : { motpart }),
      },
    };
    const nollad = { ...ny, ingaendeOre: 0n, rorelseOre: 0n, debetOre: 0n, uppgifter: 0 };
    const p = platser.get(konteringsnyckel(rad)) ?? nollad;
    platser.set(konteringsnyckel(rad), p);
    return p;
  };
  const ar = arFor(fraga.per);
  const oppning = oppningen(historia, fraga);
  for (const rad of oppning?.rader ?? []) {
    const p = plats(rad);
    p.ingaendeOre += rad.beloppOre;
    p.uppgifter++;
  }
  for (const v of naivaVerifikationer(historia, fraga.ordinal)) {
    if (v.forbund !== fraga.forbund || v.datum > fraga.per || v.ar < (oppning?.ar ?? 0)) continue;
    for (const rad of v.rader) {
      if (v.ar < ar && rad.konto >= '3') continue;
      const p = plats(rad);
      if (v.ar < ar) p.ingaendeOre += rad.beloppOre;
      else p.rorelseOre += rad.beloppOre;
      if (v.ar === ar && rad.beloppOre > 0n) p.debetOre += rad.beloppOre;
      p.uppgifter += uppgift(v, rad);
    }
  }
  return platser;
}

/** The opening balance that the balances start from: of the latest year that has one, the last one booked. */
function oppningen(
  historia: readonly Event[],
  { forbund, per, ordinal }: EttForbund,
): IngaendeBalansBokford['data'] | undefined {
  const alla = (historia.slice(0, ordinal) as readonly BokforingHandelse[]).flatMap((h) =>
    h.typ === 'IngaendeBalansBokford' && h.data.forbund === forbund && h.data.ar <= arFor(per)
      ? [h.data]
      : [],
  );
  const senastAr = Math.max(...alla.map((i) => i.ar));
  return alla.filter((i) => i.ar === senastAr).at(-1);
}
