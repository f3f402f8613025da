import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { oppnaPool, type Sql } from './anslutning.js';
import { somTabell } from './som-tabell.js';

let databas: TestDatabas;
let sql: Sql;

beforeAll(async () => {
  databas = await nyDatabas();
  sql = oppnaPool(databas.url, { max: 1, namn: 'som-tabell' });
});
afterAll(async () => {
  await sql.end();
  await databas.taBort();
});

const KOLUMNER = {
  ore: 'bigint',
  antal: 'int',
  namn: 'text',
  giltig: 'boolean',
  dag: 'date',
  nar: 'timestamptz',
  mer: 'jsonb',
} as const;

it('för varje typ fram och tillbaka utan förlust', async () => {
  const rader = [
    {
      ore: 9_007_199_254_740_993n,
      antal: -1,
      namn: 'Å "citat" \\ {,}',
      giltig: true,
      dag: '2024-02-29',
      nar: new Date('2024-02-29T12:00:00.123Z'),
      mer: { lista: [1, 'två', null] },
    },
    { ore: -1n, antal: 0, namn: 'NULL', giltig: false, dag: null, nar: null, mer: null },
    { ore: null, antal: null, namn: '', giltig: null, dag: null, nar: null, mer: null },
  ];
  const svar = await sql.begin(async (tx) => {
    const nya = rader.map((rad) => ({ ...rad, mer: rad.mer && JSON.stringify(rad.mer) }));
    return { rader: [...(await tx`select * from ${somTabell(tx, KOLUMNER, nya)}`)] };
  });
  expect(svar.rader).toEqual(rader);
});

it('klarar en tom lista', async () => {
  const svar = await sql.begin(async (tx) => ({
    n: (await tx`select * from ${somTabell(tx, KOLUMNER, [])}`).length,
  }));
  expect(svar.n).toBe(0);
});
