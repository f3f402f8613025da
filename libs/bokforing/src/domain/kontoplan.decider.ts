import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import type { Kontering, KontoplanHandelse, Motpart, Postbeskrivning } from './kontoplan.events.js';

export type KontoplanKod =
  | 'KONTO_OGILTIGT'
  | 'KONTO_OKANT'
  | 'KONTO_FEL_KLASS'
  | 'KONTERING_UPPTAGEN'
  | 'POST_OKAND'
  | 'POST_FINNS'
  | 'MOTPART_OKAND'
  | 'KONTOPLAN_OFORANDRAD';

export interface KontoplanState {
  readonly konton: ReadonlyMap<Konto, string>;
  readonly motparter: ReadonlyMap<Nyckel, Motpart>;
  readonly poster: ReadonlyMap<PostId, Postbeskrivning & { readonly kontering: Kontering }>;
  readonly konteringar: ReadonlyMap<string, PostId>;
}

/** Adds what is missing and renames what has a new description; what stands already is left out by the caller. */
export type KompletteraKontoplan = Command<
  'KompletteraKontoplan',
  {
    forbund: ForbundId;
    konton: readonly { konto: Konto; namn: string }[];
    motparter: readonly Motpart[];
    nyaPoster: readonly (Postbeskrivning & { post: PostId; kontering: Kontering })[];
    andradePoster: readonly (Postbeskrivning & { post: PostId })[];
  }
>;

export const kontoplanStream = (forbund: ForbundId): string => `kontoplan-${forbund}`;

export const konteringsnyckel = (k: { konto: Konto; insats?: InsatsId; motpart?: Nyckel }): string =>
  `${k.konto}|${k.insats ?? ''}|${k.motpart ?? ''}`;

/** KommunBAS: first digit 1 assets, 2 equity and debts, 3 income, 4–8 costs (8 holds financial income too). */
const KLASSER: Record<Postslag, string> = {
  tillgang: '1',
  skuld: '2',
  eget_kapital: '2',
  intakt: '38',
  kostnad: '45678',
};

const fel = (kod: KontoplanKod, text: string, falt: string, forvantat: string): DomanFel<KontoplanKod> =>
  new DomanFel(kod, text, { falt, forvantat });

/** What stands in the plan, with what the command has added so far. */
interface Upplagt {
  readonly konton: ReadonlySet<Konto>;
  readonly motparter: ReadonlySet<Nyckel>;
  readonly poster: ReadonlySet<PostId>;
  readonly konteringar: ReadonlySet<string>;
}

function kontrolleraNyPost(
  p: { readonly post: PostId; readonly kontering: Kontering },
  falt: string,
  { konton, motparter, poster, konteringar }: Upplagt,
): void {
  const { konto, motpart } = p.kontering;
  if (poster.has(p.post))
    throw fel('POST_FINNS', `Posten ${p.post} finns redan.`, `${falt}.post`, 'en ny post');
  if (!konton.has(konto))
    throw fel(
      'KONTO_OKANT',
      `Kontot ${konto} finns inte i kontoplanen.`,
      `${falt}.kontering.konto`,
      'ett upplagt konto',
    );
  if (!KLASSER[delaPostId(p.post).slag].includes(konto.charAt(0)))
    throw fel(
      'KONTO_FEL_KLASS',
      `Kontot ${konto} har fel klass för ${p.post}.`,
      `${falt}.kontering.konto`,
      `klass ${[...KLASSER[delaPostId(p.post).slag]].join(' eller ')}`,
    );
  if (motpart !== undefined && !motparter.has(motpart))
    throw fel(
      'MOTPART_OKAND',
      `Motparten ${motpart} är inte upplagd.`,
      `${falt}.kontering.motpart`,
      'en upplagd motpart',
    );
  const nyckel = konteringsnyckel(p.kontering);
  if (konteringar.has(nyckel))
    throw fel(
      'KONTERING_UPPTAGEN',
      `Konteringen ${nyckel} hör redan till en annan post.`,
      `${falt}.kontering`,
      'en ledig kontering',
    );
}

