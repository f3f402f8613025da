import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { oppnaPool, type Sql } from './anslutning.js';

let databas: TestDatabas;
let sql: Sql;
beforeAll(async () => {
  databas = await nyDatabas();
  sql = oppnaPool(databas.url, { max: 1, namn: 'listor' });
});
afterAll(async () => {
  await sql.end();
  await databas.taBort();
});

/** Anything that PostgreSQL has as text, and what means something in a list. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter((t) => !t.includes('\0')),
  fc.constantFrom('', 'NULL', 'null', '{}', ',', '"', '\\', '\\"', '{"a"}', '\n', ' ', 'åäö'),
);

describe('en lista till databasen och tillbaka', () => {
  it('är densamma, och databasen ser samma medlemmar', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (lista) => {
        const [rad] = await sql<{ hel: unknown; forsta: unknown; antal: number }[]>`
          select l as hel, l[1] as forsta, cardinality(l) as antal from (select ${lista}::text[] as l) t`;
        expect(rad).toEqual({ hel: lista, forsta: lista[0] ?? null, antal: lista.length });
      }),
    );
  });

  it('har tal som tal, stora tal som bigint, och id och dagar som text', async () => {
    const id = '6f0c2d0e-8f5b-4a7a-9c41-d8a3b6e7f215';
    expect(
      await sql`select ${[1, -2, null]}::int[] as a, ${['9007199254740993']}::bigint[] as b, ${[id]}::uuid[] as c,
        ${['2024-02-29']}::date[] as d`,
    ).toEqual([{ a: [1, -2, null], b: [9_007_199_254_740_993n], c: [id], d: ['2024-02-29'] }]);
  });

  it('vägras där en medlem inte är något i databasen', async () => {
    await expect((async () => sql`select ${[undefined]}::text[]`)()).rejects.toThrow('undefined i en lista');
  });
});

it('en ny anslutning frågar inget själv: det som går fel går fel hos den som frågade', async () => {
  const namn = new URL(databas.url).pathname.slice(1);
  await sql`alter database ${sql(namn)} set statement_timeout = 1`;
  const ny = oppnaPool(databas.url, { max: 1, namn: 'otålig' });
  // What nobody waits for would end the process; here it fails the test.
  await expect(ny`select pg_sleep(1)`).rejects.toMatchObject({ code: '57014' });
  await ny.end();
  await sql`alter database ${sql(namn)} reset statement_timeout`;
});
