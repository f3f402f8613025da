import { describe, expect, it } from '@jest/globals';
import { START } from '#event-store/event-store.js';
import { efterSista, Handelselasare, SIDA } from './handelselasare.js';
import { Minneslager } from './minneslager.fixtures.js';
import { annat } from './saldo.fixtures.js';

function lagerMed(antal: number): Minneslager {
  const lager = new Minneslager();
  for (let i = 0; i < antal; i++) lager.lagg(annat());
  return lager;
}
const plats = (ordinal: number) => ({ position: `p${ordinal}`, ordinal });

describe('Handelselasare', () => {
  it('läser nästa sida i förväg medan den förra används', async () => {
    const lager = lagerMed(SIDA + 10);
    const lasare = new Handelselasare(lager);
    const forsta = await lasare.efter(START);
    expect([forsta.length, lager.lasningar]).toEqual([SIDA, 2]);
    const andra = await lasare.efter(efterSista(forsta, START));
    expect([andra.length, lager.lasningar]).toEqual([10, 2]);
  });

  it('läser inte i förväg efter en sida som inte var full', async () => {
    const lager = lagerMed(10);
    await new Handelselasare(lager).efter(START);
    expect(lager.lasningar).toBe(1);
  });

  it('tar det som prenumerationen gav i stället för att läsa, i de bitar som begärs', async () => {
    const lager = lagerMed(5);
    const lasare = new Handelselasare(lager);
    let tagen = false;
    void lasare.erbjud(lager.handelser.slice(1)).then(() => (tagen = true));
    expect((await lasare.efter(plats(1), 3)).map((h) => h.ordinal)).toEqual([2, 3, 4]);
    expect(tagen).toBe(false);
    expect((await lasare.efter(plats(4), 3)).map((h) => h.ordinal)).toEqual([5]);
    expect([tagen, lager.lasningar]).toEqual([true, 0]);
  });

  it('väntar med det som ligger längre fram, och slänger det som redan lästs', async () => {
    const lager = lagerMed(5);
    const lasare = new Handelselasare(lager);
    let tagen = false;
    void lasare.erbjud(lager.handelser.slice(2, 4)).then(() => (tagen = true));
    expect((await lasare.efter(START, 2)).map((h) => h.ordinal)).toEqual([1, 2]);
    expect(tagen).toBe(false);
    expect((await lasare.efter(plats(4))).map((h) => h.ordinal)).toEqual([5]);
    expect(tagen).toBe(true);
  });

  it('släpper prenumerationen när allt glöms', async () => {
    const lager = lagerMed(1);
    const lasare = new Handelselasare(lager);
    const tagen = lasare.erbjud(lager.handelser);
    lasare.glom();
    await tagen;
  });

  it('visar ett fel från en förläst sida för den som ber om den, och kan läsa igen', async () => {
    const lager = lagerMed(SIDA + 1);
    const lasare = new Handelselasare(lager);
    const lasning = lasare.efter(START);
    const readAll = lager.readAll.bind(lager);
    await Promise.resolve();
    lager.readAll = () => Promise.reject(new Error('borta'));
    await lasning;
    await expect(lasare.efter(plats(SIDA))).rejects.toThrow('borta');
    lager.readAll = readAll;
    expect(await lasare.efter(plats(SIDA))).toHaveLength(1);
  });

  it('vägrar en lucka', async () => {
    const lager = lagerMed(3);
    lager.handelser.splice(1, 1);
    await expect(new Handelselasare(lager).efter(START)).rejects.toMatchObject({ kod: 'HANDELSER_OORDNADE' });
  });
});
