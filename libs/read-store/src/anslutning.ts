import postgres from 'postgres';

/**
 * PostgreSQL types as our code wants them: bigint columns are bigint (öre and ordinals never pass through a float),
 * date columns are text ÅÅÅÅ-MM-DD (a Date would carry a time zone that a calendar day does not have).
 */
const TYPER = {
  bigint: postgres.BigInt,
  datum: { to: 1082, from: [1082], serialize: (v: string) => v, parse: (v: string) => v },
};
interface Typer extends Record<string, unknown> {
  bigint: bigint;
  datum: string;
}

export type Sql = postgres.Sql<Typer>;
export type TransactionSql = postgres.TransactionSql<Typer>;

/** Seconds until an unused connection is closed: idle projections should not hold a server process each. */
const LEDIG_SEKUNDER = 60;
/** Seconds to wait for a connection before giving up: a server that is starting answers within this. */
const ANSLUT_SEKUNDER = 15;

/** Opens a pool lazily: no connection is made before the first query. */
export function oppnaPool(url: string, val: { max: number; namn: string; behall?: boolean }): Sql {
  return postgres(url, {
    max: val.max,
    types: TYPER,
    connect_timeout: ANSLUT_SEKUNDER,
    idle_timeout: val.behall ? 0 : LEDIG_SEKUNDER,
    // Session locks die with their connection, so a connection that is to be kept must not be recycled by age.
    ...(val.behall ? { max_lifetime: null } : {}),
    onnotice: () => undefined,
    connection: { application_name: val.namn },
  }) as unknown as Sql;
}

const OVERGAENDE_SQLSTATE = /^(?:08|40|53|57P|55P03)/;
const OVERGAENDE_ANSLUTNING = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);

/** True for faults that pass by themselves: lost connections, deadlocks, serialization, a server that restarts. */
export function arOvergaende(fel: unknown): boolean {
  const kod: unknown = fel instanceof Error && 'code' in fel ? fel.code : undefined;
  return typeof kod === 'string' && (OVERGAENDE_ANSLUTNING.has(kod) || OVERGAENDE_SQLSTATE.test(kod));
}
