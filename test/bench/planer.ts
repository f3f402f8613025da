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

/** A read store whose questions are answered as ever, and whose plans end up in `ut`. */
const forklarandeLager = (readStore: ReadStore, ut: Steg[]): ReadStore =>
  new Proxy(readStore, {
    get: (mal, namn) =>
      namn === 'las'
        ? (((projektioner, fraga) =>
            mal.las(projektioner, (sql, underlag) =>
              fraga(forklarande(sql, ut), underlag),
            )) satisfies ReadStore['las'])
        : (Reflect.get(mal, namn) as unknown),
  });

export interface Planlasning {
  /** Tables that were read whole. */
  readonly hela: readonly string[];
  /** Rows that were read, by table. */
  readonly rader: ReadonlyMap<string, number>;
}

export async function lasPlaner(
  readStore: ReadStore,
  fraga: (lager: ReadStore) => Promise<unknown>,
): Promise<Planlasning> {
  const steg: Steg[] = [];
  await fraga(forklarandeLager(readStore, steg));
  const hela = steg.filter((s) => s['Node Type'] === 'Seq Scan').map((s) => tabellI(s) ?? '');
  const rader = new Map<string, number>();
  for (const s of steg) {
    const tabell = tabellI(s);
    if (tabell !== undefined)
      rader.set(tabell, (rader.get(tabell) ?? 0) + s['Actual Rows'] * s['Actual Loops']);
  }
  return { hela, rader };
}
