import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Nyckel } from '#kernel/identiteter.js';
import { ARTAL, ANTAL, Datumfalt, Heltalsparameter, Namnfalt, Nyckelfalt, ORDINAL } from './falt.js';

/** The largest page of a list: some hundred kilobytes. */
const MAX_SIDA = 1_000;
const STANDARDSIDA = 100;

export class Forbundsadress {
  @Nyckelfalt('vastmanland')
  forbund!: ForbundId;
}

export class Insatsadress extends Forbundsadress {
  @Nyckelfalt('samordningsteam-sala')
  insats!: InsatsId;
}

export class Arsadress extends Forbundsadress {
  @Heltalsparameter(2024, ARTAL)
  ar!: Ar;
}

export class Verifikationsadress extends Arsadress {
  @Nyckelfalt('a')
  serie!: Nyckel;
  @Heltalsparameter(17, { min: 1, max: ANTAL.max })
  nummer!: number;
}

export class Handelseadress {
  @Heltalsparameter(17, { min: 1, max: ORDINAL.max })
  ordinal!: number;
}

export class SomAvFraga {
  @Namnfalt('2024-09-11', {
    frivillig: true,
    beskrivning: 'Vad som var känt: ett händelsenummer, en dag eller en tid för registrering.',
  })
  somAv?: string;
}

export class PerFraga extends SomAvFraga {
  @Datumfalt('2024-08-31', { frivillig: true, beskrivning: 'Vad som gällde den dagen.' })
  per?: Datum;
}

/** Where a page of a list that is ordered by ordinal begins. */
export const Efterfalt = (): PropertyDecorator =>
  Heltalsparameter(0, ORDINAL, {
    frivillig: true,
    beskrivning: 'Fortsätt efter: nasta i svaret på sidan före.',
  });

/** How many rows a page has, at most. */
export const Maxfalt = (): PropertyDecorator =>
  Heltalsparameter(
    STANDARDSIDA,
    { min: 1, max: MAX_SIDA },
    { frivillig: true, beskrivning: `Rader på sidan; ${STANDARDSIDA} om inget anges.` },
  );

/** A page of a list that is ordered by ordinal. */
export class Sidfraga extends PerFraga {
  @Efterfalt()
  efter?: number;
  @Maxfalt()
  max?: number;
}

export const sidlangd = (f: { max?: number }): number => f.max ?? STANDARDSIDA;

/** Of one row more than the page holds: the page, and the cursor of the next one (what the list is ordered by). */
export function delaSida<R extends { ordinal: bigint }>(
  rader: readonly R[],
  max: number,
  markor: (rad: R) => bigint = (rad) => rad.ordinal,
): { rader: R[]; nasta: number | null } {
  const sida = rader.slice(0, max);
  const sista = sida.at(-1);
  return { rader: sida, nasta: rader.length > max && sista ? Number(markor(sista)) : null };
}
