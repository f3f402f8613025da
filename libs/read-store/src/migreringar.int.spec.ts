import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { oppnaPool, type Sql } from './anslutning.js';
import { migrera, type Migrering } from './migreringar.js';

const TVA: readonly Migrering[] = [
  { nr: 1, namn: 'forsta', sql: 'create table rad (id int primary key); create index rad_id on rad (id);' },
  { nr: 2, namn: 'andra', sql: 'alter table rad add column text text' },
];

let databas: TestDatabas;
let sql: Sql;

beforeEach(async () => {
  databas = await nyDatabas();
  sql = oppnaPool(databas.url, { max: 4, namn: 'migreringar' });
});
afterEach(async () => {
  await sql.end();
  await databas.taBort();
});

const kolumner = async (): Promise<string[]> => {
  const rader = await sql<{ column_name: string }[]>`select column_name from information_schema.columns
    where table_schema = 'bok' and table_name = 'rad' order by ordinal_position`;
  return rader.map((rad) => rad.column_name);
};

describe('migrera', () => {
  it('kör det som fattas, en gång', async () => {
    expect(await migrera(sql, 'bok', TVA.slice(0, 1))).toEqual([1]);
    expect(await migrera(sql, 'bok', TVA)).toEqual([2]);
    expect(await migrera(sql, 'bok', TVA)).toEqual([]);
    expect(await kolumner()).toEqual(['id', 'text']);
  });

  it('körs av flera på en gång utan att något görs två gånger', async () => {
    const flera = Array.from({ length: 6 }, () => oppnaPool(databas.url, { max: 1, namn: 'samtidigt' }));
    const svar = await Promise.all(flera.map((en) => migrera(en, 'bok', TVA)));
    await Promise.all(flera.map((en) => en.end()));
    expect(svar.flat()).toEqual([1, 2]);
  });

  it('vägrar när en körd migrering har ändrats', async () => {
    await migrera(sql, 'bok', TVA);
    const andrade = [{ nr: 1, namn: 'forsta', sql: 'create table rad (id bigint)' }, ...TVA.slice(1)];
    await expect(migrera(sql, 'bok', andrade)).rejects.toMatchObject({ kod: 'ANDRAD_MIGRERING' });
  });

  it('vägrar när databasen är nyare än programmet', async () => {
    await migrera(sql, 'bok', TVA);
    await expect(migrera(sql, 'bok', TVA.slice(0, 1))).rejects.toMatchObject({ kod: 'NYARE_DATABAS' });
  });

  it('vägrar luckor i numreringen', async () => {
    await expect(migrera(sql, 'bok', TVA.slice(1))).rejects.toMatchObject({ kod: 'NUMRERING' });
  });

  it('lämnar inget efter sig när en migrering misslyckas', async () => {
    const trasig = [...TVA, { nr: 3, namn: 'trasig', sql: 'create table ny (id int); select 1/0' }];
    await expect(migrera(sql, 'bok', trasig)).rejects.toThrow('division by zero');
    expect(await sql`select 1 from pg_namespace where nspname = 'bok'`).toHaveLength(0);
    expect(await migrera(sql, 'bok', TVA)).toEqual([1, 2]);
  });

  it('håller scheman isär', async () => {
    await migrera(sql, 'bok', TVA);
    expect(await migrera(sql, 'lager', TVA)).toEqual([1, 2]);
  });
});
