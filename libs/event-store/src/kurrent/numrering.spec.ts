import { setTimeout as vanta } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lagg } from '../../../../test/contract/event-store.contract.js';
import { Kurrentersattare } from '../../../../test/kurrent/ersattare.js';
import { START } from '../event-store.js';
import { KurrentEventStore } from './kurrent-event-store.js';

let server: Kurrentersattare;
const stores: KurrentEventStore[] = [];
beforeEach(async () => {
  server = await Kurrentersattare.starta();
});
afterEach(async () => {
  server.lagad();
  await Promise.all(stores.splice(0).map((s) => s.close()));
  server.stanna();
});

async function oppna(prefix = 'prov'): Promise<KurrentEventStore> {
  const store = await KurrentEventStore.open({ url: server.url, prefix, svarstidMs: 2_000 });
  stores.push(store);
  return store;
}

const arOrdning = (stream: string): boolean => stream.endsWith(':ordning');
const ordning = async (store: KurrentEventStore): Promise<string[]> =>
  (await store.readAll(START, 1_000)).map((h) => `${h.ordinal} ${h.stream}/${h.revision}`);

describe('numreringen', () => {
  it('tar vid där en process dog efter att ha lagrat, och ger samma ordning som den skulle ha gett', async () => {
    const dod = await oppna();
    await lagg(dod, 'a', 1);
    server.fela('skriv', 'hang', 1, arOrdning);
    const forlorad = lagg(dod, 'a', 2).catch(() => 'dog');
    while (server.logg.revision('prov.a') < 2) await vanta(5);
    const ny = await oppna();
    expect(await lagg(ny, 'b', 1)).toMatchObject({ ordinal: 4 });
    expect(await ordning(ny)).toEqual(['1 a/0', '2 a/1', '3 a/2', '4 b/0']);
    await forlorad;
    expect(await ordning(dod)).toEqual(await ordning(ny));
  });

  it('numrerar det som en död process lagrade också när ingen annan skriver, bara någon läser', async () => {
    const dod = await oppna();
    server.fela('skriv', 'hang', 1_000, arOrdning);
    void lagg(dod, 'a', 1).catch(() => undefined);
    while (server.logg.revision('prov.a') < 0) await vanta(5);
    server.lagad();
    const avbryt = new AbortController();
    for await (const del of (await oppna()).subscribe(START, { signal: avbryt.signal })) {
      expect(del.map((h) => `${h.ordinal} ${h.stream}`)).toEqual(['1 a']);
      avbryt.abort();
    }
  });

  it('låter många processer numrera samtidigt utan lucka, dubblett eller olika svar', async () => {
    const alla = await Promise.all(Array.from({ length: 4 }, () => oppna()));
    const svar = await Promise.all(
      Array.from({ length: 60 }, (_, i) => lagg(alla[i % 4]!, `s${i % 7}`, 1 + (i % 3))),
    );
    const facit = await ordning(await oppna());
    expect(facit.map((rad) => Number.parseInt(rad, 10))).toEqual(facit.map((_, i) => i + 1));
    expect(facit).toHaveLength(120);
    for (const store of alla) expect(await ordning(store)).toEqual(facit);
    for (const s of svar) expect(facit[s.ordinal - 1]).toBe(`${s.ordinal} ${s.stream}/${s.revision}`);
    expect(new Set(svar.map((s) => s.ordinal)).size).toBe(60);
  });

  it('nekar en numrerare som har sovit: den läser vad de andra gav och fortsätter efter dem', async () => {
    const [sovande, vaken] = [await oppna(), await oppna()];
    server.fela('skriv', 'hang', 1, arOrdning);
    const sen = lagg(sovande, 'a', 1);
    while (server.logg.revision('prov.a') < 0) await vanta(5);
    await lagg(vaken, 'b', 2);
    expect(await sen).toMatchObject({ ordinal: 1 });
    expect(await ordning(sovande)).toEqual(['1 a/0', '2 b/0', '3 b/1']);
  });

  it('räknar bara egna strömmar på en server som andra också använder', async () => {
    const [vi, de] = [await oppna('vi'), await oppna('de')];
    server.skrivFrammande('$stats-1', 5, '$statsCollected');
    await lagg(de, 'a', 2);
    await lagg(vi, 'a', 1);
    server.skrivFrammande('vib.a', 3);
    expect(await lagg(vi, 'b', 1)).toMatchObject({ ordinal: 2 });
    expect(await ordning(vi)).toEqual(['1 a/0', '2 b/0']);
    expect(await ordning(de)).toEqual(['1 a/0', '2 a/1']);
    expect(vi.installation).not.toBe(de.installation);
    expect((await oppna('vi')).installation).toBe(vi.installation);
  });

  it('låter tiden stå stilla när serverns klocka går bakåt', async () => {
    const store = await oppna();
    const tider = [5_000, 9_000, 4_000, 9_000, 10_000];
    for (const tid of tider) {
      server.logg.klocka = () => tid;
      await lagg(store, 's', 1);
    }
    const lasta = (await (await oppna()).readAll(START, 10)).map((h) => h.recordedAt.getTime());
    expect(lasta).toEqual([5_000, 9_000, 9_000, 9_000, 10_000]);
    expect((await store.at(new Date(9_500))).ordinal).toBe(4);
    expect((await store.at(new Date(4_999))).ordinal).toBe(0);
  });

  it('vägrar öppna när det som numrerats inte längre är det som står i loggen', async () => {
    const store = await oppna();
    await lagg(store, 's', 2);
    await lagg(store, 't', 1);
    server.logg.poster.splice(
      server.logg.poster.findIndex((p) => p.stream === 'prov.t'),
      1,
    );
    await expect(oppna()).rejects.toMatchObject({
      code: 'HISTORY_CHANGED',
    });
  });

  it('minns var andras poster står: de läses inte en gång till', async () => {
    const store = await oppna();
    await lagg(store, 's', 1);
    server.skrivFrammande('andra', 1_500);
    await lagg(store, 's', 1);
    const fore = server.antal.las;
    expect(await ordning(await oppna())).toEqual(['1 s/0', '2 s/1']);
    expect(server.antal.las - fore).toBeLessThan(10);
  });
});
