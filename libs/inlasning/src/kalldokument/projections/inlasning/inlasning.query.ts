import type { Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface InlastDokument {
  readonly forbund: ForbundId;
  readonly dokument: string;
  readonly sha256: string;
  readonly titel: string;
  readonly datum: Datum;
  /** False while its loading has begun and not ended. */
  readonly klar: boolean;
}

/** The documents whose loading had begun at an ordinal, in the order they speak. */
export async function inlastaDokument(sql: TransactionSql, ordinal: number): Promise<InlastDokument[]> {
  return sql<InlastDokument[]>`
    select * from (
      select distinct on (forbund, dokument)
        forbund, dokument, sha256, titel, datum, coalesce(slutford_ordinal <= ${ordinal}, false) as klar
      from inlasning.dokument where paborjad_ordinal <= ${ordinal}
      order by forbund, dokument, paborjad_ordinal desc
    ) as senaste order by datum, dokument`;
}

/** A page of the same, in the order their loading last began; `ordinal` is that of its beginning. */
export async function dokumentsida(
  sql: TransactionSql,
  f: { ordinal: number; efter: number; max: number },
): Promise<(InlastDokument & { readonly ordinal: bigint })[]> {
  return sql<(InlastDokument & { readonly ordinal: bigint })[]>`
    select * from (
      select distinct on (forbund, dokument)
        forbund, dokument, sha256, titel, datum, coalesce(slutford_ordinal <= ${f.ordinal}, false) as klar,
        paborjad_ordinal as ordinal
      from inlasning.dokument where paborjad_ordinal <= ${f.ordinal}
      order by forbund, dokument, paborjad_ordinal desc
    ) as senaste where ordinal > ${f.efter} order by ordinal limit ${f.max}`;
}
