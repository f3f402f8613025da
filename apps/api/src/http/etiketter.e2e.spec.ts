import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { oppnaTestsystem, type Testsystem } from '../../../../test/system.js';
import { ALLA_PROV } from './anrop/alla.fixtures.js';
import { LILLA, OKANT, skal, stod } from './anrop/anrop.fixtures.js';
import { oppnaKlient, type Klient } from './klient.fixtures.js';

jest.setTimeout(60_000);

let system: Testsystem;
let klient: Klient;

beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  klient = oppnaKlient(await system.app.getUrl());
  const grunden = ALLA_PROV.flatMap((k) => k.prov).filter((p) => p.metod === 'post' && p.ger === 'lyckas');
  for (const anrop of grunden) expect((await klient.skicka(anrop)).status).toBeLessThan(300);
});
afterAll(() => system.taBort());

let antal = 0;
/** A command that changes what is read at an address: another one each time. */
interface Andring {
  readonly las: string;
  readonly skriv: string;
  readonly kropp: () => object;
}
const rader = [{ post: 'kostnad:team', beloppOre: -1 }];
/** Another day of late November each time: after the meeting, before its protokoll was announced. */
const justeringsdag = (): string => `2023-11-${25 + (++antal % 5)}`;
/** Another day of the last quarter each time. */
const dagen = (): string => {
  const n = ++antal;
  return `2024-1${Math.trunc(n / 28)}-${String((n % 28) + 1).padStart(2, '0')}`;
};

const ANDRINGAR: readonly Andring[] = [
  { las: LILLA, skriv: `${LILLA}/uppgifter`, kropp: () => ({ namn: `Lilla ${++antal}`, skal }) },
  {
    las: '/api/v1/grupper/alla',
    skriv: '/api/v1/grupper/alla/andringar',
    kropp: () => ({ namn: `Alla ${++antal}`, ingar: [], skal }),
  },
  {
    las: `${LILLA}/insatser/spira`,
    skriv: `${LILLA}/insatser/spira/beviljanden`,
    kropp: () => ({ fran: '2024-01-01', till: '2024-12-31', beloppOre: ++antal, stod }),
  },
  {
    las: `${LILLA}/insatser/spira/uppfoljning`,
    skriv: `${LILLA}/insatser/spira/mal`,
    kropp: () => ({
      mal: `mal-${++antal}`,
      period: { fran: '2024-01-01', till: '2024-06-30' },
      indikator: 'Mål',
      enhet: 'dagar',
      riktning: 'hogst',
      malvardeHundradelar: 100,
      skal,
    }),
  },
  {
    las: `${LILLA}/kontoplan`,
    skriv: `${LILLA}/kontoplan`,
    kropp: () => ({ konton: [{ konto: String(6_000 + ++antal), namn: 'Nytt' }], skal }),
  },
  {
    las: `${LILLA}/verifikationer/2024/a/1`,
    skriv: `${LILLA}/verifikationer/2024/a/1/rattelser`,
    kropp: () => ({ datum: dagen(), text: 'Rättelse', rader: [{ konto: '5800', beloppOre: 0 }], skal }),
  },
  {
    las: `${LILLA}/budgetar/2024`,
    skriv: `${LILLA}/budgetar/2024/versioner`,
    kropp: () => ({ den: dagen(), rader, stod }),
  },
  {
    las: `${LILLA}/styrelse`,
    skriv: `${LILLA}/styrelse/forandringar`,
    kropp: () => ({
      den: '2024-12-01',
      inrattas: [
        { plats: `arboga-kommun-ersattare-${++antal}`, utseddAv: 'arboga-kommun', slag: 'ersattare' },
      ],
      skal,
    }),
  },
  {
    las: `${LILLA}/beslut/budget-2024`,
    skriv: `${LILLA}/beslut/budget-2024/rattelser`,
    kropp: () => ({
      organ: 'styrelsen',
      rubrik: 'Budget 2024',
      text: `Budgeten fastställs ${++antal}.`,
      fattat: { slag: 'dag', datum: '2023-11-24' },
      styrkt: 'protokoll',
      orsak: 'Texten fattades.',
      skal,
    }),
  },
  {
    las: `${LILLA}/sammantraden/styrelsen-2023-11-24`,
    skriv: `${LILLA}/sammantraden/styrelsen-2023-11-24/justering`,
    kropp: () => ({ den: justeringsdag(), rattelse: true, skal }),
  },
  // Nothing is there yet: what the second one builds on is that it was empty.
  {
    las: `${LILLA}/budgetar/2031`,
    skriv: `${LILLA}/budgetar/2031/prognoser`,
    kropp: () => ({ avser: dagen(), rader, stod }),
  },
];

