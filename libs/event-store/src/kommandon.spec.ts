import { describe, expect, it, jest } from '@jest/globals';
import { MinneEventStore, nyttMinne } from '../../../test/contract/minne-event-store.js';
import { DomanFel } from '#kernel/fel.js';
import type { Command, Decider, Event } from '#kernel/handelse.js';
import { type Kommandokontext, WrongExpectedRevision } from './event-store.js';
import { Kommandon } from './kommandon.js';

type Satt = Event<'Satt', { in: number }>;
type Satta = Command<'Satta', { in: number }>;
interface Konto {
  readonly saldo: number;
}

/** Takes deposits up to a ceiling: what is allowed depends on what happened before. */
const TAK = 10;
const decider: Decider<Konto, Satta, Satt> = {
  start: { saldo: 0 },
  decide: (kommando, { saldo }) => {
    if (saldo + kommando.data.in > TAK) throw new DomanFel('FULLT', 'Kontot är fullt.');
    return [{ typ: 'Satt', data: kommando.data }];
  },
  evolve: ({ saldo }, handelse) => ({ saldo: saldo + handelse.data.in }),
};
const satt = (belopp: number): Satta => ({ typ: 'Satta', data: { in: belopp } });
const kontext = (kommandoId: string): Kommandokontext => ({
  kommandoId,
  vem: 'provaren',
  skal: { slag: 'anteckning', text: 'prov' },
  forbund: [],
});

function uppstallning() {
  const minne = nyttMinne();
  const store = new MinneEventStore(minne);
  const kommandon = new Kommandon(store);
  const annans = new Kommandon(new MinneEventStore(minne));
  const utfor = (id: string, belopp: number, mer: object = {}, via = kommandon) =>
    via.utfor({ stream: 'konto-1', decider, kommando: satt(belopp), kontext: kontext(id), ...mer });
  return { store, kommandon, annans, utfor };
}

