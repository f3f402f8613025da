import type { TransactionSql } from '#read-store/anslutning.js';
import type { ReadStore } from '#read-store/read-store.js';

interface Steg {
  readonly 'Node Type': string;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Steg[];
}

/** With its schema: several read models have a table `rad`. */
const tabellI = (s: Steg): string | undefined =>
  s['Relation Name'] === undefined ? undefined : `${s.Schema ?? ''}.${s['Relation Name']}`;

const alla = (steg: Steg): Steg[] => [steg, ...(steg.Plans ?? []).flatMap(alla)];

/** The same connection; every statement that is waited for is explained first, and its steps are noted. */
function forklarande(sql: TransactionSql, ut: Steg[]): TransactionSql {
  return new Proxy(sql, {
    apply: (mal, sjalv, argument: Parameters<TransactionSql>) => {
      const gor = () => Reflect.apply(mal, sjalv, argument) as ReturnType<TransactionSql>;
      const fraga = gor();
      const svara = async (): Promise<unknown> => {
        const [rad] = await sql<
          { 'QUERY PLAN': { Plan: Steg }[] }[]
        >`explain (analyze, verbose, format json) ${gor()}`;
        ut.push(...(rad?.['QUERY PLAN'] ?? []).flatMap((p) => alla(p.Plan)));
        return gor();
      };
      // A part of a statement is never waited for, and stays what it was.
      return Object.assign(fraga, {
        then: (klar: (rader: unknown) => unknown, fel: (f: unknown) => unknown) => svara().then(klar, fel),
      });
    },
  });
}

/**
 * A read store whose questions are answered as ever, and whose plans end up in `ut`. Each question is then asked again
 * with the plans that the server keeps, made without knowing what is asked for: the tables that it read whole, in either
 * way, end up in `hela`.
 */
const forklarandeLager = (readStore: ReadStore, ut: Steg[], hela: Set<string>): ReadStore => {
  const las: ReadStore['las'] = (projektioner, fraga) =>
    readStore.las(projektioner, async (sql, underlag) => {
      await fraga(forklarande(sql, ut), underlag);
      await sql`set local plan_cache_mode = force_generic_plan`;
      const svar = await fraga(sql, underlag);
      const lasta = await sql<{ tabell: string }[]>`
        select schemaname || '.' || relname as tabell from pg_stat_xact_user_tables where seq_scan > 0`;
      for (const { tabell } of lasta) hela.add(tabell);
      return svar;
    });
  return new Proxy(readStore, {
    get: (mal, namn) => (namn === 'las' ? las : (Reflect.get(mal, namn) as unknown)),
  });
};

export interface Planlasning {
  /** Tables that were read whole. */
  readonly hela: ReadonlySet<string>;
  /** Rows that were read, by table. */
  readonly rader: ReadonlyMap<string, number>;
}

export async function lasPlaner(
  readStore: ReadStore,
  fraga: (lager: ReadStore) => Promise<unknown>,
): Promise<Planlasning> {
  const steg: Steg[] = [];
  const hela = new Set<string>();
  await fraga(forklarandeLager(readStore, steg, hela));
  const rader = new Map<string, number>();
  for (const s of steg) {
    const tabell = tabellI(s);
    if (tabell !== undefined)
      rader.set(tabell, (rader.get(tabell) ?? 0) + s['Actual Rows'] * s['Actual Loops']);
  }
  return { hela, rader };
}
