import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { Lopp } from './lopp.js';
import { Minneslager } from './minneslager.fixtures.js';
import { Projektor } from './projektor.js';
import { ReadStore } from './read-store.js';
import { annat, bokford, Saldo } from './saldo.fixtures.js';
import { borjaBygge, byggschema, kastaBygge } from './schema.js';

let databas: TestDatabas;
let readStore: ReadStore;
let lager: Minneslager;
let projektorer: Projektor[];

beforeEach(async () => {
  databas = await nyDatabas();
  readStore = await ReadStore.open({ url: databas.url });
  lager = new Minneslager();
  projektorer = [];
  for (let i = 0; i < 5_000; i++)
    lager.lagg(i % 4 === 0 ? annat() : bokford(`${5_000 + (i % 50)}`, BigInt(i)));
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

/** The next version: another table, and amounts in another unit. */
class SaldoTva extends Saldo {
  override readonly version = 2;
  override readonly tabeller = `
    create table rad (ordinal bigint primary key, konto text not null, belopp_ore bigint not null);
    create table saldo (konto text primary key, belopp_ore bigint not null, antal int not null, ny boolean default true);`;
}

const scheman = async (): Promise<string[]> => {
  const rader = await readStore.sql<{ nspname: string }[]>`
    select nspname from pg_namespace where nspname like 'saldo%' order by 1`;
  return rader.map((rad) => rad.nspname);
};
const antal = (): Promise<unknown> =>
  readStore.las(['saldo'], async (sql, u) => {
    const [rad] = await sql<{ n: bigint }[]>`select count(*) as n from saldo.rad`;
    return { u, n: rad?.n };
  });

/** Waits until something holds that nobody can be asked to wait for. */
async function hinna(villkor: () => Promise<boolean>): Promise<void> {
  while (!(await villkor())) await new Promise((resolve) => setTimeout(resolve, 5));
}
const vantarPaVaxling = async (): Promise<boolean> =>
  (
    await readStore.sql`select 1 from pg_locks where relation = 'projektioner.vaxling'::regclass and not granted`
  ).length > 0;

describe('byggOm', () => {
  it('finner ingen skillnad när ingen finns, och rör inget', async () => {
    const p = projektor(new Saldo());
    await p.kommIkapp();
    const [fore] = await p.digest('saldo');
    const svar = await p.byggOm('saldo', { verifiera: true });
    expect(svar).toEqual({ ordinal: 5_000, digestLive: fore?.digest, digestNy: fore?.digest, lika: true });
    expect(await scheman()).toEqual(['saldo']);
  });

  it.each([
    ['en ändrad rad', `update saldo.saldo set belopp_ore = belopp_ore + 1 where konto = '5001'`],
    ['en borttagen rad', `delete from saldo.rad where ordinal = 2`],
    ['en dubblerad rad', `insert into saldo.rad values (999999, '5001', 1)`],
    [
      'två värden som bytt plats',
      `update saldo.rad set konto = case ordinal when 2 then '5002' else '5001' end where ordinal in (2, 3)`,
    ],
    ['en kolumn till', `alter table saldo.saldo add column mer int`],
    ['en tabell till', `create table saldo.mer (id int)`],
  ])('finner %s, och byter bara in det nya när det inte bara är verifiering', async (_, sats) => {
    const p = projektor(new Saldo());
    await p.kommIkapp();
    const [ratt] = await p.digest('saldo');
    await readStore.sql.unsafe(sats);
    const funnet = await p.byggOm('saldo', { verifiera: true });
    expect(funnet).toMatchObject({ lika: false, digestNy: ratt?.digest });
    expect((await p.digest('saldo'))[0]?.digest).toBe(funnet.digestLive);
    expect(await p.byggOm('saldo', { verifiera: false })).toMatchObject({ lika: false });
    expect((await p.digest('saldo'))[0]?.digest).toBe(ratt?.digest);
    expect(await scheman()).toEqual(['saldo']);
  });

  it('bygger till den levande platsen, och hinner ifatt före bytet', async () => {
    const p = projektor(new Saldo());
    await p.kommIkapp();
    lager.lagg(...Array.from({ length: 3_000 }, () => bokford('5010', 1n)), annat());
    expect(await p.byggOm('saldo', { verifiera: false })).toMatchObject({ ordinal: 5_000, lika: true });
    expect(await antal()).toEqual({ u: { ordinal: 8_001 }, n: 6_750n });
  });

  it('går medan projektionen följer lagret, och läsare ser aldrig annat än hela underlag', async () => {
    const p = projektor(new Saldo());
    p.start();
    await p.kommIkapp();
    const lage: { klar: boolean } = { klar: false };
    const skriver = (async () => {
      while (!lage.klar) {
        lager.lagg(bokford('5010', 1n));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    const laser = (async () => {
      while (!lage.klar)
        await readStore.las(['saldo'], async (sql, { ordinal }) => {
          await sql`select pg_sleep(0.002)`;
          const [rad] = await sql`select count(*) as n from saldo.rad`;
          expect(rad?.['n']).toBe(BigInt(ordinal - 1_250));
        });
    })();
    try {
      for (let i = 0; i < 4; i++)
        expect(await p.byggOm('saldo', { verifiera: false })).toMatchObject({ lika: true });
    } finally {
      lage.klar = true;
    }
    await Promise.all([skriver, laser]);
    await p.kommIkapp();
    expect(await p.byggOm('saldo', { verifiera: true })).toMatchObject({ lika: true });
  });

  it('byts in även när något nytt har skrivits varje gång det läser', async () => {
    const p = projektor(new Saldo());
    await p.kommIkapp();
    const readAll = lager.readAll.bind(lager);
    lager.readAll = (...argument) => {
      lager.lagg(bokford('5010', 1n));
      return readAll(...argument);
    };
    expect(await p.byggOm('saldo', { verifiera: false })).toMatchObject({ lika: true });
  });

  it('byts in även när det levande hinner vidare varje gång bygget står vid slutet', async () => {
    const tyst = Object.assign(new Minneslager(), { handelser: lager.handelser });
    const levande = new Projektor(tyst, readStore, [new Saldo()]);
    projektorer.push(levande);
    await levande.kommIkapp();
    const readAll = lager.readAll.bind(lager);
    lager.readAll = async (...argument) => {
      const sida = await readAll(...argument);
      if (sida.length > 0) return sida;
      tyst.lagg(bokford('5010', 1n));
      await levande.kommIkapp();
      return sida;
    };
    expect(await projektor(new Saldo()).byggOm('saldo', { verifiera: false })).toMatchObject({ lika: true });
    expect(await antal()).toEqual({ u: { ordinal: 5_001 }, n: 3_751n });
  });

  it('går bara en gång i taget', async () => {
    const [a, b] = [projektor(new Saldo()), projektor(new Saldo())];
    await a.kommIkapp();
    const svar = await Promise.allSettled([a, b].map((p) => p.byggOm('saldo', { verifiera: true })));
    expect(svar.map((s) => s.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(svar.find((s) => s.status === 'rejected')).toMatchObject({ reason: { kod: 'BYGGE_PAGAR' } });
    expect(await b.byggOm('saldo', { verifiera: true })).toMatchObject({ lika: true });
  });

  it('lämnar det levande i fred när bygget misslyckas', async () => {
    await projektor(new Saldo()).kommIkapp();
    const trasig = new Saldo();
    trasig.efterat = () => Promise.reject(new Error('går inte'));
    await expect(projektor(trasig).byggOm('saldo', { verifiera: false })).rejects.toThrow('går inte');
    expect(await antal()).toEqual({ u: { ordinal: 5_000 }, n: 3_750n });
    expect(await scheman()).toEqual(['saldo']);
  });

  it('ger upp utan skada när det levande har kommit längre än lagret', async () => {
    await projektor(new Saldo()).kommIkapp();
    lager.handelser.length = 4_000;
    await expect(projektor(new Saldo()).byggOm('saldo', { verifiera: true })).rejects.toMatchObject({
      kod: 'HANDELSER_OORDNADE',
    });
  });
});

describe('en ny version', () => {
  it('byggs bredvid och byts in när den hunnit ifatt; läsare har den gamla så länge', async () => {
    await projektor(new Saldo()).kommIkapp();
    const tva = new SaldoTva();
    const sedda: unknown[] = [];
    tva.efterat = async () => {
      sedda.push(await antal());
    };
    const p = projektor(tva);
    await p.kommIkapp();
    expect(sedda).toEqual(sedda.map(() => ({ u: { ordinal: 5_000 }, n: 3_750n })));
    expect(sedda.length).toBeGreaterThan(1);
    expect(await p.lista()).toEqual([
      { namn: 'saldo', version: 2, ordinal: 5_000, efter: 0, uppdaterad: expect.any(Date) as unknown },
    ]);
    expect([...(await readStore.sql`select distinct ny from saldo.saldo`)]).toEqual([{ ny: true }]);
    expect(await scheman()).toEqual(['saldo']);
  });

  it('byggs en gång när två processer vill, och den ena dör', async () => {
    await projektor(new Saldo()).kommIkapp();
    const doende = new SaldoTva();
    doende.efterat = (_, h) =>
      h.some((en) => en.ordinal > 2_000) ? Promise.reject(new Error('dör')) : Promise.resolve();
    const en = projektor(doende);
    await expect(en.kommIkapp()).rejects.toThrow('dör');
    expect(await en.lista()).toMatchObject([
      { version: 1, ordinal: 5_000, fel: 'dör', bygge: { version: 2, ordinal: 2_000 } },
    ]);
    const tva = projektor(new SaldoTva());
    tva.start();
    const tre = projektor(new SaldoTva());
    tre.start();
    await Promise.all([tva.kommIkapp(), tre.kommIkapp()]);
    expect(await tre.lista()).toMatchObject([{ version: 2, ordinal: 5_000 }]);
    expect(await tva.byggOm('saldo', { verifiera: true })).toMatchObject({ lika: true });
  });

  it('byggs av en i taget, och den andra väntar', async () => {
    await projektor(new Saldo()).kommIkapp();
    const tva = [new SaldoTva(), new SaldoTva()];
    // Slow enough that a second builder would have time to cut in.
    for (const p of tva) p.efterat = () => new Promise((resolve) => setTimeout(resolve, 150));
    await Promise.all(tva.map((p) => projektor(p).kommIkapp()));
    expect(tva.map((p) => p.anrop).sort()).toEqual([0, 3]);
  });

  it('tas över när den som byggde har förlorat sitt lås, och den släpps inte in igen', async () => {
    await projektor(new Saldo()).kommIkapp();
    const forst = new SaldoTva();
    const sedan = projektor(new SaldoTva());
    let tagitOver: Promise<void> | undefined;
    forst.efterat = async () => {
      forst.efterat = undefined;
      await readStore.sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'bygge saldo'`;
      tagitOver = sedan.kommIkapp();
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    await projektor(forst).kommIkapp();
    await tagitOver;
    expect(await sedan.lista()).toMatchObject([{ version: 2, ordinal: 5_000 }]);
    expect(await sedan.byggOm('saldo', { verifiera: true })).toMatchObject({ lika: true });
    expect(await scheman()).toEqual(['saldo']);
  });

  it('tas över: den förra byggaren kan varken flytta eller kasta bygget', async () => {
    const saldo = new Saldo();
    const [forra, nya] = [randomUUID(), randomUUID()];
    const rad = await borjaBygge(readStore, saldo, { byggare: forra, franBorjan: true });
    const lopp = new Lopp(readStore, saldo, byggschema('saldo'), rad, forra);
    await lopp.mata(lager.handelser.slice(0, 10));
    expect(await borjaBygge(readStore, saldo, { byggare: nya, franBorjan: false })).toMatchObject({
      ordinal: 10,
    });
    await expect(lopp.mata(lager.handelser.slice(10, 20))).rejects.toMatchObject({ kod: 'VERSION_ANDRAD' });
    await kastaBygge(readStore, 'saldo', forra);
    expect(await scheman()).toEqual(['saldo__bygge']);
    await kastaBygge(readStore, 'saldo', nya);
    expect(await scheman()).toEqual([]);
  });

  it('hindrar inte att andra projektioner följer med under tiden', async () => {
    const annan = Object.assign(new Saldo(), { namn: 'annan' });
    await projektor(new Saldo(), annan).kommIkapp();
    let slapp: () => void = () => undefined;
    const grind = new Promise<void>((resolve) => (slapp = resolve));
    const tva = new SaldoTva();
    tva.efterat = () => grind;
    const p = projektor(tva, annan);
    p.start();
    lager.lagg(bokford('5010', 1n));
    const vantan = p.kommIkapp({ namn: ['annan'] });
    setTimeout(slapp, 50);
    await vantan;
    await p.kommIkapp();
    expect(await p.lista()).toMatchObject([{ version: 2, ordinal: 5_001 }, { ordinal: 5_001 }]);
  });

  it('väntar med bytet så länge en läsare håller den gamla', async () => {
    await projektor(new Saldo()).kommIkapp();
    const p = projektor(new SaldoTva());
    let bytt = false;
    await readStore.las(['saldo'], async (sql) => {
      const byte = p.kommIkapp().then(() => (bytt = true));
      // It waits for the lock half a second at a time: more than one such wait.
      for (let varv = 0; varv < 2; varv++) {
        await hinna(vantarPaVaxling);
        await hinna(async () => !(await vantarPaVaxling()));
      }
      expect(bytt).toBe(false);
      expect([...(await sql`select count(*) as n from saldo.rad`)]).toEqual([{ n: 3_750n }]);
      void byte;
    });
    await p.kommIkapp();
    expect(await p.lista()).toMatchObject([{ version: 2 }]);
  });

  it('vägrar i ett program som är äldre än databasen', async () => {
    await projektor(new SaldoTva()).kommIkapp();
    const gammal = projektor(new Saldo());
    lager.lagg(bokford('5010', 1n));
    await expect(gammal.kommIkapp()).rejects.toMatchObject({ kod: 'NYARE_VERSION' });
    await expect(gammal.byggOm('saldo', { verifiera: false })).rejects.toMatchObject({
      kod: 'NYARE_VERSION',
    });
  });

  it('stoppar ett äldre program som redan följer lagret', async () => {
    const gammal = projektor(new Saldo());
    gammal.start();
    await gammal.kommIkapp();
    await projektor(new SaldoTva()).kommIkapp();
    lager.lagg(bokford('5010', 1n));
    await expect(gammal.kommIkapp()).rejects.toMatchObject({ kod: 'NYARE_VERSION' });
    expect(await antal()).toEqual({ u: { ordinal: 5_000 }, n: 3_750n });
  });

  it('kan inte verifieras mot en äldre', async () => {
    await projektor(new Saldo()).kommIkapp();
    const p = projektor(new SaldoTva());
    await expect(p.byggOm('saldo', { verifiera: true })).rejects.toMatchObject({ kod: 'VERSION_ANDRAD' });
    await p.byggOm('saldo', { verifiera: false });
    expect(await p.lista()).toMatchObject([{ version: 2, ordinal: 5_000 }]);
  });
});

it('digesten ser varje kolumn, också bredvid en som heter som raden i frågan', async () => {
  const p = projektor(new Saldo());
  await p.kommIkapp();
  await readStore.sql`alter table saldo.saldo rename column antal to rad`;
  const [fore] = await p.digest('saldo');
  await readStore.sql`update saldo.saldo set belopp_ore = belopp_ore + 1 where konto = '5001'`;
  expect((await p.digest('saldo'))[0]?.digest).not.toBe(fore?.digest);
});

it('digesten är densamma hur händelserna än delas och när de än kommer', async () => {
  const p = projektor(new Saldo());
  await p.kommIkapp();
  const [a] = await p.digest();
  await readStore.sql`drop schema saldo cascade`;
  await readStore.sql`delete from projektioner.checkpoint`;
  const alla = lager.handelser.splice(0);
  const q = projektor(new Saldo());
  for (const h of alla) {
    lager.handelser.push(h);
    if (h.ordinal % 617 === 0) await q.kommIkapp();
  }
  await q.kommIkapp();
  expect(await q.digest('saldo')).toEqual([a]);
});
