import { type EventStore, EventStoreError } from '#event-store/event-store.js';
import type { Validera } from '#event-store/handelsevalidering.js';
import type { Kopierbart } from '#event-store/kopierbart.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import type { Upcasters } from '#event-store/upcasting.js';
import type { Konfiguration } from '#platform/konfiguration.js';
import { MiljoFel } from '#platform/miljofel.js';
import { pagaendeAterstallning } from '#read-store/aterstallning.js';
import type { ReadStore } from '#read-store/read-store.js';

/** Where the address stands, unless somebody gave it otherwise. */
const VARIABELN = 'EVENT_STORE_URL';
const PREFIXVARIABELN = 'EVENT_STORE_PREFIX';

/** Why a KurrentDB could not be used, by what its client says; in order, since one failure wraps another. */
const SKAL: readonly (readonly [RegExp, string])[] = [
  [
    /self[- ]signed|unable to (verify|get)|UNABLE_TO_|certificate has expired|CERT_|does not match certificate/i,
    'serverns certifikat går inte att verifiera. Peka ut utfärdarens certifikat med tlsCAFile=… i adressen, och skriv värden som den heter i certifikatet',
  ],
  [
    /wrong version number|EPROTO|packet length too long/i,
    'servern talar inte TLS. Skriv tls=false i adressen om den ska vara öppen',
  ],
  [/ECONNREFUSED/, 'ingen svarar på adressen. Kontrollera att servern är igång, och värd och port'],
  [/ENOTFOUND|EAI_AGAIN|Name resolution failed/, 'värden finns inte. Kontrollera hur den är skriven'],
  [/Failed to discover/, 'ingen nod i klustret svarar. Kontrollera värdarna och att klustret är igång'],
  [
    /ECONNRESET|socket hang up|Connection dropped|EPIPE/,
    'förbindelsen bröts. Kontrollera porten, och att tls i adressen är som servern är uppsatt',
  ],
];
const INGET_SVAR = 'ingen svarar i tid. Kontrollera adressen, och att servern är igång';

/** Users that the server does not know, or whose password is another; everyone else is known and not allowed. */
const OKAND_ANVANDARE = /UNAUTHENTICATED|UnAuthenticated/i;

/** Every message of an error and its causes. */
function texterna(fel: unknown): string {
  const rader: string[] = [];
  for (let f = fel; f instanceof Error; f = f.cause) rader.push(f.message);
  return rader.join('\n');
}

function forklaraKurrentfel(fel: unknown, prefix: string, variabeln: string): unknown {
  if (!(fel instanceof EventStoreError)) return fel;
  const texter = texterna(fel);
  switch (fel.code) {
    case 'ACCESS_DENIED':
      return new MiljoFel(
        'HANDELSELAGRET_NAS_INTE',
        OKAND_ANVANDARE.test(texter)
          ? `Händelselagret i ${variabeln} godtar inte användaren eller lösenordet. Rätta dem i adressen: esdb://användare:lösenord@värd:port.`
          : `Händelselagret i ${variabeln} ger inte användaren rätt att läsa $all och att skriva strömmar som börjar på ${prefix}. Ge den rollen som får det, eller byt användare i adressen.`,
        fel,
      );
    case 'HISTORY_CHANGED':
    case 'STREAM_DELETED':
      return new MiljoFel(
        'HANDELSELAGRET_ANDRAT',
        `Händelserna i ${variabeln} är inte de som har numrerats: strömmar under ${prefix} har tagits bort, eller servern är återställd eller en annan. Peka ${variabeln} på rätt server, eller återställ den.`,
        fel,
      );
    case 'UNAVAILABLE': {
      const skal = SKAL.find(([monster]) => monster.test(texter))?.[1] ?? INGET_SVAR;
      return new MiljoFel(
        'HANDELSELAGRET_NAS_INTE',
        `Händelselagret i ${variabeln} går inte att använda: ${skal}.`,
        fel,
      );
    }
    default:
      return fel;
  }
}

export interface Lagringsval {
  readonly upcasters?: Upcasters;
  readonly validera?: Validera;
  /** As the stores have it. */
  readonly svarstidMs?: number;
}

/** With `installation` where a server may hold those of several. */
export type Handelselager = EventStore & Kopierbart & { readonly installation?: string };

/**
 * The event store that an address names.
 * @throws MiljoFel KONFIGURATION_OGILTIG, HANDELSELAGRET_NAS_INTE, HANDELSELAGRET_ANDRAT for KurrentDB; for PostgreSQL what its
 * driver says
 */
export async function oppnaHandelselager(
  url: string,
  { handelselagerPrefix: prefix }: Pick<Konfiguration, 'handelselagerPrefix'>,
  val: Lagringsval,
  variabeln = VARIABELN,
): Promise<Handelselager> {
  if (url.startsWith('postgres')) return PostgresEventStore.open({ url, ...val });
  // KurrentDB's client takes a third of a second to load: only who uses it waits for that.
  const { felIAdress } = await import('#event-store/kurrent/adress.js');
  const fel = felIAdress(url);
  if (fel !== undefined) throw new MiljoFel('KONFIGURATION_OGILTIG', `${variabeln}: ${fel}.`);
  const { KurrentEventStore } = await import('#event-store/kurrent/kurrent-event-store.js');
  try {
    return await KurrentEventStore.open({ url, prefix, ...val });
  } catch (orsak) {
    throw forklaraKurrentfel(orsak, prefix, variabeln);
  }
}

/**
 * What an interrupted restore has left looks like an installation, and is a part of one.
 * @throws MiljoFel ATERSTALLNING_EJ_KLAR
 */
export async function kravHelInstallation(readStore: ReadStore): Promise<void> {
  const pagar = await pagaendeAterstallning(readStore);
  if (pagar === undefined) return;
  throw new MiljoFel(
    'ATERSTALLNING_EJ_KLAR',
    `En säkerhetskopia började läsas in här ${pagar.borjad.toISOString()} och är inte inläst än: det som finns är inte ` +
      'hela historien. Kör ops restore med samma fil igen, så fortsätter den där den slutade, eller börja om med en tom datamapp.',
  );
}

/**
 * Read models and events belong together from the first start: ordinals of one store mean nothing in another.
 * @throws MiljoFel ANNAN_INSTALLATION
 */
export async function kravSammaInstallation(
  { installation }: Handelselager,
  readStore: ReadStore,
  { handelselagerPrefix: prefix }: Pick<Konfiguration, 'handelselagerPrefix'>,
): Promise<void> {
  if (installation === undefined || (await readStore.bindTill(installation)) === installation) return;
  throw new MiljoFel(
    'ANNAN_INSTALLATION',
    `Strömmarna under ${prefix} i ${VARIABELN} tillhör en annan installation än läsmodellerna i DATABASE_URL. Välj ett eget namn med ${PREFIXVARIABELN}, eller peka variablerna på samma installation.`,
  );
}
