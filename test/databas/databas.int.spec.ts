import { afterAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { egenServer, nyDatabas } from './databas.js';

const stadning: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const steg of stadning.reverse()) await steg();
});

describe('testdatabasen', () => {
  it('ger tomma databaser som inte ser varandra', async () => {
    const [a, b] = await Promise.all([nyDatabas(), nyDatabas()]);
    stadning.push(a.taBort, b.taBort);
    const iA = postgres(a.url, { max: 1 });
    const iB = postgres(b.url, { max: 1 });
    await iA`CREATE TABLE rad (id int)`;
    expect(await iB`SELECT to_regclass('rad') AS tabell`).toEqual([{ tabell: null }]);
    await Promise.all([iA.end(), iB.end()]);
  });

  it('tar bort en databas som någon ännu är ansluten till', async () => {
    const databas = await nyDatabas();
    const sql = postgres(databas.url, { max: 1 });
    await sql`SELECT 1`;
    await databas.taBort();
    await expect(sql`SELECT 1`.execute()).rejects.toThrow();
    await sql.end();
  });

  it('ordnar text efter kodpunkt, lika på alla maskiner', async () => {
    const databas = await nyDatabas();
    stadning.push(databas.taBort);
    const sql = postgres(databas.url, { max: 1 });
    const rader = await sql`SELECT t FROM unnest(ARRAY['ö','a','Z','å','z']) t ORDER BY t`;
    expect(rader.map((rad) => String(rad['t']))).toEqual(['Z', 'a', 'z', 'å', 'ö']);
    expect(await sql`SELECT upper('åäö') AS v`).toEqual([{ v: 'ÅÄÖ' }]);
    await sql.end();
  });

  it('en egen server behåller det som bekräftats när den kraschar', async () => {
    const server = await egenServer();
    stadning.push(server.taBort);
    const databas = await nyDatabas(server.url);
    const sql = postgres(databas.url, { max: 1, onnotice: () => undefined });
    await sql`CREATE TABLE rad (id int)`;
    await sql`INSERT INTO rad VALUES (1)`;
    const fore = server.postmasterPid();
    await server.omstart();
    expect(server.postmasterPid()).not.toBe(fore);
    await sql.end();
    const efter = postgres(databas.url, { max: 1 });
    expect(await efter`SELECT id FROM rad`).toEqual([{ id: 1 }]);
    await efter.end();
  });
});