function decide({ data }: KompletteraKontoplan, state: KontoplanState): KontoplanHandelse[] {
  const { forbund } = data;
  const ut: KontoplanHandelse[] = [];
  const konton = new Set(state.konton.keys());
  const motparter = new Set(state.motparter.keys());
  const poster = new Set(state.poster.keys());
  const konteringar = new Set(state.konteringar.keys());
  data.konton.forEach(({ konto, namn }, n) => {
    if (!/^[1-8]\d{3}$/.test(konto))
      throw fel(
        'KONTO_OGILTIGT',
        `"${konto}" är inget kontonummer.`,
        `konton[${n}].konto`,
        'fyra siffror, första 1–8',
      );
    if (konton.has(konto)) return;
    konton.add(konto);
    ut.push({ typ: 'KontoUpplagt', data: { forbund, konto, namn } });
  });
  for (const motpart of data.motparter) {
    if (motparter.has(motpart.nyckel)) continue;
    motparter.add(motpart.nyckel);
    ut.push({ typ: 'MotpartUpplagd', data: { forbund, motpart } });
  }
  data.nyaPoster.forEach((p, n) => {
    kontrolleraNyPost(p, `nyaPoster[${n}]`, { konton, motparter, poster, konteringar });
    poster.add(p.post);
    konteringar.add(konteringsnyckel(p.kontering));
    ut.push({ typ: 'PostUpplagd', data: { forbund, ...p } });
  });
  data.andradePoster.forEach((p, n) => {
    const finns = state.poster.get(p.post);
    if (!finns)
      throw fel('POST_OKAND', `Posten ${p.post} finns inte.`, `andradePoster[${n}].post`, 'en upplagd post');
    if (kanoniskJson(beskrivning(finns)) !== kanoniskJson(beskrivning(p)))
      ut.push({ typ: 'PostAndrad', data: { forbund, post: p.post, ...beskrivning(p) } });
  });
  if (ut.length === 0)
    throw fel('KONTOPLAN_OFORANDRAD', 'Allt finns redan i kontoplanen.', 'konton', 'något nytt');
  return ut;
}

export const beskrivning = (p: Postbeskrivning): Postbeskrivning => ({
  rad: p.rad,
  grupp: p.grupp,
  ...(p.ordning === undefined ? {} : { ordning: p.ordning }),
  ...(p.overordnad === undefined ? {} : { overordnad: p.overordnad }),
});

function evolve(state: KontoplanState, handelse: KontoplanHandelse): KontoplanState {
  switch (handelse.typ) {
    case 'KontoUpplagt':
      return { ...state, konton: new Map(state.konton).set(handelse.data.konto, handelse.data.namn) };
    case 'MotpartUpplagd':
      return {
        ...state,
        motparter: new Map(state.motparter).set(handelse.data.motpart.nyckel, handelse.data.motpart),
      };
    case 'PostUpplagd': {
      const { post, kontering } = handelse.data;
      return {
        ...state,
        poster: new Map(state.poster).set(post, { ...beskrivning(handelse.data), kontering }),
        konteringar: new Map(state.konteringar).set(konteringsnyckel(kontering), post),
      };
    }
    case 'PostAndrad': {
      const fore = state.poster.get(handelse.data.post);
      if (!fore) return state;
      const efter = { ...beskrivning(handelse.data), kontering: fore.kontering };
      return { ...state, poster: new Map(state.poster).set(handelse.data.post, efter) };
    }
    default:
      return omojlig(handelse);
  }
}

export const kontoplanDecider: Decider<KontoplanState, KompletteraKontoplan, KontoplanHandelse> = {
  start: { konton: new Map(), motparter: new Map(), poster: new Map(), konteringar: new Map() },
  decide,
  evolve,
};
