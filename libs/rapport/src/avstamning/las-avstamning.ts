import { Injectable } from '@nestjs/common';
import { postvisningar, saldon, utfallPerPost } from '#bokforing/public.js';
import { faststalldPrognos, gallandeBudget, gallandePeriodbudget } from '#budget/public.js';
import {
  inlastaDokument,
  Konteringsregelbok,
  mattnyckel,
  taIsar,
  type Dokumentstruktur,
  type Kalldokument,
  type Matt,
} from '#inlasning/public.js';
import { arsStart, type Datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Konto } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { arResultatslag, delaPostId, type PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { ReadStore } from '#read-store/read-store.js';
import type { RapportKod } from '../rapportfel.js';
import { avstam, mattAttLasa, type Dokumentavstamning } from './avstamning.js';

/** The read models that an avstämning rests on. */
export const AVSTAMNINGENS_LASMODELLER = ['huvudbok', 'budget', 'inlasning'] as const;

@Injectable()
export class LasAvstamning {
  constructor(
    private readonly readStore: ReadStore,
    private readonly regelbok: Konteringsregelbok,
  ) {}

  /**
   * Compares documents with what the events give, at one basis.
   * @throws DomanFel KALLDOKUMENT_EJ_INLAST for a document whose loading has not ended
   */
  las(dokument: readonly Kalldokument[], somAv?: number): Promise<Dokumentavstamning[]> {
    return this.readStore.las(AVSTAMNINGENS_LASMODELLER, async (sql, underlag) => {
      const ordinal = Math.min(somAv ?? underlag.ordinal, underlag.ordinal);
      const inlasta = new Set(
        (await inlastaDokument(sql, ordinal)).filter((d) => d.klar).map((d) => d.dokument),
      );
      const ut: Dokumentavstamning[] = [];
      for (const d of dokument) {
        if (!inlasta.has(d.id))
          throw new DomanFel<RapportKod>('KALLDOKUMENT_EJ_INLAST', `Källdokumentet ${d.id} är inte inläst.`, {
            falt: 'dokument',
            forvantat: inlasta.size === 0 ? 'ett inläst dokument' : `något av ${[...inlasta].join(', ')}`,
          });
        ut.push(await avstamEtt(sql, taIsar(d), ordinal, this.regelbok.regler.ejSpecificeradMotpost.konto));
      }
      return ut;
    });
  }
}

async function avstamEtt(
  sql: TransactionSql,
  struktur: Dokumentstruktur,
  ordinal: number,
  motpostkonto: Konto,
): Promise<Dokumentavstamning> {
  const forbund = struktur.dokument.forbund.nyckel;
  const bokfort = new Map<string, ReadonlyMap<PostId, Ore>>();
  for (const matt of mattAttLasa(struktur)) {
    const rader = await belopp(sql, { matt, forbund: [forbund], ordinal, struktur, motpostkonto });
    bokfort.set(mattnyckel(matt), new Map(rader.map((r) => [r.post, r.beloppOre])));
  }
  const poster = await postvisningar(sql, [forbund], ordinal);
  const overordnade = poster.flatMap((p): [PostId, PostId][] =>
    p.overordnad === null ? [] : [[p.post, p.overordnad]],
  );
  return avstam(struktur, bokfort, overordnade);
}

interface Beloppsfraga {
  readonly matt: Matt;
  readonly forbund: readonly string[];
  readonly ordinal: number;
  readonly struktur: Dokumentstruktur;
  readonly motpostkonto: Konto;
}

/**
 * Balances per post in our signs. The konto for the side that documents do not give is none of their rows: what a balance
 * sheet that does not balance leaves there is in no figure of it.
 */
async function balans(
  sql: TransactionSql,
  f: Beloppsfraga,
  av: { per: Datum; falt: 'ingaendeOre' | 'utgaendeOre' },
): Promise<{ post: PostId; beloppOre: Ore }[]> {
  const rader = await saldon(sql, { forbund: f.forbund, per: av.per, ordinal: f.ordinal });
  const ut = new Map<PostId, Ore>();
  for (const rad of rader) {
    const { slag } = delaPostId(rad.post);
    if (arResultatslag(slag) || rad.konto === f.motpostkonto) continue;
    ut.set(rad.post, (ut.get(rad.post) ?? 0n) + (slag === 'tillgang' ? rad[av.falt] : -rad[av.falt]));
  }
  return [...ut].map(([post, beloppOre]) => ({ post, beloppOre }));
}

/** A budget is compared as it held on the day the document speaks from, a prognosis as made for its own day. */
function belopp(sql: TransactionSql, f: Beloppsfraga): Promise<readonly { post: PostId; beloppOre: Ore }[]> {
  const { matt, forbund, ordinal } = f;
  const per = f.struktur.datum;
  switch (matt.slag) {
    case 'utfall':
      return utfallPerPost(sql, { forbund, period: { fran: matt.fran, till: matt.till }, ordinal });
    case 'budget':
      return gallandeBudget(sql, { forbund, ar: matt.ar, per, ordinal });
    case 'periodbudget':
      return gallandePeriodbudget(sql, {
        forbund,
        period: { fran: matt.fran, till: matt.till },
        per,
        ordinal,
      });
    case 'prognos':
      return faststalldPrognos(sql, { forbund, ar: matt.ar, per: matt.avser, ordinal });
    case 'ub':
      return balans(sql, f, { per: matt.per, falt: 'utgaendeOre' });
    case 'ib':
      return balans(sql, f, { per: arsStart(matt.ar), falt: 'ingaendeOre' });
  }
}
