import { userInfo } from 'node:os';
import { z } from 'zod';
import { LOGGNIVAER, type Loggniva } from './loggning.js';
import { MiljoFel } from './miljofel.js';

/** What the environment decides. Parsed once, where a program starts; nothing else reads the environment. */
export interface Konfiguration {
  /** postgres://… of the read models and jobs; undefined: the embedded PostgreSQL of the data folder. */
  readonly databasUrl: string | undefined;
  /** postgres://… or esdb://…; undefined (as `databasUrl` is then too): the embedded PostgreSQL. */
  readonly handelselagerUrl: string | undefined;
  /** What our streams' names begin with on a KurrentDB that others use too. */
  readonly handelselagerPrefix: string;
  /** redis://… of the job queues; undefined: the queues are in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly datamapp: string;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly loggniva: Loggniva;
  /** http://… of an OpenTelemetry collector; undefined: no traces are made. */
  readonly sparmottagare: string | undefined;
  /** Recorded with every event as the one who acted. */
  readonly vem: string;
}

interface Variabel<T> {
  readonly namn: string;
  /** Shown in the README's table; what it means when the variable is missing or empty. */
  readonly standard: string;
  readonly beskrivning: string;
  /** What a value must look like: ends the sentence "värdet ska vara …". */
  readonly forvantat: string;
  readonly schema: z.ZodType<T, string | undefined>;
}

const POSTGRES = ['postgres:', 'postgresql:'];
/** May name several hosts, which no URL can; the adapter knows the rest. */
const KURRENTDB = /^(esdb|kurrentdb)([+]discover)?:\/\/\S+$/;
const HTTP = ['http:', 'https:'];
const REDIS = ['redis:', 'rediss:'];
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;
const MAX_PORT = 65_535;
/** Stored with every event: bounded, and nothing that breaks a line. */
const TJANSTENAMN = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u;

const harProtokoll = (text: string, protokoll: readonly string[]): boolean =>
  URL.canParse(text) && protokoll.includes(new URL(text).protocol);

const adress = (godtas: (text: string) => boolean): z.ZodType<string | undefined, string | undefined> =>
  z.string().refine(godtas).optional();

