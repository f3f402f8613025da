import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedovisadeAr } from '#bokforing/public.js';
import { Konteringsregelbok } from '#inlasning/public.js';
import { arFor } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { summa } from '#kernel/ore.js';
import { SEEDMAPP } from '#platform/projektrot.js';
import type { Belopp, Kalla } from './belopp.js';

/** Where what a source leaves unsaid stands. */
const EJ_SPECIFICERAD_MOTPOST = Konteringsregelbok.tolka(
  readFileSync(join(SEEDMAPP, 'kontoplan.json'), 'utf8'),
).regler.ejSpecificeradMotpost.konto;

/**
 * Balances that are known, of those that the ledger adds up to. Where sources tell of a result alone, what it was booked
 * against is unsaid: without an opening balance under it, neither what the year opened with nor what stands is known, and
 * their sum over the years that happen to be told is no balance. What has moved is.
 */
export function kandaBalanser(
  kalla: Kalla,
  belopp: readonly Belopp[],
  redovisade: RedovisadeAr,
): readonly Belopp[] {
  if (kalla.slag !== 'saldo') return belopp;
  const ar = arFor(kalla.per);
  const okanda = new Set(
    [...new Set(belopp.map((b) => b.forbund))].filter((f) => {
      const oppnat = redovisade.forstaOppnade(f);
      return (oppnat === undefined || oppnat > ar) && osagt(belopp, f) !== 0n;
    }),
  );
  return belopp.filter((b) => b.matt === 'rorelse' || !okanda.has(b.forbund));
}

const osagt = (belopp: readonly Belopp[], forbund: ForbundId): bigint =>
  summa(
    belopp
      .filter((b) => b.forbund === forbund && b.konto === EJ_SPECIFICERAD_MOTPOST && b.matt === 'utgaende')
      .map((b) => b.debetOre),
  );
