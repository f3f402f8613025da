import { EventStoreError } from '#event-store/event-store.js';
import type { Konfiguration } from '#platform/konfiguration.js';
import { MiljoFel, systemkod } from '#platform/miljofel.js';

const INGET_SVAR =
  'ingen PostgreSQL svarar i tid. Kontrollera adressen, att servern är igång, och att den talar TLS om sslmode i adressen kräver det';
const FORBINDELSEN_BROTS = 'förbindelsen bröts. Kontrollera porten, och sslmode i adressen';
const CERTIFIKATET =
  'serverns certifikat går inte att verifiera. Peka ut utfärdarens med NODE_EXTRA_CA_CERTS, och skriv värden som den heter i certifikatet';
const CERTIFIKATFEL = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

/** Why a database could not be used, by the code of the system or the SQLSTATE of the server. */
const SKAL: Readonly<Partial<Record<string, string>>> = {
  ECONNREFUSED: 'ingen svarar på adressen. Kontrollera att servern är igång, och värd och port',
  ECONNRESET: FORBINDELSEN_BROTS,
  ENOTFOUND: 'värden finns inte. Kontrollera hur den är skriven',
  EAI_AGAIN: 'värdens namn går inte att slå upp. Kontrollera hur det är skrivet, och nätet',
  EHOSTUNREACH: 'värden går inte att nå. Kontrollera adressen och nätet',
  ENETUNREACH: 'nätet går inte att nå. Kontrollera adressen och nätet',
  ETIMEDOUT: INGET_SVAR,
  CONNECT_TIMEOUT: INGET_SVAR,
  CONNECTION_CLOSED: FORBINDELSEN_BROTS,
  ...Object.fromEntries(CERTIFIKATFEL.map((kod) => [kod, CERTIFIKATET])),
  '28P01': 'användaren eller lösenordet godtas inte. Rätta dem i adressen',
  '28000': 'användaren godtas inte, eller inte utan TLS. Rätta adressen, eller ge användaren tillträde',
  '3D000': 'databasen finns inte. Skapa den, eller rätta namnet i adressen',
  '42501': 'användaren får inte skapa scheman i databasen. Ge den rätten CREATE på databasen',
  '53100': 'servern har ingen plats kvar på disken. Frigör utrymme',
  '53300': 'servern har inga lediga anslutningar. Höj max_connections, eller stäng andra program',
  '57P03': 'servern håller på att starta eller stanna. Försök igen om en stund',
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
  return fel instanceof EventStoreError && fel.code === 'UNAVAILABLE' ? INGET_SVAR : undefined;
}

/** The database that the read models and the queues are in, by what points it out. */
export const lasmodellernasDatabas = ({ databasUrl }: Konfiguration): string =>
  databasUrl === undefined ? 'Den inbäddade PostgreSQL' : 'Databasen i DATABASE_URL';

/** The one that the events are in. */
export const handelsernasDatabas = (konfiguration: Konfiguration): string =>
  konfiguration.handelselagerUrl === konfiguration.databasUrl
    ? lasmodellernasDatabas(konfiguration)
    : 'Databasen i EVENT_STORE_URL';

/**
 * Gives a database that cannot be opened its Swedish explanation, without the address, which may hold a password.
 * @param vilken begins the sentence
 */
export function forklaraDatabas(fel: unknown, vilken: string): unknown {
  const skal = fel instanceof MiljoFel ? undefined : skalet(fel);
  return skal === undefined
    ? fel
    : new MiljoFel('DATABASEN_NAS_INTE', `${vilken} går inte att använda: ${skal}.`, fel);
}