const VARIABLER = {
  databasUrl: {
    namn: 'DATABASE_URL',
    standard: 'inbäddad PostgreSQL i datamappen',
    beskrivning: 'PostgreSQL för läsmodeller och jobb.',
    forvantat: 'en adress som postgres://användare:lösenord@värd:port/databas',
    schema: adress((text) => harProtokoll(text, POSTGRES)),
  },
  handelselagerUrl: {
    namn: 'EVENT_STORE_URL',
    standard: 'samma som DATABASE_URL',
    beskrivning: 'Händelselagret: PostgreSQL eller KurrentDB.',
    forvantat: 'en adress som postgres://… eller esdb://…',
    schema: adress((text) => harProtokoll(text, POSTGRES) || KURRENTDB.test(text)),
  },
  handelselagerPrefix: {
    namn: 'EVENT_STORE_PREFIX',
    standard: 'samordning',
    beskrivning: 'Vad installationens strömmar börjar på i KurrentDB, där andra också kan ha sina.',
    forvantat: '1–40 gemener a–z och siffror',
    schema: z
      .string()
      .regex(/^[a-z0-9]{1,40}$/)
      .default('samordning'),
  },
  redisUrl: {
    namn: 'REDIS_URL',
    standard: 'jobbköerna ligger i PostgreSQL',
    beskrivning: 'Redis för jobbköerna.',
    forvantat: 'en adress som redis://värd:port',
    schema: adress((text) => harProtokoll(text, REDIS)),
  },
  datamapp: {
    namn: 'DATA_DIR',
    standard: '.data',
    beskrivning: 'Mapp för inbäddad PostgreSQL och lås.',
    forvantat: 'en sökväg',
    schema: z.string().default('.data'),
  },
  port: {
    namn: 'PORT',
    standard: '3000',
    beskrivning: 'Porten som API:et svarar på; 0 betyder en ledig.',
    forvantat: `ett heltal 0–${String(MAX_PORT)}`,
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .default('3000')
      .transform(Number)
      .refine((port) => port <= MAX_PORT),
  },
  host: {
    namn: 'HOST',
    standard: '127.0.0.1',
    beskrivning: 'Adressen som API:et lyssnar på: bara den egna maskinen, tills det finns roller.',
    forvantat:
      'den egna maskinens adress (127.0.0.1, ::1 eller localhost): åtkomst utifrån kräver roller, som inte finns än',
    schema: z.string().regex(LOOPBACK).default('127.0.0.1'),
  },
  loggniva: {
    namn: 'LOG_LEVEL',
    standard: 'warn',
    beskrivning: 'Hur mycket som loggas på standard error, som JSON.',
    forvantat: `något av ${LOGGNIVAER.join(', ')}`,
    schema: z.enum(LOGGNIVAER).default('warn'),
  },
  sparmottagare: {
    namn: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    standard: 'inga spår',
    beskrivning: 'Mottagare av OpenTelemetry-spår (OTLP över HTTP).',
    forvantat: 'en adress som http://värd:4318',
    schema: adress((text) => harProtokoll(text, HTTP)),
  },
  vem: {
    namn: 'SERVICE_NAME',
    standard: 'den inloggade användaren i operativsystemet',
    beskrivning: 'Den som står som utförare av allt som programmet tar emot.',
    forvantat: '1–64 bokstäver, siffror, blanksteg eller . _ @ -',
    schema: z
      .string()
      .regex(TJANSTENAMN)
      .optional()
      .transform((namn) => namn ?? systemetsAnvandare()),
  },
} satisfies { [F in keyof Konfiguration]: Variabel<Konfiguration[F]> };

/** For the README's table and `--help`: every variable that the environment may hold. */
export const MILJOVARIABLER: readonly Pick<Variabel<unknown>, 'namn' | 'standard' | 'beskrivning'>[] =
  Object.values(VARIABLER).map(({ namn, standard, beskrivning }) => ({ namn, standard, beskrivning }));

/**
 * Parses the environment. An empty value counts as a missing one (compose files set `X=` for what is not given).
 * @throws MiljoFel KONFIGURATION_OGILTIG, naming every fault, without values that may hold a password
 */
export function lasKonfiguration(env: NodeJS.ProcessEnv = process.env): Konfiguration {
  const fel: string[] = [];
  const las = <T>(variabel: Variabel<T>): T | undefined => {
    const text = env[variabel.namn]?.trim();
    const utfall = variabel.schema.safeParse(text === '' ? undefined : text);
    if (utfall.success) return utfall.data;
    fel.push(`${variabel.namn}: värdet ska vara ${variabel.forvantat}.`);
    return undefined;
  };
  const konfiguration = Object.fromEntries(
    Object.entries<Variabel<unknown>>(VARIABLER).map(([falt, variabel]) => [falt, las(variabel)]),
  );
  if (fel.length > 0) {
    throw new MiljoFel(
      'KONFIGURATION_OGILTIG',
      `Miljövariablerna går inte att använda:\n  ${fel.join('\n  ')}`,
    );
  }
  // Every field has been parsed by the variable of the same name; `satisfies` above ties their types together.
  return medHarledda(konfiguration as unknown as Konfiguration, env);
}

function medHarledda(last: Konfiguration, env: NodeJS.ProcessEnv): Konfiguration {
  // Under jest nothing is logged unless somebody asks for it.
  const tyst = env['NODE_ENV'] === 'test' && !env['LOG_LEVEL'];
  return {
    ...last,
    handelselagerUrl: last.handelselagerUrl ?? last.databasUrl,
    loggniva: tyst ? 'silent' : last.loggniva,
  };
}

function systemetsAnvandare(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return `uid ${String(process.getuid?.() ?? 'okänd')}`;
  }
}
