import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { Minneslager } from './minneslager.fixtures.js';
import { Projektor } from './projektor.js';
import { ReadStore } from './read-store.js';
import { annat, bokford, Saldo } from './saldo.fixtures.js';

let databas: TestDatabas;
let readStore: ReadStore;
let lager: Minneslager;
let projektorer: Projektor[];

beforeEach(async () => {
  databas = await nyDatabas();
  readStore = await ReadStore.open({ url: databas.url });
  lager = new Minneslager();
  projektorer = [];
});
afterEach(async () => {
  await Promise.all(projektorer.map((p) => p.stopp()));
  await readStore.close();
  await databas.taBort();
});

function projektor(...projektioner: readonly Saldo[]): Projektor {
  const ny = new Projektor(lager, readStore, projektioner);
  projektorer.push(ny);
  return ny;
}

/** Waits until something holds that nobody can be asked to wait for. */
async function hinna(villkor: () => Promise<boolean>): Promise<void> {
  while (!(await villkor())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const saldon = (): Promise<unknown> =>
  readStore.las(['saldo'], async (sql, { ordinal }) => ({
    ordinal,
    rader: [...(await sql`select konto, belopp_ore, antal from saldo.saldo order by konto`)],
  }));

class Trasig extends Saldo {
  override readonly namn = 'trasig';
  trasig = true;
  override async tillampa(...argument: Parameters<Saldo['tillampa']>): Promise<void> {
    if (this.trasig) throw new Error('kan inte läsa händelsen');
    await super.tillampa(...argument);
  }
}
const namngiven = (namn: string): Saldo => Object.assign(new Saldo(), { namn });

describe('kommIkapp', () => {
  it('flyttar projektionerna till lagrets slut utan start', async () => {
    lager.lagg(
      bokford('5010', 100n),
      annat(),
      bokford('5010', -30n),
      bokford('7010', 9_007_199_254_740_993n),
      annat(),
    );
    await projektor(new Saldo()).kommIkapp();
    expect(await saldon()).toEqual({
      ordinal: 5,
      rader: [
        { konto: '5010', belopp_ore: 70n, antal: 2 },
        { konto: '7010', belopp_ore: 9_007_199_254_740_993n, antal: 1 },
      ],
    });
  });

  it('går i ett tomt lager', async () => {
    await projektor(new Saldo()).kommIkapp();
    expect(await saldon()).toEqual({ ordinal: 0, rader: [] });
  });

  it('når slutet utan att skriva när inget rör projektionen', async () => {
    for (let i = 0; i < 5_000; i++) lager.lagg(annat());
    const saldo = new Saldo();
    await projektor(saldo).kommIkapp();
    expect(saldo.anrop).toBe(0);
    expect(await saldon()).toEqual({ ordinal: 5_000, rader: [] });
  });

  it('läser lagret en gång för alla som står på samma plats', async () => {
    for (let i = 0; i < 10_000; i++) lager.lagg(bokford('5010', 1n));
    await projektor(...['a', 'b', 'c', 'd', 'e'].map(namngiven)).kommIkapp();
    expect(lager.lasningar).toBeLessThanOrEqual(7);
  });

  it('för ihop dem som står på olika platser, de bakersta först', async () => {
    for (let i = 0; i < 9_000; i++) lager.lagg(bokford('5010', 1n));
    await projektor(namngiven('a')).kommIkapp();
    for (let i = 0; i < 3_000; i++) lager.lagg(bokford('5010', 1n));
    await projektor(namngiven('a'), namngiven('b')).kommIkapp();
    const [a, b] = await projektor(namngiven('a'), namngiven('b')).digest();
    expect(a).toMatchObject({ ordinal: 12_000, digest: b?.digest });
  });

  it('flyttar bara de nämnda, och visar framsteg', async () => {
    for (let i = 0; i < 4_500; i++) lager.lagg(bokford('5010', 1n));
    const p = projektor(namngiven('a'), namngiven('b'));
    const framsteg: unknown[] = [];
    await p.kommIkapp({ namn: ['b'], framsteg: (f) => framsteg.push(f) });
    expect(await p.lista()).toMatchObject([
      { namn: 'a', version: 1, ordinal: 0, efter: 4_500, uppdaterad: null },
      { namn: 'b', version: 1, ordinal: 4_500, efter: 0, uppdaterad: expect.any(Date) },
    ]);
    expect(framsteg).toEqual([2_000, 4_000, 4_500].map((ordinal) => ({ namn: 'b', ordinal, till: 4_500 })));
  });

  it('vägrar ett okänt namn', async () => {
    await expect(projektor(new Saldo()).kommIkapp({ namn: ['salod'] })).rejects.toMatchObject({
      kod: 'OKAND',
    });
  });

  it('säger ifrån när händelselagret inte går att läsa', async () => {
    lager.lagg(bokford('5010', 1n));
    const p = projektor(new Saldo());
    lager.lasfel = new Error('lagret svarar inte');
    await expect(p.kommIkapp({ till: 1 })).rejects.toThrow('lagret svarar inte');
    lager.lasfel = undefined;
    await p.kommIkapp();
  });

  it('vägrar hoppa över en lucka i ordningen', async () => {
    lager.lagg(bokford('5010', 1n), bokford('5010', 1n), bokford('5010', 1n));
    lager.handelser.splice(1, 1);
    await expect(projektor(new Saldo()).kommIkapp({ till: 3 })).rejects.toMatchObject({
      kod: 'HANDELSER_OORDNADE',
    });
    expect(await saldon()).toEqual({ ordinal: 0, rader: [] });
  });

  it('väntar på en ordning som ännu inte finns', async () => {
    const vantan = projektor(new Saldo()).kommIkapp({ till: 1 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    lager.lagg(bokford('5010', 1n));
    await vantan;
    expect(await saldon()).toMatchObject({ ordinal: 1 });
  });
});

describe('start', () => {
  it('följer lagret', async () => {
    const p = projektor(new Saldo());
    p.start();
    for (let i = 1; i <= 20; i++) {
      lager.lagg(bokford('5010', 1n), annat());
      await p.kommIkapp();
      expect(await saldon()).toEqual({
        ordinal: 2 * i,
        rader: [{ konto: '5010', belopp_ore: BigInt(i), antal: i }],
      });
    }
  });

  it('hinner ifatt utan att någon frågar, och läser inte om det som prenumerationen gav', async () => {
    const p = projektor(new Saldo());
    p.start();
    await p.kommIkapp();
    await hinna(() => Promise.resolve(lager.prenumerationer === 1));
    const fore = lager.lasningar;
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 100; j++) lager.lagg(bokford('5010', 1n));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await hinna(async () => (await p.lista())[0]?.ordinal === 2_000);
    // One look after each time the end seemed reached, none of them for the events themselves.
    expect(lager.lasningar - fore).toBeLessThan(60);
  });

  it('fortsätter när prenumerationen bryts, med fel eller utan', async () => {
    const p = projektor(new Saldo());
    p.start();
    for (let i = 1; i <= 6; i++) {
      await hinna(() => Promise.resolve(lager.prenumerationer >= i));
      lager.bryt();
      lager.lagg(bokford('5010', 1n));
      await hinna(async () => (await p.lista())[0]?.ordinal === i);
    }
    await hinna(() => Promise.resolve(lager.prenumerationer >= 7));
    expect(await saldon()).toMatchObject({ rader: [{ belopp_ore: 6n, antal: 6 }] });
  });

  it('fortsätter när lagret har varit borta', async () => {
    const p = projektor(new Saldo());
    p.start();
    await p.kommIkapp();
    lager.lasfel = new Error('lagret svarar inte');
    await expect(p.kommIkapp({ till: 1 })).rejects.toThrow('lagret svarar inte');
    lager.lasfel = undefined;
    lager.lagg(bokford('5010', 1n));
    await p.kommIkapp();
  });

  it('låter en projektion som misslyckas stå, och de andra gå', async () => {
    const trasig = new Trasig();
    const p = projektor(new Saldo(), trasig);
    p.start();
    lager.lagg(bokford('5010', 1n));
    await p.kommIkapp({ namn: ['saldo'] });
    await expect(p.kommIkapp()).rejects.toThrow('kan inte läsa händelsen');
    lager.lagg(bokford('5010', 1n));
    await p.kommIkapp({ namn: ['saldo'] });
    expect(await p.lista()).toMatchObject([
      { namn: 'saldo', ordinal: 2 },
      { namn: 'trasig', ordinal: 0, efter: 2, fel: 'kan inte läsa händelsen' },
    ]);
    // Another process sees the fault too.
    expect((await projektor(namngiven('trasig')).lista())[0]?.fel).toBe('kan inte läsa händelsen');
    trasig.trasig = false;
    await hinna(async () => (await p.lista())[1]?.ordinal === 2);
    expect((await p.lista())[1]).not.toHaveProperty('fel');
    await p.kommIkapp();
  });

  it('slutar på stopp, säger det till den som väntar, och kan börja om', async () => {
    const p = projektor(new Saldo());
    p.start();
    const vantan = p.kommIkapp({ till: 1 });
    const svar = expect(vantan).rejects.toMatchObject({ kod: 'STOPPAD' });
    await p.stopp();
    await svar;
    lager.lagg(bokford('5010', 1n));
    p.start();
    await p.kommIkapp();
  });
});

describe('definitionen', () => {
  it.each(['Saldo', 'år', 'pg_saldo', 'public', 'projektioner', 'saldo__bygge', 'x'.repeat(41), ''])(
    'vägrar namnet %j',
    (namn) => {
      expect(() => projektor(namngiven(namn))).toThrow('kan inte vara en projektions namn');
    },
  );

  it('vägrar två med samma namn', () => {
    expect(() => projektor(new Saldo(), new Saldo())).toThrow('samma namn');
  });

  it.each([
    ['create table rad (id bigserial primary key, text text)', 'sekvensen rad_id_seq'],
    ['create table rad (id int generated always as identity)', 'sekvensen'],
    ['create table rad (nar timestamptz default now())', 'standardvärdet för rad.nar'],
    ['create table rad (nar timestamptz default current_timestamp)', 'standardvärdet för rad.nar'],
    ['create table rad (id uuid default gen_random_uuid())', 'standardvärdet för rad.id'],
  ])('vägrar %j', async (tabeller, fel) => {
    const p = projektor(Object.assign(new Saldo(), { tabeller }));
    await expect(p.kommIkapp()).rejects.toThrow(fel);
    expect(await readStore.sql`select 1 from pg_namespace where nspname = 'saldo'`).toHaveLength(0);
  });

  it('rör aldrig ett schema som någon annan har gjort', async () => {
    await readStore.sql`create schema saldo`;
    await expect(projektor(new Saldo()).kommIkapp()).rejects.toThrow('schema "saldo" already exists');
  });
});
