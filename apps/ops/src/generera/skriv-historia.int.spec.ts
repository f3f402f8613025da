import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bokforingStream } from '#bokforing/public.js';
import { START } from '#event-store/event-store.js';
import { arsSlut, datum } from '#kernel/datum.js';
import { BUDGETUPPFOLJNING, LasRapport } from '#rapport/public.js';
import { registreraLitetForbund } from '../../../../test/litet-forbund.js';
import { nekandetAv } from '../../../../test/given.js';
import { oppnaTestsystem, VEM, type Testsystem } from '../../../../test/system.js';
import { GRUPP } from './historia.js';
import { SISTA_AR, type Historieval } from './mall.js';
import { skalFor, skrivHistoria, type Genererat } from './skriv-historia.js';

const VAL: Historieval = { forbund: 2, ar: 2, verifikationer: 300, fro: 'prov' };
const skriv = (system: Testsystem, mer: Partial<Historieval> = {}, tillsammans = false): Promise<Genererat> =>
  skrivHistoria(system, { ...VAL, ...mer }, { vem: VEM, tillsammans, framsteg: () => undefined });

/** The refusal that a promise ends in. */
const nekandet = (lofte: Promise<unknown>) =>
  lofte.then(
    () => undefined,
    (fel: unknown) =>
      nekandetAv(() => {
        throw fel;
      }).kod,
  );

describe('en skriven historia', () => {
  let system: Testsystem;
  let forsta: Genererat;
  beforeAll(async () => {
    system = await oppnaTestsystem();
    forsta = await skriv(system);
    await system.projektor.kommIkapp();
  });
  afterAll(() => system.taBort());

  it('säger i varje händelse att den är syntetisk', async () => {
    const handelser = await system.store.readAll(START, 10_000);
    expect(handelser).toHaveLength(forsta.handelser);
    expect(forsta).toMatchObject({ verifikationer: VAL.verifikationer, fanns: 0 });
    for (const h of handelser) expect(h.metadata.skal).toEqual(skalFor(VAL));
  });

  it('går att följa upp: budget, utfall, prognos och gruppen som summan av sina förbund', async () => {
    const las = async (omfattning: string, per = arsSlut(SISTA_AR)) =>
      (await system.hamta(LasRapport).las(BUDGETUPPFOLJNING, { omfattning, per })).resultat;
    const ett = await las('syntet-1');
    expect(ett.saknas).toEqual([]);
    for (const rad of ett.rader)
      expect(rad).toMatchObject({ budgetOre: expect.anything(), utfallOre: expect.anything() });
    const [tva, grupp] = [await las('syntet-2'), await las(GRUPP)];
    expect(grupp.summa.utfallOre).toBe((ett.summa.utfallOre ?? 0n) + (tva.summa.utfallOre ?? 0n));
    expect(grupp.summa.prognosOre).not.toBeNull();
    const iAugusti = await las('syntet-1', datum(`${SISTA_AR}-08-31`));
    expect(iAugusti.summa.utfallOre).not.toBe(ett.summa.utfallOre);
  });

  it('ger samma läsmodeller ombyggda', async () => {
    for (const { namn } of await system.projektor.lista()) {
      const { lika } = await system.projektor.byggOm(namn, { verifiera: true });
      expect({ namn, lika }).toEqual({ namn, lika: true });
    }
  });

  it('ändrar inget andra gången', async () => {
    const fore = await system.store.head();
    expect(await skriv(system)).toMatchObject({ handelser: forsta.handelser, fanns: forsta.handelser });
    expect(await system.store.head()).toEqual(fore);
  });

  it('blir inte en annan i samma lager', async () => {
    const fore = await system.store.head();
    expect(await nekandet(skriv(system, { fro: 'annat' }))).toBe('GENERERA_ANNAN_HISTORIA');
    expect(await nekandet(skriv(system, { verifikationer: 301 }))).toBe('GENERERA_ANNAN_HISTORIA');
    const annan = { ...system, store: new Proxy(system.store, annanVersion) } as Testsystem;
    expect(await nekandet(skriv(annan))).toBe('GENERERA_ANNAN_HISTORIA');
    expect(await nekandet(skriv(system, { verifikationer: 10 }))).toBe('GENERERA_FOR_FA_VERIFIKATIONER');
    expect(await system.store.head()).toEqual(fore);
  });
});

/** Stands in for another version of the program, that means something else by the same keys. */
const annanVersion: ProxyHandler<Testsystem['store']> = {
  get: (store, namn) => {
    const varde: unknown = Reflect.get(store, namn, store);
    if (namn !== 'append') return typeof varde === 'function' ? (varde.bind(store) as unknown) : varde;
    return (...[stream, handelser, { expected, metadata }]: Parameters<typeof store.append>) =>
      store.append(stream, handelser, { expected, metadata: { ...metadata, indatahash: '1'.repeat(64) } });
  },
};

describe('avbruten och bland andra', () => {
  let system: Testsystem;
  beforeAll(async () => {
    system = await oppnaTestsystem();
    await registreraLitetForbund(system);
  });
  afterAll(() => system.taBort());

  it('skrivs inte bland förbund som finns, om ingen ber om det', async () => {
    const fore = await system.store.head();
    expect(await nekandet(skriv(system))).toBe('GENERERA_ANDRA_FORBUND');
    expect(await system.store.head()).toEqual(fore);
  });

  it('går vidare där den avbröts', async () => {
    const bara50 = { ...system, store: new Proxy(system.store, avbrytEfter(50)) } as Testsystem;
    await expect(skriv(bara50, {}, true)).rejects.toThrow('strömavbrott');
    const { fanns, handelser } = await skriv(system, {}, true);
    expect(fanns).toBeGreaterThanOrEqual(50);
    expect(fanns).toBeLessThan(handelser);
    const bok = await system.store.readStream(bokforingStream('syntet-1', SISTA_AR, 'a'));
    expect(bok).toHaveLength(VAL.verifikationer / 4 + 1);
  });
});

/** A store that fails after so many appends. */
function avbrytEfter(antal: number): ProxyHandler<Testsystem['store']> {
  let kvar = antal;
  return {
    get: (store, namn) => {
      if (namn === 'append' && kvar-- <= 0) return () => Promise.reject(new Error('strömavbrott'));
      const varde: unknown = Reflect.get(store, namn, store);
      return typeof varde === 'function' ? (varde.bind(store) as unknown) : varde;
    },
  };
}
