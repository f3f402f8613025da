import { postvisningar, saldon, utfallPerPost } from '#bokforing/public.js';
import { gallandeBudget } from '#budget/public.js';
import { finansieringsfakta, medelsposter, type Medelspost } from '#finansiering/public.js';
import { medlemmarna } from '#forbund/public.js';
import { arsSlut, arsStart } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';
import type { Forbundsuppgifter } from './finansiering.js';

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
  const poster = await postvisningar(sql, [forbund], ordinal);
  return {
    utpekade: await medelsposter(sql, { forbund: [forbund], ordinal }),
    overordnad: new Map(poster.map((p) => [p.post, p.overordnad])),
  };
}

/** What each förbund's medel rest on; a day outside the year counts as the year's own first or last. */
export async function samlaFinansiering(
  sql: TransactionSql,
  s: Rapportsammanhang,
): Promise<Forbundsuppgifter[]> {
  const { ar, ordinal } = s;
  const forbund = s.forbund.map((f) => f.forbund);
  const per = s.per < arsSlut(ar) ? s.per : arsSlut(ar);
  const borjat = per >= arsStart(ar);
  const [utfall, balanser, budget, poster, utpekade] = await Promise.all([
    borjat ? utfallPerPost(sql, { forbund, period: { fran: arsStart(ar), till: per }, ordinal }) : [],
    borjat ? saldon(sql, { forbund, per, ordinal }) : [],
    gallandeBudget(sql, { forbund, ar, per, ordinal }),
    postvisningar(sql, forbund, ordinal),
    medelsposter(sql, { forbund, ordinal }),
  ]);
  const ut: Forbundsuppgifter[] = [];
  for (const f of s.forbund) {
    const medlemmar = await medlemmarna(sql, { forbund: f.forbund, ordinal, per: undefined });
    ut.push({
      ...f,
      fakta: await finansieringsfakta(sql, { forbund: f.forbund, ar, per, ordinal }),
      medelsposter: utpekade.filter((m) => m.forbund === f.forbund),
      overordnad: new Map(poster.filter((p) => p.forbund === f.forbund).map((p) => [p.post, p.overordnad])),
      utfall: perPost(utfall, f.forbund),
      budget: perPost(budget, f.forbund),
      saldon: perPost(
        balanser.map((b) => ({ ...b, beloppOre: b.utgaendeOre })),
        f.forbund,
      ),
      medlemsnamn: new Map(medlemmar.map((m) => [m.medlem, m.namn])),
    });
  }
  return ut;
}
