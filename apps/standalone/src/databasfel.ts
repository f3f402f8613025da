import { EventStoreError } from '#event-store/event-store.js';
import type { Konfiguration } from '#platform/konfiguration.js';
import { MiljoFel, systemkod } from '#platform/miljofel.js';

/** Why a database could not be used, by the code of the system or the SQLSTATE of the server. */
const SKAL: Readonly<Partial<Record<string, string>>> = {
  ECONNREFUSED: 'ingen svarar på adressen',
  ECONNRESET: 'förbindelsen bröts',
  ENOTFOUND: 'värden finns inte',
  EAI_AGAIN: 'värdens namn går inte att slå upp',
  EHOSTUNREACH: 'värden går inte att nå',
  ENETUNREACH: 'nätet går inte att nå',
  ETIMEDOUT: 'ingen svarar i tid',
  CONNECT_TIMEOUT: 'ingen svarar i tid',
  CONNECTION_CLOSED: 'förbindelsen bröts',
  '28P01': 'användaren eller lösenordet godtas inte',
  '28000': 'användaren godtas inte',
  '3D000': 'databasen finns inte',
  '42501': 'användaren får inte skapa scheman i databasen',
  '53300': 'servern har inga lediga anslutningar',
  '57P03': 'servern håller på att starta eller stanna',
};

/** Causes deep: an error of an error of an error is as far as anybody wraps. */
const DJUPAST = 5;

function skalet(fel: unknown): string | undefined {
  let orsak = fel;
  for (let djup = 0; djup < DJUPAST && orsak !== undefined; djup++) {
    const skal = SKAL[systemkod(orsak) ?? ''];
    if (skal !== undefined) return skal;
    orsak = typeof orsak === 'object' && orsak !== null && 'cause' in orsak ? orsak.cause : undefined;
  }
  return fel instanceof EventStoreError && fel.code === 'UNAVAILABLE' ? 'ingen svarar' : undefined;
}

const variabeln = ({ databasUrl, handelselagerUrl }: Konfiguration): string => {
  if (databasUrl === undefined && handelselagerUrl === undefined) return 'Den inbäddade PostgreSQL';
  if (handelselagerUrl === databasUrl) return 'Databasen i DATABASE_URL';
  return databasUrl === undefined
    ? 'Databasen i EVENT_STORE_URL'
    : 'Databasen i DATABASE_URL eller EVENT_STORE_URL';
};

/** Gives a database that cannot be opened its Swedish explanation, without the address, which may hold a password. */
export const forklaraDatabasfel = (fel: unknown, konfiguration: Konfiguration): unknown =>
  forklaraDatabas(fel, variabeln(konfiguration));

/** The same for a database that was pointed out otherwise: `vilken` begins the sentence. */
export function forklaraDatabas(fel: unknown, vilken: string): unknown {
  const skal = fel instanceof MiljoFel ? undefined : skalet(fel);
  return skal === undefined
    ? fel
    : new MiljoFel('DATABASEN_NAS_INTE', `${vilken} går inte att använda: ${skal}.`, fel);
}
