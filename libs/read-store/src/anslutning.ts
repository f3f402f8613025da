import { isNativeError } from 'node:util/types';
import postgres from 'postgres';
import { LISTTYPER } from './listor.js';

/**
 * PostgreSQL types as our code wants them: bigint columns are bigint (öre and ordinals never pass through a float),
 * date columns are text ÅÅÅÅ-MM-DD (a Date would carry a time zone that a calendar day does not have).
 */
const TYPER = {
  bigint: postgres.BigInt,
  datum: { to: 1082, from: [1082], serialize: (v: string) => v, parse: (v: string) => v },
  ...LISTTYPER,
};
interface Typer extends Record<string, unknown> {
  bigint: bigint;
  datum: string;
  texter: (string | null)[];
  heltal: (number | null)[];
  storaHeltal: (bigint | null)[];
}

export type Sql = postgres.Sql<Typer>;
export type TransactionSql = postgres.TransactionSql<Typer>;

/** Seconds until an unused connection is closed: idle projections should not hold a server process each. */
const LEDIG_SEKUNDER = 60;
/** Seconds to wait for a connection before giving up: a server that is starting answers within this. */
const ANSLUT_SEKUNDER = 15;

export interface Poolval {
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly namn: string;
  /** Keep connections however long they are idle or old: session locks and transactions die with them. */
  readonly behall?: boolean;
  /** COMMIT does not wait for the disk: what a crash of the server takes back is made again from the events. */
  readonly aterskapas?: boolean;
  /**
   * Milliseconds that the connection may be silent, between transactions or within one, before the server ends it and
   * frees its locks: so long does a process that hangs keep others out.
   */
  readonly tystHogstMs?: number;
  /** Called in the same tick in which a connection ends, before anybody else learns of it. */
  readonly vidBrott?: () => void;
}

/** Opens a pool lazily: no connection is made before the first query. */
export function oppnaPool(url: string, val: Poolval): Sql {
  return postgres(url, {
    max: val.max,
    types: TYPER,
    fetch_types: false,
    connect_timeout: ANSLUT_SEKUNDER,
    idle_timeout: val.behall ? 0 : LEDIG_SEKUNDER,
    ...(val.behall ? { max_lifetime: null } : {}),
    ...(val.vidBrott ? { onclose: val.vidBrott } : {}),
    onnotice: () => undefined,
    connection: {
      application_name: val.namn,
      jit: 'off',
      // Plans are kept, made for any question: left to choose, the server makes those of the longer ones anew for each, up to a
      // third of a report's time. It makes all anew when a table's statistics change (PREPARE, Notes). Who fills tables in long
      // transactions cannot wait for that: a plan made while a table was empty would be used when it holds a million rows.
      plan_cache_mode: val.aterskapas ? 'force_custom_plan' : 'force_generic_plan',
      ...(val.aterskapas ? { synchronous_commit: 'off' } : {}),
      ...(val.tystHogstMs === undefined
        ? {}
        : {
            idle_session_timeout: val.tystHogstMs,
            idle_in_transaction_session_timeout: val.tystHogstMs,
          }),
    },
  });
}

const OVERGAENDE_SQLSTATE = /^(?:08|40|53|57P|55P03)/;
const ANSLUTNINGSFEL = new Set([
  'ANSLUTNING_BRUTEN',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The error's code: SQLSTATE, Node's or ours; empty when it has none. */
export function felkod(fel: unknown): string {
  if (!isNativeError(fel)) return '';
  const kod: unknown = 'kod' in fel ? fel.kod : 'code' in fel ? fel.code : undefined;
  return typeof kod === 'string' ? kod : '';
}

/** True when the connection itself failed, or the server ended it: nothing more can be sent on it. */
export const arAnslutningsfel = (fel: unknown): boolean =>
  ANSLUTNINGSFEL.has(felkod(fel)) || /^(?:08|57P)/.test(felkod(fel));

/** True for faults that pass by themselves: lost connections, deadlocks, serialization, a server that restarts. */
export const arOvergaende = (fel: unknown): boolean =>
  arAnslutningsfel(fel) || OVERGAENDE_SQLSTATE.test(felkod(fel));
