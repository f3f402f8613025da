import { postvisningar, redovisadeAr, utfallPerPost } from '#bokforing/public.js';
import { gallandeBudget, gallandePeriodbudget } from '#budget/public.js';
import { finansieringsfakta, medelsposter, partlagen, summalage } from '#finansiering/public.js';
import { arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { sammaDag } from '../domain/metoder.js';
import type { Arsmedel, Vems } from './beslutade-medel.js';
import type { Arsunderlag } from './rader.js';

/** How many earlier years a profile may rest on: beyond that a förbund is another one. */
export const TIDIGARE_AR = 3;

type Belopp = ReadonlyMap<PostId, Ore>;
const somKarta = (rader: readonly { post: PostId; beloppOre: Ore }[]): Belopp =>
  new Map(rader.map((r) => [r.post, r.beloppOre]));

/** All that the forecast of a förbund's year rests on, at one ordinal. */
export async function lasArsunderlag(
  sql: TransactionSql,
  f: { forbund: ForbundId; ar: Ar; ordinal: number },
): Promise<Arsunderlag> {
  const { ar, ordinal } = f;
  const forbund = [f.forbund];
  const redovisade = await redovisadeAr(sql, { forbund, ordinal });
  const bokfortTill = (y: Ar): Datum | null => redovisade.av(f.forbund, y)?.sista ?? null;
  const per = bokfortTill(ar) ?? arsStart(ar);
  const utfall = async (y: Ar, till: Datum): Promise<Belopp> =>
    somKarta(await utfallPerPost(sql, { forbund, period: { fran: arsStart(y), till }, ordinal }));
  const tidigareAr = [];
  for (let y = ar - TIDIGARE_AR; y < ar; y++)
    // A year counts when it is over: booked to its last day.
    if (bokfortTill(y) === arsSlut(y))
      tidigareAr.push({
        ar: y,
        sammaPeriod: await utfall(y, sammaDag(per, y)),
        helar: await utfall(y, arsSlut(y)),
      });
  return {
    ar,
    per,
    poster: await postvisningar(sql, forbund, ordinal),
    budget: somKarta(await gallandeBudget(sql, { forbund, ar, per: arsSlut(ar), ordinal })),
    periodbudget: somKarta(
      await gallandePeriodbudget(sql, {
        forbund,
        period: { fran: arsStart(ar), till: per },
        per: arsSlut(ar),
        ordinal,
      }),
    ),
    utfall: bokfortTill(ar) !== null ? await utfall(ar, per) : new Map<PostId, Ore>(),
    tidigareAr,
    medel: await arsmedel(sql, f),
  };
}

const vems = (v: { readonly part: string | null; readonly medlem: string | null }): Vems =>
  v.medlem === null ? (v.part ?? '') : `${v.part ?? ''}:${v.medlem}`;

/** Which posts hold medel, and what is decided of them for the year: of all decisions, the latest. */
async function arsmedel(
  sql: TransactionSql,
  { forbund, ar, ordinal }: { forbund: ForbundId; ar: Ar; ordinal: number },
): Promise<Arsmedel> {
  const fakta = await finansieringsfakta(sql, { forbund, ar, per: arsSlut(ar), ordinal });
  const parter = partlagen(fakta, arsSlut(ar));
  const beslutat = parter.flatMap(({ part, beslutatOre, huvudman }) =>
    [
      { part, medlem: null, beslutatOre },
      ...huvudman.filter((h) => h.medlem !== null).map((h) => ({ ...h, part })),
    ].flatMap((h) => (h.beslutatOre === null ? [] : [[vems(h), h.beslutatOre] as const])),
  );
  return {
    poster: new Map((await medelsposter(sql, { forbund: [forbund], ordinal })).map((m) => [m.post, vems(m)])),
    beslutat: new Map(beslutat),
    allasOre: summalage(parter, fakta.andelar).beslutatOre,
  };
}
