import { readFileSync } from 'node:fs';
import { setTimeout as vila } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { oppnaKlient, type Klient } from '#apps/api/src/http/klient.fixtures.js';
import { MEDFOLJANDE } from '#apps/standalone/src/seed.js';
import { bokforingStream } from '#bokforing/public.js';
import { budgetStream } from '#budget/public.js';
import { Forbundsinlasning, Kalldokumentinlasning, tolkaForbundsregister } from '#inlasning/public.js';
import { datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import { ordinalVid } from '#platform/som-av.js';
import {
  LasRapport,
  RAPPORTER,
  svarSomCsv,
  svarSomJson,
  svarSomTabell,
  type Rapport,
} from '#rapport/public.js';
import { medfoljandeDefinition } from '#rapport/uppstallning/medfoljande-definition.js';
import { oppnaTestsystem, VEM, type Testsystem } from '../system.js';

/** Every report is read many times over, on a machine that runs other tests meanwhile. */
jest.setTimeout(300_000);

/** Each former förbund on the day of its own document, the new one, and all of the county's. */
const FRAGOR = [
  ['vasteras', '2022-06-30'],
  ['norra-vastmanland', '2023-12-31'],
  ['vastmanland', '2024-08-31'],
  ['lanet', '2022-12-31'],
  ['lanet', '2024-12-31'],
].map(([omfattning = '', per = '']) => ({ omfattning, per: datum(per) }));

/** What the addresses of all queries are filled with; one that asks for something else is not covered, and fails. */
const ADRESS: Readonly<Record<string, string>> = {
  ...{ forbund: 'vasteras', ar: '2022', serie: 'kalldok', nummer: '1', insats: 'spira', grupp: 'lanet' },
  ...{ beslut: '2022-06-22-budgetandring-2022', sammantrade: 'styrelsemote-2022-01-01-2022-06-30' },
  ...{ ordinal: '150', id: 'vasteras-delarsrapport-2022-06-30', omfattning: 'lanet', per: '2022-12-31' },
  ...{ rapport: 'resultatrakning', rad: 'vasteras/resultatrakning/resultat', kolumn: 'utfall' },
};

const skal = { slag: 'anteckning', text: 'prov' };
const VASTMANLAND = '/api/v1/forbund/vastmanland';
const VASTERAS = '/api/v1/forbund/vasteras';

let system: Testsystem;
let klient: Klient;

/** A report in every format, to the byte; or the code of its refusal, before there was anything to tell. */
async function lasRapport(
  rapport: Rapport,
  fraga: (typeof FRAGOR)[number] & { readonly somAv?: number },
): Promise<{ json: string; csv: string; tabell: string; ordinal: number } | { kod: string }> {
  try {
    const svar = await system.hamta(LasRapport).las(rapport, fraga);
    const { ordinal } = svar.underlag;
    return {
      ...{ json: JSON.stringify(svarSomJson(svar)), csv: svarSomCsv(svar), tabell: svarSomTabell(svar) },
      ordinal,
    };
  } catch (fel) {
    if (arDomanFel(fel)) return { kod: fel.kod };
    throw fel;
  }
}

const iTur = async <A, B>(alla: readonly A[], gor: (a: A) => Promise<B>): Promise<B[]> => {
  const ut: B[] = [];
  for (const a of alla) ut.push(await gor(a));
  return ut;
};

const rapporterna = (somAv?: number) =>
  iTur(RAPPORTER, async (rapport) => ({
    rapport: rapport.namn,
    svar: await iTur(FRAGOR, (f) => lasRapport(rapport, { ...f, ...(somAv === undefined ? {} : { somAv }) })),
  }));

/** Every query over HTTP that can be asked as of a moment, asked so. */
async function fragorna(
  somAv: number | string,
): Promise<{ adress: string; svar: string; ordinal: unknown }[]> {
  const { paths } = await klient.beskrivning();
  const vagar = Object.entries(paths).flatMap(([vag, { get }]) => {
    const parametrar = (get?.parameters ?? []) as { name: string; in: string; required?: boolean }[];
    if (!parametrar.some((p) => p.name === 'somAv')) return [];
    const kravda = parametrar.filter((p) => p.in === 'query' && p.required === true).map((p) => p.name);
    return [{ vag: vag.replace(/\{(\w+)\}/g, (_, namn: string) => fylld(namn)), kravda }];
  });
  return iTur(vagar, async ({ vag, kravda }) => {
    const sok = new URLSearchParams(Object.fromEntries(kravda.map((namn) => [namn, fylld(namn)])));
    const fraga = `${vag}?${sok.toString()}&somAv=${somAv}`;
    // A refusal tells which request it was.
    const { status, text, json } = await klient.hamta(fraga, { 'X-Correlation-Id': 'prov'.padEnd(32, '0') });
    const underlag = json['underlag'] as { ordinal?: number } | undefined;
    // A refusal repeats the question.
    const svar = `${status} ${text.replace(/&somAv=[^"&]*/, '')}`;
    return { adress: vag, svar, ordinal: underlag?.ordinal };
  });
}

function fylld(namn: string): string {
  const varde = ADRESS[namn];
  if (varde === undefined) throw new Error(`ADRESS har inget för ${namn}`);
  return varde;
}

interface Minne {
  readonly vad: string;
  readonly ordinal: number;
  /** After all that was recorded by then, and before anything later. */
  readonly tid: Date;
  readonly rapporter: Awaited<ReturnType<typeof rapporterna>>;
  readonly fragor: Awaited<ReturnType<typeof fragorna>>;
}

async function minns(vad: string): Promise<Minne> {
  await system.projektor.kommIkapp();
  await system.prognoserIkapp();
  await system.projektor.kommIkapp();
  const { ordinal } = await system.store.head();
  await vila(2);
  const tid = new Date();
  await vila(2);
  return { vad, ordinal, tid, rapporter: await rapporterna(), fragor: await fragorna(ordinal) };
}

const las = (innehall: string, rattelse = false): Promise<unknown> =>
  system.hamta(Kalldokumentinlasning).las(innehall, { vem: VEM, rattelse });

async function posta(adress: string, kropp: object): Promise<void> {
  const svar = await klient.posta(adress, { skal, ...kropp });
  expect([svar.status, svar.text]).toEqual([201, expect.any(String)]);
}

interface Fil {
  readonly id: string;
  readonly tabeller: {
    readonly kolumner: { till?: string; avser?: string }[];
    readonly rader: { varden: (number | null)[] }[];
    readonly summor: { varden: (number | null)[] }[];
  }[];
}

const filen = (id: string): string => {
  const vag = MEDFOLJANDE.dokument.find((v) => v.includes(id));
  if (vag === undefined) throw new Error(`${id} följer inte med`);
  return readFileSync(vag, 'utf8');
};

/** A bundled document with every printed figure twice as large. */
function dubblad(id: string, andra: (fil: Fil) => Fil = (fil) => fil): string {
  const fil = JSON.parse(filen(id)) as Fil;
  for (const { rader, summor } of fil.tabeller)
    for (const rad of [...rader, ...summor]) rad.varden = rad.varden.map((v) => (v === null ? null : 2 * v));
  return JSON.stringify(andra(fil));
}

/** Turns back half of the first voucher that a document was booked by. */
async function rattaForstaVerifikationen(): Promise<void> {
  const strom = await system.store.readStream(bokforingStream('vastmanland', 2024, 'kalldok'));
  const forsta = strom.find((h) => h.typ === 'VerifikationBokford');
  const { rader } = forsta?.data as { rader: { beloppOre: bigint }[] };
  await posta(`${VASTMANLAND}/verifikationer/2024/kalldok/1/rattelser`, {
    ...{ datum: '2024-08-31', text: 'Rättelse' },
    rader: rader.map((r) => ({ ...r, beloppOre: Number(-r.beloppOre / 2n) })),
  });
}

async function andraBudgeten(): Promise<void> {
  const strom = await system.store.readStream(budgetStream('vastmanland', 2024));
  const { den, rader } = strom.find((h) => h.typ === 'BudgetFaststalld')?.data as {
    den: string;
    rader: { beloppOre: bigint }[];
  };
  const ganger = (n: bigint) => rader.map((r) => ({ ...r, beloppOre: Number(n * r.beloppOre) }));
  const stod = { slag: 'dokument', dokument: 'vastmanland-delarsrapport-2024-08-31' };
  await posta(`${VASTMANLAND}/budgetar/2024/versioner`, { den, rader: ganger(2n), stod });
  await posta(`${VASTMANLAND}/budgetar/2024/andringar`, { den: '2024-10-01', rader: ganger(3n), stod });
}

async function fattaOchUpphav(): Promise<void> {
  const nytt = { organ: 'Förbundsstyrelsen', styrkt: 'protokoll' };
  const fattat = (dag: string) => ({ slag: 'dag', datum: dag });
  await posta(`${VASTERAS}/beslut`, { ...nytt, beslut: 'a', rubrik: 'A', fattat: fattat('2022-02-01') });
  await posta(`${VASTERAS}/beslut`, { ...nytt, beslut: 'b', rubrik: 'B', fattat: fattat('2022-03-01') });
  await posta(`${VASTERAS}/beslut/a/upphavande`, { slag: 'upphavt', av: 'b', den: '2022-03-01' });
}

const egen = () => {
  const { tabeller, ...definition } = medfoljandeDefinition('resultatrakning');
  return { ...definition, tabeller: tabeller.map((t) => ({ ...t, rubrik: `Vår ${t.rubrik}` })) };
};

/** What is done after the documents, and some of the reports that it is to change. */
const HANDELSER: readonly [vad: string, rapporter: readonly string[], gor: () => Promise<unknown>][] = [
  [
    'en rättelse av en verifikation',
    ['budgetuppfoljning', 'resultatrakning', 'finansiering'],
    rattaForstaVerifikationen,
  ],
  ['en ändrad budget', ['budgetuppfoljning'], andraBudgeten],
  ['beslut och ett upphävande', ['beslut'], fattaOchUpphav],
  [
    'en rättad uppföljning',
    ['insatser'],
    () =>
      posta(`${VASTERAS}/insatser/spira/uppfoljningar/1/rattelser`, {
        ...{ period: { fran: '2018-09-01', till: '2022-06-30' }, orsak: 'dubbelt' },
        uppgifter: { antal: [{ vad: 'unika-deltagare', antal: 90 }] },
      }),
  ],
  [
    'en egen uppställning',
    ['resultatrakning'],
    () => posta(`${VASTERAS}/rapportlayouter/resultatrakning`, { fran: '2022-01-01', definition: egen() }),
  ],
  [
    'ett rättat dokument',
    ['balansrakning', 'kassaflode', 'driftredovisning', 'noter', 'eget-kapital', 'flerarsoversikt'],
    () => las(dubblad('vasteras-delarsrapport-2022-06-30'), true),
  ],
  [
    'ett senare dokument',
    ['budgetuppfoljning', 'driftredovisning'],
    () =>
      las(
        dubblad('vastmanland-delarsrapport-2024-08-31', ({ tabeller, ...fil }) => ({
          ...fil,
          id: 'vastmanland-arsredovisning-2024',
          tabeller: tabeller.map((t) => ({
            ...t,
            kolumner: t.kolumner.map((k) => ({
              ...k,
              ...(k.till === undefined ? {} : { till: '2024-12-31' }),
              ...(k.avser === undefined ? {} : { avser: '2024-12-31' }),
            })),
          })),
        })),
      ),
  ],
];

let minnen: Minne[];

beforeAll(async () => {
  system = await oppnaTestsystem();
  klient = oppnaKlient(await system.adress());
  minnen = [];
  for (const vag of MEDFOLJANDE.register) {
    const innehall = readFileSync(vag, 'utf8');
    await system.hamta(Forbundsinlasning).lasRegister(tolkaForbundsregister(innehall), innehall, VEM);
  }
  minnen.push(await minns('förbundsregistret'));
  for (const vag of MEDFOLJANDE.dokument) {
    await las(readFileSync(vag, 'utf8'));
    minnen.push(await minns(vag));
  }
  for (const [vad, , gor] of HANDELSER) {
    await gor();
    minnen.push(await minns(vad));
  }
});
afterAll(() => system.taBort());

describe('som av', () => {
  it('är varje rapport den som gavs då, på varje byte', async () => {
    for (const minne of minnen)
      expect({ vad: minne.vad, rapporter: await rapporterna(minne.ordinal) }).toEqual({
        ...{ vad: minne.vad, rapporter: minne.rapporter },
      });
  });

  it('är varje fråga över HTTP den som besvarades då', async () => {
    for (const minne of minnen)
      expect({ vad: minne.vad, fragor: await fragorna(minne.ordinal) }).toEqual({
        ...{ vad: minne.vad, fragor: minne.fragor },
      });
  });

  it('ger en tid detsamma som dess händelse, också i HTTP', async () => {
    for (const { tid, ordinal } of minnen) expect(await ordinalVid(system.store, tid)).toBe(ordinal);
    const { tid, fragor } = minnen[3]!;
    expect(await fragorna(tid.toISOString())).toEqual(fragor);
  });

  it('vilar alla rapporter och frågor på samma händelse', () => {
    for (const { ordinal, rapporter, fragor } of minnen) {
      const lasta = rapporter.flatMap((r) => r.svar.flatMap((s) => ('ordinal' in s ? s.ordinal : [])));
      const svar = fragor.flatMap((f) => (f.ordinal === undefined ? [] : [f.ordinal]));
      expect([...new Set([...lasta, ...svar])]).toEqual([ordinal]);
    }
  });

  it('är det inte tomt: varje händelse ändrade sina rapporter, och varje rapport ändrades av något', () => {
    const skiljer = (a: Minne, b: Minne): string[] =>
      a.rapporter.flatMap(({ rapport, svar }, n) =>
        siffrorna(svar) === siffrorna(b.rapporter[n]?.svar) ? [] : [rapport],
      );
    const forst = minnen.length - HANDELSER.length;
    for (const [n, [vad, vantade]] of HANDELSER.entries()) {
      const andrade = skiljer(minnen[forst + n - 1]!, minnen[forst + n]!);
      expect({ vad, andrade }).toEqual({ vad, andrade: expect.arrayContaining([...vantade]) });
    }
    expect(skiljer(minnen[forst - 1]!, minnen.at(-1)!)).toEqual(RAPPORTER.map((r) => r.namn));
    expect(minnen.at(-1)?.fragor.filter((f) => f.svar.startsWith('4'))).toEqual([]);
  });
});

/** Figures alone: every event moves the basis. */
const siffrorna = (svar: readonly ({ csv: string } | { kod: string })[] | undefined): string =>
  JSON.stringify(svar?.map((s) => ('csv' in s ? s.csv : s.kod)));
