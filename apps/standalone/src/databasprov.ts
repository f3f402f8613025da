import { MiljoFel } from '#platform/miljofel.js';
import { serverversion } from '#read-store/serverversion.js';
import { forklaraDatabas } from './databasfel.js';

/** The first that hashes rows, which the digests of read models rest on. */
const MINSTA_VERSION = 14;

/**
 * Sees that a database answers, and is one that we can use, before anything is done in it.
 * @param vilken begins the sentence about what is wrong
 * @throws MiljoFel DATABASEN_NAS_INTE, DATABASEN_FOR_GAMMAL
 */
export async function provaDatabas(url: string, vilken: string): Promise<void> {
  const version = await serverversion(url).catch((fel: unknown) => {
    throw forklaraDatabas(fel, vilken);
  });
  if (version < MINSTA_VERSION)
    throw new MiljoFel(
      'DATABASEN_FOR_GAMMAL',
      `${vilken} är PostgreSQL ${version}, och minst ${MINSTA_VERSION} behövs. Uppgradera servern, eller peka ut en annan.`,
    );
}
