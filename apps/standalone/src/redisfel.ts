import { KoFel } from '#jobs/ko.js';
import { MiljoFel } from '#platform/miljofel.js';

/** Why a Redis could not be used, by what its client says; in order. */
const SKAL: readonly (readonly [RegExp, string])[] = [
  [
    /WRONGPASS|invalid password/i,
    'användaren eller lösenordet godtas inte. Rätta dem i adressen: redis://användare:lösenord@värd:port',
  ],
  [/NOAUTH/, 'servern kräver lösenord. Skriv det i adressen: redis://:lösenord@värd:port'],
  [
    /NOPERM/,
    'användaren får inte det som köerna behöver. Ge den rätt till alla kommandon på nycklarna samordning-jobb:*',
  ],
  [/DB index/, 'databasen i adressens slut finns inte på servern'],
  [
    /self[- ]signed|unable to (verify|get)|certificate has expired|does not match certificate/i,
    'serverns certifikat går inte att verifiera. Peka ut utfärdarens med NODE_EXTRA_CA_CERTS, och skriv värden som den heter i certifikatet',
  ],
  [
    /wrong version number|EPROTO|packet length too long/i,
    'servern talar inte TLS. Skriv redis:// om den ska vara öppen',
  ],
  [/ECONNREFUSED/, 'ingen svarar på adressen. Kontrollera att servern är igång, och värd och port'],
  [/ENOTFOUND|EAI_AGAIN/, 'värden finns inte. Kontrollera hur den är skriven'],
  [/EHOSTUNREACH|ENETUNREACH/, 'värden går inte att nå'],
  [/Protocol error/, 'det som svarar är ingen Redis. Kontrollera porten'],
  [
    /ETIMEDOUT|timed out|inget svar/,
    'ingen svarar i tid. Kontrollera adressen, och om servern talar TLS (rediss://) eller inte (redis://)',
  ],
  [
    /ECONNRESET|EPIPE|closed|hang up/i,
    'förbindelsen bröts. Kontrollera porten, och om servern talar TLS (rediss://) eller inte (redis://)',
  ],
];

const OKANT = 'servern går inte att använda';

/** Gives a queue that cannot be opened its Swedish explanation, without the address, which may hold a password. */
export function forklaraRedisfel(fel: unknown): unknown {
  if (!(fel instanceof KoFel)) return fel;
  if (fel.kod === 'KO_SERVERN_DUGER_INTE')
    return new MiljoFel('REDIS_DUGER_INTE', `Redis i REDIS_URL går inte att använda: ${fel.message}.`, fel);
  if (fel.kod !== 'KO_SVARAR_INTE') return fel;
  const text = String(fel.cause);
  const skal = SKAL.find(([monster]) => monster.test(text))?.[1] ?? OKANT;
  return new MiljoFel('REDIS_NAS_INTE', `Redis i REDIS_URL går inte att använda: ${skal}.`, fel);
}
