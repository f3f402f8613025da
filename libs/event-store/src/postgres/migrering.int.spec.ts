import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { lagg, nyStream } from '../../../../test/contract/event-store.contract.js';
import { nyDatabas, type TestDatabas } from '../../../../test/databas/databas.js';
import { PostgresEventStore } from './postgres-event-store.js';

let databas: TestDatabas;
let admin: postgres.Sql;
beforeEach(async () => {
  databas = await nyDatabas();
  admin = postgres(databas.url, { max: 1, onnotice: () => undefined });
});
afterEach(async () => {
  await admin.end();
  await databas.taBort();
});
const oppna = (): Promise<PostgresEventStore> => PostgresEventStore.open({ url: databas.url });

describe('schemat handelser', () => {
  it('skapas en gång när många processer startar samtidigt, och rörs inte av den som kommer sedan', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, oppna));
    await Promise.all(stores.map((s) => lagg(s, nyStream(), 1)));
    stores.push(await oppna());
    expect(await stores[0]!.head()).toMatchObject({ ordinal: 8 });
    const rader = await admin<{ nummer: number }[]>`SELECT nummer FROM handelser.migrering ORDER BY nummer`;
    expect(rader.map((r) => r.nummer)).toEqual([1, 2, 3]);
    await Promise.all(stores.map((s) => s.close()));
  });

  it('nekar en databas som gjorts av ett nyare program, eller av en ändrad fil', async () => {
    await (await oppna()).close();
    await admin`INSERT INTO handelser.migrering (nummer, fil, sha256) VALUES (99, '099_framtid.sql', 'x')`;
    await expect(oppna()).rejects.toThrow('programmet är äldre än databasen');
    await admin`DELETE FROM handelser.migrering WHERE nummer = 99`;
    await admin`UPDATE handelser.migrering SET sha256 = 'annan' WHERE nummer = 2`;
    await expect(oppna()).rejects.toThrow('002_lagg_till.sql är ändrad');
  });

  it('låter ingen ändra eller ta bort en lagrad händelse', async () => {
    const store = await oppna();
    await lagg(store, nyStream(), 1);
    await expect(admin`UPDATE handelser.handelse SET data = '{}'`).rejects.toThrow(
      'never changed or removed',
    );
    await expect(admin`DELETE FROM handelser.handelse`).rejects.toThrow('never changed or removed');
    await expect(admin`TRUNCATE handelser.handelse`).rejects.toThrow('never changed or removed');
    await store.close();
  });

  it('nekar att skriva under en isolationsnivå där låset inte räcker', async () => {
    await (await oppna()).close();
    const skrivning = admin.begin('isolation level repeatable read', (sql) =>
      sql.unsafe(`SELECT * FROM handelser.lagg_till('s', 'k', 'h', '{-3}', '{1}', '{}', '{1}',
        gen_random_uuid()::text, 'A', '{1}', '{}')`),
    );
    await expect(skrivning).rejects.toThrow('READ COMMITTED');
  });

  it('har filer som inte ändras när de en gång har släppts', () => {
    const filer = readdirSync(import.meta.dirname).filter((f) => f.endsWith('.sql'));
    const hash = (fil: string): string =>
      createHash('sha256')
        .update(readFileSync(join(import.meta.dirname, fil)))
        .digest('hex')
        .slice(0, 16);
    expect(Object.fromEntries(filer.sort().map((f) => [f, hash(f)]))).toMatchInlineSnapshot(`
     {
       "001_handelser.sql": "adae9b858c330a2e",
       "002_lagg_till.sql": "e937b931c7b06cbe",
       "003_vid.sql": "9b4f016f6610af2e",
     }
    `);
  });
});
