import postgres from 'postgres';

/** A connection pool of this adapter: bigint columns are numbers (ordinals stay far below 2^53). */
export type Pool = postgres.Sql<{ heltal: number }>;

/** Long enough for a server across a slow network; a retry follows anyway. */
const CONNECT_TIMEOUT_S = 10;
/** The largest group or page takes well under a second: a statement that is not done by then never will be. */
export const SVARSTID_MS = 30_000;
/** Between attempts to connect the callers here wait by their own rules, so the driver need not. */
const DRIVER_BACKOFF_S = 0.02;

export interface Anslutning {
  readonly url: string;
  /** Shown in pg_stat_activity: says which role a connection has. */
  readonly namn: string;
  readonly max: number;
  /** The longest that a statement may take. */
  readonly svarstidMs: number;
}

export function anslut(
  { url, namn, max, svarstidMs }: Anslutning,
  lyssnare: { readonly onnotify: () => void; readonly onclose: () => void } | Record<string, never> = {},
): Pool {
  const installningar = {
    max,
    fetch_types: false,
    connect_timeout: CONNECT_TIMEOUT_S,
    backoff: () => DRIVER_BACKOFF_S,
    onnotice: () => undefined,
    types: { heltal: { to: 20, from: [20], serialize: String, parse: Number } },
    connection: {
      application_name: namn,
      // What the append function's locking rests on, whatever the database's default is.
      default_transaction_isolation: 'read committed' as const,
      statement_timeout: svarstidMs,
      // Every query here is a search in an index. Plans are kept for a connection's life, and one that was made
      // while the table was empty would go on scanning it when it has millions of rows. (The driver drops `false`.)
      enable_seqscan: 'off',
      enable_bitmapscan: 'off',
      jit: 'off',
    },
    // The driver passes it on from its own `listen`; its types leave it out.
    ...lyssnare,
  };
  return postgres(url, installningar);
}

/** SQLSTATE of a server that goes down, starts, fails over, or has no room for a connection just now. */
const OVERGAENDE_SQLSTATE = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '53300',
  '57014',
  '25006',
  '40001',
  '40P01',
]);
const OVERGAENDE_DRIVRUTIN = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** True for a failure that says nothing about the request itself: the connection or the server went away. */
export function arOvergaende(fel: unknown): boolean {
  // By shape: the driver's errors and the runtime's are of no common class, and of another realm under test.
  if (typeof fel !== 'object' || fel === null || !('code' in fel) || typeof fel.code !== 'string')
    return false;
  return fel.code.startsWith('08') || OVERGAENDE_SQLSTATE.has(fel.code) || OVERGAENDE_DRIVRUTIN.has(fel.code);
}
