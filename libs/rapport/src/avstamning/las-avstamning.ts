import { Injectable } from '@nestjs/common';
import { postvisningar, utfallPerPost } from '#bokforing/public.js';
import { faststalldPrognos, gallandeBudget, gallandePeriodbudget } from '#budget/public.js';
import {
  inlastaDokument,
  mattnyckel,
  taIsar,
  type Dokumentstruktur,
  type Kalldokument,
  type Matt,
} from '#inlasning/public.js';
import { DomanFel } from '#kernel/fel.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { ReadStore } from '#read-store/read-store.js';
import type { RapportKod } from '../rapportfel.js';
import { avstam, mattAttLasa, type Dokumentavstamning } from './avstamning.js';

/** The read models that an avstämning rests on. */
export const AVSTAMNINGENS_LASMODELLER = ['huvudbok', 'budget', 'inlasning'] as const;

@Injectable()
export class LasAvstamning {
  constructor(private readonly readStore: ReadStore) {}

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
        ut.push(await avstamEtt(sql, taIsar(d), ordinal));
      }
      return ut;
    });
  }
}

async function avstamEtt(
  sql: TransactionSql,
  struktur: Dokumentstruktur,
  ordinal: number,
): Promise<Dokumentavstamning> {
  const forbund = struktur.dokument.forbund.nyckel;
  const bokfort = new Map<string, ReadonlyMap<PostId, Ore>>();
  for (const matt of mattAttLasa(struktur)) {
    const rader = await belopp(sql, { matt, forbund: [forbund], ordinal, struktur });
    bokfort.set(mattnyckel(matt), new Map(rader.map((r) => [r.post, r.beloppOre])));
  }
  const poster = await postvisningar(sql, [forbund], ordinal);
  const overordnade = poster.flatMap((p): [PostId, PostId][] =>
    p.overordnad === null ? [] : [[p.post, p.overordnad]],
  );
  return avstam(struktur, bokfort, overordnade);
}

/** A budget is compared as it held on the day the document speaks from, a prognosis as made for its own day. */
function belopp(
  sql: TransactionSql,
  f: { matt: Matt; forbund: readonly string[]; ordinal: number; struktur: Dokumentstruktur },
): Promise<readonly { post: PostId; beloppOre: Ore }[]> {
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
      return Promise.resolve([]);
  }
}