describe('Kommandon', () => {
  it('beslutar på strömmens läge och lagrar vem, varför och kommandots hash', async () => {
    const { store, kommandon, utfor } = uppstallning();
    expect(await utfor('a', 3)).toMatchObject({ revision: 0, repeated: false });
    expect(await utfor('b', 4)).toMatchObject({ revision: 1, repeated: false });
    expect(await kommandon.las('konto-1', decider)).toEqual({ state: { saldo: 7 }, revision: 1 });
    expect((await store.readStream('konto-1'))[0]).toMatchObject({
      typ: 'Satt',
      data: { in: 3 },
      metadata: { ...kontext('a'), indatahash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('ger samma kommando samma svar, också när det nu skulle nekas', async () => {
    const { utfor } = uppstallning();
    const forsta = await utfor('a', 6);
    expect(await utfor('a', 6)).toEqual({ ...forsta, repeated: true });
    await expect(utfor('b', 6)).rejects.toMatchObject({ kod: 'FULLT' });
    expect(await utfor('a', 6, { expected: 'none' })).toEqual({ ...forsta, repeated: true });
  });

  it('nekar samma nyckel med annat innehåll', async () => {
    const { utfor } = uppstallning();
    await utfor('a', 6);
    await expect(utfor('a', 1)).rejects.toMatchObject({ code: 'COMMAND_REUSED' });
    // Also when the other body would have been refused: the key is what is wrong.
    await expect(utfor('a', 7)).rejects.toMatchObject({ code: 'COMMAND_REUSED' });
  });

  it('beslutar om på det nya läget när någon annan hann före', async () => {
    const { annans, kommandon, store, utfor } = uppstallning();
    await utfor('a', 2);
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementationOnce(async (...args) => {
      await utfor('annan', 3, {}, annans);
      return append(...args);
    });
    expect(await utfor('b', 5)).toMatchObject({ revision: 2 });
    expect(await kommandon.las('konto-1', decider)).toMatchObject({ state: { saldo: 10 } });
    jest.spyOn(store, 'append').mockRejectedValue(new WrongExpectedRevision('konto-1', 2, 3));
    await expect(utfor('c', 0)).rejects.toThrow(WrongExpectedRevision);
    expect(store.append).toHaveBeenCalledTimes(12);
  });

  it('läser ett register på nytt bara när det som hålls kvar inte har vad som söks', async () => {
    const { annans, kommandon, store, utfor } = uppstallning();
    await utfor('a', 2);
    const las = jest.spyOn(store, 'readStream');
    const minst = (saldo: number) => kommandon.lasRegister('konto-1', decider, (k) => k.saldo >= saldo);
    expect([await minst(2), las.mock.calls.length]).toEqual([{ saldo: 2 }, 1]);
    await utfor('b', 3, {}, annans);
    las.mockClear();
    expect([await minst(2), las.mock.calls.length]).toEqual([{ saldo: 2 }, 0]);
    expect([await minst(5), las.mock.calls.length]).toEqual([{ saldo: 5 }, 1]);
    expect([await minst(9), las.mock.calls.length]).toEqual([{ saldo: 5 }, 2]);
  });

  it('på prov nekar som på riktigt, ser det som prövats och lagrar ingenting', async () => {
    const { kommandon, store, utfor } = uppstallning();
    await utfor('a', 2);
    const prov = kommandon.paProv();
    await utfor('b', 6, {}, prov);
    expect(await prov.las('konto-1', decider)).toEqual({ state: { saldo: 8 }, revision: 1 });
    expect(await prov.lasRegister('konto-1', decider, () => true)).toEqual({ saldo: 8 });
    await expect(utfor('c', 6, {}, prov)).rejects.toMatchObject({ kod: 'FULLT' });
    // What has been carried out already gives what it gave then.
    expect(await utfor('a', 2, { expected: 'none' }, prov)).toMatchObject({ revision: 0, repeated: true });
    expect(await kommandon.paProv().las('konto-1', decider)).toMatchObject({ state: { saldo: 2 } });
    expect(await store.readStream('konto-1')).toHaveLength(1);
  });

  it('håller sig till vad anroparen har sett, när det sägs', async () => {
    const { utfor } = uppstallning();
    await expect(utfor('a', 1, { expected: 'exists' })).rejects.toMatchObject({ actual: -1 });
    await utfor('a', 1, { expected: 'none' });
    await expect(utfor('b', 1, { expected: 'none' })).rejects.toMatchObject({ actual: 0 });
    await expect(utfor('b', 1, { expected: 1 })).rejects.toMatchObject({ actual: 0 });
    expect(await utfor('b', 1, { expected: 0 })).toMatchObject({ revision: 1 });
  });

  it('läser bara det som kommit sedan sist', async () => {
    const { kommandon, store, utfor } = uppstallning();
    for (let i = 0; i < 5; i++) await utfor(`k${i}`, 1);
    await kommandon.las('konto-1', decider);
    const readStream = jest.spyOn(store, 'readStream');
    await utfor('sist', 1);
    expect(readStream.mock.calls.map(([, val]) => val?.from)).toEqual([5]);
  });

  it('behåller läget oförändrat när ett kommando nekas eller inte kan lagras', async () => {
    const { kommandon, store, utfor } = uppstallning();
    await utfor('a', 6);
    const fore = await kommandon.las('konto-1', decider);
    await expect(utfor('b', 6)).rejects.toThrow(DomanFel);
    jest.spyOn(store, 'append').mockRejectedValueOnce(new Error('bortkopplad'));
    await expect(utfor('c', 1)).rejects.toThrow('bortkopplad');
    expect(await kommandon.las('konto-1', decider)).toEqual(fore);
  });

  it('skiljer på två deciders som läser samma ström', async () => {
    const { kommandon, utfor } = uppstallning();
    await utfor('a', 6);
    const antal = { start: 0, evolve: (n: number) => n + 1 };
    expect(await kommandon.las('konto-1', antal)).toEqual({ state: 1, revision: 0 });
    expect(await kommandon.las('konto-1', decider)).toEqual({ state: { saldo: 6 }, revision: 0 });
  });

  it('viker en lång ström sida för sida', async () => {
    const { kommandon, store } = uppstallning();
    for (let i = 0; i < 3; i++)
      await store.append(
        'lang',
        Array.from({ length: 900 }, () => ({ typ: 'Satt', data: { in: 1 } })),
        {
          expected: 'any',
          metadata: { ...kontext(`k${i}`), indatahash: 'h' },
        },
      );
    expect(await kommandon.las('lang', decider)).toEqual({ state: { saldo: 2700 }, revision: 2699 });
  });

  it('nekar en decider som inte beslutar någonting', async () => {
    const { utfor } = uppstallning();
    const tom = { ...decider, decide: () => [] };
    await expect(utfor('a', 1, { decider: tom })).rejects.toThrow('gav ingen händelse');
  });
});