/** Answers about one stream that no single command changes. */
const UTAN_ANDRING: Readonly<Record<string, string>> = {
  '/api/v1/forbund/{forbund}/rakenskapsar/{ar}': 'ett år stängs och öppnas genom alla seriers strömmar',
};

describe('läsa, ändra, och veta att ingen annan hann före', () => {
  test('varje svar om en ström är provat', async () => {
    const { paths } = await klient.beskrivning();
    const omStrom = Object.entries(paths)
      .filter(([, vag]) =>
        JSON.stringify(vag.get ?? {}).includes('"revision":{"type":"integer","nullable":true'),
      )
      .map(([mall]) => mall);
    const mallen = (adress: string): string | undefined =>
      omStrom.find((m) => new RegExp(`^${m.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(adress));
    const provade = new Set([...ANDRINGAR.map((a) => mallen(a.las)), ...Object.keys(UTAN_ANDRING)]);
    expect(omStrom.filter((m) => !provade.has(m))).toEqual([]);
  });

  test.each(ANDRINGAR)('$las → $skriv', async ({ las, skriv, kropp }) => {
    const last = await klient.hamta(las);
    const { revision } = last.json['underlag'] as { revision: number | null };
    expect(last.etag.slice(1).split('-')[0]).toBe(revision === null ? 'tom' : String(revision));

    const [ena, andra] = await Promise.all([
      klient.posta(skriv, kropp(), { 'If-Match': last.etag }),
      klient.posta(skriv, kropp(), { 'If-Match': last.etag }),
    ]);
    const [vann, forlorade] = ena.status === 201 ? [ena, andra] : [andra, ena];
    expect([vann.status, vann.json['revision']]).toEqual([201, (revision ?? -1) + 1]);
    expect([forlorade.status, forlorade.json['code'], forlorade.json['expected']]).toEqual([
      412,
      'REVISION_STAMMER_INTE',
      vann.etag,
    ]);

    const igen = await klient.hamta(las, { 'If-None-Match': last.etag });
    expect([igen.status, igen.etag === last.etag]).toEqual([200, false]);
    expect(await klient.posta(skriv, kropp(), { 'If-Match': igen.etag })).toMatchObject({ status: 201 });
  });

  test('det som lästes som det var förr duger inte att bygga på', async () => {
    const forr = await klient.hamta(`${LILLA}/kontoplan?somAv=1`);
    expect(forr.json['underlag']).toEqual({ ordinal: 1, revision: null });
    const svar = await klient.posta(`${LILLA}/kontoplan`, { skal }, { 'If-Match': forr.etag });
    expect([svar.status, svar.json['code']]).toEqual([412, 'REVISION_STAMMER_INTE']);
  });

  test('en lista gäller ingen ström: dess etikett nekas', async () => {
    const lista = await klient.hamta(`${OKANT}/beslut`);
    const svar = await klient.posta(`${LILLA}/kontoplan`, { skal }, { 'If-Match': lista.etag });
    expect([svar.status, svar.json['code'], svar.json['field']]).toEqual([
      400,
      'IF_MATCH_OGILTIG',
      'If-Match',
    ]);
  });
});
