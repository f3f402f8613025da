import { postvisningar, saldon, utfallPerPost } from '#bokforing/public.js';
import { gallandeBudget } from '#budget/public.js';
import { finansieringsfakta, medelsposter, type Medelspost } from '#finansiering/public.js';
import { medlemmarna } from '#forbund/public.js';
import { arsStart } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import type { Forbundsuppgifter, Medelsuppgifter } from './finansiering.js';

type Rad = { readonly forbund: ForbundId; readonly post: PostId; readonly beloppOre: Ore };

/** A post may stand on several konteringar: its money is their sum. */
function perPost(rader: readonly Rad[], forbund: ForbundId): Map<PostId, Ore> {
  const ut = new Map<PostId, Ore>();
  for (const r of rader) if (r.forbund === forbund) ut.set(r.post, (ut.get(r.post) ?? 0n) + r.beloppOre);
  return ut;
}

/** Which posts hold medel, and what is coarser than each. */
export async function samlaMedelsposter(
  sql: TransactionSql,
  { ordinal }: Rapportsammanhang,
  forbund: ForbundId,
): Promise<{ utpekade: Medelspost[]; overordnad: Map<PostId, PostId | null> }> {
  const [poster, utpekade] = await Promise.all([
    postvisningar(sql, [forbund], ordinal),
    medelsposter(sql, { forbund: [forbund], ordinal }),
  ]);
  return {
    utpekade,
    overordnad: new Map(poster.map((p) => [p.post, p.overordnad])),
  };
}

/** What is decided and budgeted of each förbund's medel, as it holds on the day. */
export async function samlaMedelsuppgifter(
  sql: TransactionSql,
  s: Rapportsammanhang,
): Promise<Medelsuppgifter[]> {
  const { ar, ordinal } = s;
  const forbund = s.forbund.map((f) => f.forbund);
  const per = tillDag(s);
  const [budget, poster, utpekade, fakta] = await Promise.all([
    gallandeBudget(sql, { forbund, ar, per, ordinal }),
    postvisningar(sql, forbund, ordinal),
    medelsposter(sql, { forbund, ordinal }),
    Promise.all(
      s.forbund.map(async (f) => ({
        ...f,
        fakta: await finansieringsfakta(sql, { forbund: f.forbund, ar, per, ordinal }),
      })),
    ),
  ]);
  return fakta.map((f) => ({
    ...f,
    medelsposter: utpekade.filter((m) => m.forbund === f.forbund),
    overordnad: new Map(poster.filter((p) => p.forbund === f.forbund).map((p) => [p.post, p.overordnad])),
    budget: perPost(budget, f.forbund),
  }));
}

/** The same with what is booked; before the year's first day nothing of it is. */
export async function samlaFinansiering(
  sql: TransactionSql,
  s: Rapportsammanhang,
): Promise<Forbundsuppgifter[]> {
  const { ar, ordinal } = s;
  const forbund = s.forbund.map((f) => f.forbund);
  const per = tillDag(s);
  const borjat = per >= arsStart(ar);
  const [uppgifter, utfall, balanser, medlemmar] = await Promise.all([
    samlaMedelsuppgifter(sql, s),
    borjat ? utfallPerPost(sql, { forbund, period: { fran: arsStart(ar), till: per }, ordinal }) : [],
    borjat ? saldon(sql, { forbund, per, ordinal }) : [],
    Promise.all(forbund.map((f) => medlemmarna(sql, { forbund: f, ordinal, per: undefined }))),
  ]);
  return uppgifter.map((u, n) => ({
    ...u,
    utfall: perPost(utfall, u.forbund),
    saldon: perPost(
      balanser.map((b) => ({ ...b, beloppOre: b.utgaendeOre })),
      u.forbund,
    ),
    medlemsnamn: new Map((medlemmar[n] ?? []).map((m) => [m.medlem, m.namn])),
  }));
}
