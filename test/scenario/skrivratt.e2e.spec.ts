import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { bokford, Saldo } from '#read-store/saldo.fixtures.js';
import { startaBarn, type Barnprocess } from '../databas/barnprocess.js';
import { nyDatabas, type TestDatabas } from '../databas/databas.js';

/** Processes that start, hang and are waited for. */
jest.setTimeout(120_000);

const PROCESS = fileURLToPath(new URL('projektorprocess.fixtures.ts', import.meta.url));
/** The server ends what has been silent for five seconds; a look more, on a machine that runs other tests. */
const OVERTAGANDE_MS = 20_000;

let databas: TestDatabas;
let store: PostgresEventStore;
let readStore: ReadStore;
let barn: Barnprocess[];
beforeEach(async () => {
  databas = await nyDatabas();
  store = await PostgresEventStore.open({ url: databas.url });
  readStore = await ReadStore.open({ url: databas.url });
  barn = [];
});
afterEach(async () => {
  for (const b of barn) b.doda('SIGKILL');
  await Promise.all(barn.map((b) => b.slut));
  await readStore.close();
  await store.close();
  await databas.taBort();
});

async function projektorprocess(...argument: string[]): Promise<Barnprocess> {
  const b = startaBarn(PROCESS, [databas.url, ...argument]);
  barn.push(b);
  expect(await b.rad()).toBe('följer');
  return b;
}

let nummer = 0;
const lagg = async (): Promise<number> =>
  (
    await store.append('prov', [bokford('5010', 1n)], {
      expected: 'any',
      metadata: {
        ...{ kommandoId: `k${++nummer}`, vem: 'prov', forbund: [], indatahash: '0'.repeat(64) },
        skal: { slag: 'anteckning', text: 'prov' },
      },
    })
  ).ordinal;

/** Waits until whoever writes has come so far. */
const framme = (ordinal: number): Promise<void> =>
  new Projektor(store, readStore, [new Saldo()], { baraLaser: true }).kommIkapp({ till: ordinal });

/** The sessions that hold the right to write. */
const skrivare = async (): Promise<number[]> =>
  (
    await readStore.sql<{ pid: number }[]>`
      select a.pid from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and a.datname = current_database()
        and a.application_name = 'projektion saldo'`
  ).map((r) => r.pid);

/** Every event once, and as a clean rebuild has it. */
async function kontrollera(): Promise<void> {
  const projektor = new Projektor(store, readStore, [new Saldo()]);
  expect(await projektor.byggOm('saldo', { verifiera: true })).toMatchObject({ lika: true });
  await projektor.stopp();
}

async function tills(villkor: () => Promise<boolean>): Promise<void> {
  for (const sedan = Date.now(); Date.now() - sedan < OVERTAGANDE_MS;) {
    if (await villkor()) return;
    await new Promise((klart) => setTimeout(klart, 100));
  }
  throw new Error('det hände aldrig');
}

describe('en process i taget för en projektion framåt', () => {
  it('en annan tar över när den dödas', async () => {
    const forst = await projektorprocess();
    await framme(await lagg());
    await projektorprocess();
    const [pid] = await skrivare();
    forst.doda('SIGKILL');
    await framme(await lagg());
    const nya = await skrivare();
    expect(nya).toHaveLength(1);
    expect(nya).not.toContain(pid);
    await kontrollera();
  });

  it('en annan tar över när den hänger sig, och den släpps inte in igen', async () => {
    const forst = await projektorprocess();
    await framme(await lagg());
    await projektorprocess();
    forst.doda('SIGSTOP');
    await framme(await lagg());
    const ny = await skrivare();
    expect(ny).toHaveLength(1);
    forst.doda('SIGCONT');
    for (let n = 0; n < 20; n++) await framme(await lagg());
    expect(await skrivare()).toEqual(ny);
    await kontrollera();
  });

  it('en annan tar över mitt i en transaktion, som aldrig blir av', async () => {
    await lagg();
    const forst = startaBarn(PROCESS, [databas.url, 'mitt-i']);
    barn.push(forst);
    expect([await forst.rad(), await forst.rad()].sort()).toEqual(['följer', 'mitt i']);
    forst.doda('SIGSTOP');
    const [forra] = await skrivare();
    await projektorprocess();
    await framme(await lagg());
    forst.doda('SIGCONT');
    await tills(async () => !(await skrivare()).includes(forra ?? 0));
    await framme(await lagg());
    await kontrollera();
  });

  it('den som bara läser för inget framåt', async () => {
    const ordinal = await lagg();
    const laser = new Projektor(store, readStore, [new Saldo()], { baraLaser: true });
    const vantar = laser.kommIkapp({ till: ordinal });
    await new Promise((klart) => setTimeout(klart, 300));
    expect(await laser.lista()).toMatchObject([{ ordinal: 0, efter: 1 }]);
    await projektorprocess();
    await vantar;
    const stoppad = laser.kommIkapp({ till: ordinal + 1 });
    await laser.stopp();
    await expect(stoppad).rejects.toMatchObject({ kod: 'STOPPAD' });
  });
});
