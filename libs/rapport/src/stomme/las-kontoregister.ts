import { EJ_AVSLUTADE_AR, kontonamn, postvisningar } from '#bokforing/public.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Kontoregister, Postkort } from './belopp.js';
import { motpartsnamn } from './motpartsnamn.js';

/** What `saldon` makes of results that no opening balance has moved to equity, by a name that says so. */
export const EJ_AVSLUTADES_NAMN = 'Resultat av år som inte är avslutade';

/** It stands last. */
const EJ_AVSLUTAT: Postkort = {
  post: EJ_AVSLUTADE_AR.post,
  rad: EJ_AVSLUTADES_NAMN,
  grupp: 'eget_kapital',
  overordnad: null,
  konto: EJ_AVSLUTADE_AR.konto,
  insats: null,
  motpart: null,
};

/** What each förbund's money is called, as known at an ordinal. */
export async function lasKontoregister(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<Map<ForbundId, Kontoregister>> {
  const [poster, konton, motparter] = await Promise.all([
    postvisningar(sql, forbund, ordinal),
    kontonamn(sql, forbund, ordinal),
    motpartsnamn(sql, forbund, ordinal),
  ]);
  return new Map(
    forbund.map((f) => [
      f,
      {
        poster: new Map<PostId, Postkort>([
          ...poster
            .filter((p) => p.forbund === f)
            .map(({ forbund: _f, ordning: _o, ...kort }): [PostId, Postkort] => [kort.post, kort]),
          [EJ_AVSLUTAT.post, EJ_AVSLUTAT],
        ]),
        konton: forbundets(konton, f),
        motparter: forbundets(motparter, f),
      },
    ]),
  );
}

/** The part of a map by `förbund|key` that is one förbund's. */
const forbundets = (alla: ReadonlyMap<string, string>, forbund: ForbundId): Map<string, string> =>
  new Map(
    [...alla].flatMap(([nyckel, namn]) =>
      nyckel.startsWith(`${forbund}|`) ? [[nyckel.slice(forbund.length + 1), namn]] : [],
    ),
  );
