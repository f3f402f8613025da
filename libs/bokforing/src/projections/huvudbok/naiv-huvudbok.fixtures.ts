import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type {
  BokforingHandelse,
  RattelseBokford,
  VerifikationBokford,
  Verifikationsrad,
} from '../../domain/bokforing.events.js';
import { konteringsnyckel } from '../../domain/kontoplan.decider.js';
import type { KontoplanHandelse } from '../../domain/kontoplan.events.js';
import type { Postsumma } from './huvudbok.query.js';

type Handelse = BokforingHandelse | KontoplanHandelse;

/** What the ledger's queries should answer, by the shortest way: every row of every voucher, each time anew. */
export type Bokford = (VerifikationBokford | RattelseBokford)['data'];

/** The vouchers among the first `ordinal` events of a history. */
export function naivaVerifikationer(historia: readonly Event[], ordinal: number): Bokford[] {
  return (historia.slice(0, ordinal) as readonly Handelse[]).flatMap((h) =>
    h.typ === 'VerifikationBokford' || h.typ === 'RattelseBokford' ? [h.data] : [],
  );
}

const efterPost = (a: Postsumma, b: Postsumma): number =>
  `${a.forbund} ${a.post}` < `${b.forbund} ${b.post}` ? -1 : 1;

/** In an order that two ways of computing can be compared by. */
export const ordnade = (summor: readonly Postsumma[]): Postsumma[] => [...summor].sort(efterPost);

/** Which post has which kontering of which förbund, at an ordinal. */
export const naivaKonteringar = (historia: readonly Event[], ordinal: number): Map<string, PostId> =>
  new Map(
    (historia.slice(0, ordinal) as readonly Handelse[]).flatMap((h): [string, PostId][] =>
      h.typ === 'PostUpplagd'
        ? [[`${h.data.forbund}|${konteringsnyckel(h.data.kontering)}`, h.data.post]]
        : [],
    ),
  );

/** As `utfallPerPost`, ordered. */
export function naivtUtfall(
  historia: readonly Event[],
  fraga: { forbund: readonly ForbundId[]; period: Period; ordinal: number },
): Postsumma[] {
  const konteringar = naivaKonteringar(historia, fraga.ordinal);
  const summor = new Map<string, Postsumma & { readonly uppgifter: number }>();
  for (const v of naivaVerifikationer(historia, fraga.ordinal)) {
    const { forbund, datum } = v;
    if (!fraga.forbund.includes(forbund) || datum < fraga.period.fran || datum > fraga.period.till) continue;
    for (const rad of v.rader) {
      if (/^[12]/.test(rad.konto)) continue;
      const post = konteringar.get(`${forbund}|${konteringsnyckel(rad)}`) ?? utanPost(rad);
      const id = `${forbund}|${post}`;
      const fore = summor.get(id) ?? { beloppOre: 0n, uppgifter: 0 };
      const beloppOre = fore.beloppOre - rad.beloppOre;
      summor.set(id, { forbund, post, beloppOre, uppgifter: fore.uppgifter + uppgift(v, rad) });
    }
  }
  const kanda = [...summor.values()].filter((s) => s.uppgifter > 0 || s.beloppOre !== 0n);
  return ordnade(kanda.map(({ uppgifter: _, ...s }) => s));
}

/** A voucher states a figure, a correction changes one, unless it withdraws it. */
export const uppgift = (v: Bokford, rad: Verifikationsrad): number =>
  rad.utgar ? -1 : 'rattar' in v ? 0 : 1;

/** The post that a query makes of a kontering without one. */
export function utanPost({ konto, insats }: Pick<Verifikationsrad, 'konto' | 'insats'>): PostId {
  const slag = konto.startsWith('20')
    ? 'eget_kapital'
    : (({ 1: 'tillgang', 2: 'skuld', 3: 'intakt' } as const)[Number(konto.charAt(0))] ?? 'kostnad');
  return `${slag}:konto-${konto}${insats === undefined ? '' : `-${insats}`}`;
}

/** As `bokfortTill`, by förbund and year. */
export function naivtBokfortTill(
  historia: readonly Event[],
  f: { ordinal: number; hogst?: Datum },
): { forbund: ForbundId; ar: Ar; datum: Datum }[] {
  const senast = new Map<string, { forbund: ForbundId; ar: Ar; datum: Datum }>();
  for (const { forbund, ar, datum } of naivaVerifikationer(historia, f.ordinal)) {
    if (f.hogst !== undefined && datum > f.hogst) continue;
    const fore = senast.get(`${forbund}|${ar}`);
    if (!fore || fore.datum < datum) senast.set(`${forbund}|${ar}`, { forbund, ar, datum });
  }
  return [...senast.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rad]) => rad);
}
