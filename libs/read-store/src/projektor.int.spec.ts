import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { Minneslager } from './minneslager.fixtures.js';
import { Projektor } from './projektor.js';
import { ReadStore } from './read-store.js';
import { annat, bokford, Saldo } from './saldo.fixtures.js';

let databas: TestDatabas;
let readStore: ReadStore;
let lager: Minneslager;

beforeEach(async () => {
  databas = await nyDatabas();
  readStore = await ReadStore.open({ url: databas.url });
  lager = new Minneslager();
});
afterEach(async () => {
  await readStore.close();
  await databas.taBort();
});

const saldon = (): Promise<unknown> =>
  readStore.las(['saldo'], async (sql, { ordinal }) => ({
    ordinal,
    rader: [...(await sql`select konto, belopp_ore, antal from saldo.saldo order by konto`)],
  }));

describe('kommIkapp', () => {
  it('flyttar projektionerna till lagrets slut utan start', async () => {
    lager.lagg(
      bokford('5010', 100n),
      annat(),
      bokford('5010', -30n),
      bokford('7010', 9_007_199_254_740_993n),
      annat(),
    );
    const projektor = new Projektor(lager, readStore, [new Saldo()]);
    await projektor.kommIkapp();
    expect(await saldon()).toEqual({
      ordinal: 5,
      rader: [
        { konto: '5010', belopp_ore: 70n, antal: 2 },
        { konto: '7010', belopp_ore: 9_007_199_254_740_993n, antal: 1 },
      ],
    });
  });

  it('går i ett tomt lager', async () => {
    await new Projektor(lager, readStore, [new Saldo()]).kommIkapp();
    expect(await saldon()).toEqual({ ordinal: 0, rader: [] });
  });

  it('följer lagret efter start', async () => {
    const projektor = new Projektor(lager, readStore, [new Saldo()]);
    projektor.start();
    for (let i = 1; i <= 20; i++) {
      lager.lagg(bokford('5010', 1n), annat());
      await projektor.kommIkapp();
      expect(await saldon()).toEqual({
        ordinal: 2 * i,
        rader: [{ konto: '5010', belopp_ore: BigInt(i), antal: i }],
      });
    }
    await projektor.stopp();
  });
});
