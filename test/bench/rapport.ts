import { datum } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import type { Ore } from '#kernel/ore.js';
import { BUDGETUPPFOLJNING, LasRapport } from '#rapport/public.js';
import { millisekunder, spridning, vaxelvis, type Spridning } from './matning.js';
import { lasPlaner } from './planer.js';
import { granskaAllaPlaner, matAllaRapporter } from './rapporter.js';
import { byggLiggare, GRUPP, type Liggare } from './rapportunderlag.js';
import { emmettsUtfall, raSqlsUtfall, type Utfallssida } from './rapportsidor.js';
import { kvot, rader, type Fallresultat, type Jamforelse } from './resultat.js';
import type { Bankserver } from './server.js';
import type { Storlek } from './storlek.js';
import { FORBUND } from './verifikationer.js';

const HOGST_P99_MS = 10;
const HOGST_KVOT = 1.5;
/** Calls before those that are measured: plans are made and kept, pages are in memory. */
const UPPVARMNING = 20;
/** How much of history was known: of the first year all that is asked for, at the least of them. */
const DJUP = [0.25, 0.5, 0.75];
/** Grow with history: to read one of them whole would be a fault. */
const VAXANDE = ['huvudbok.rad', 'huvudbok.saldo', 'huvudbok.verifikation'];

interface Fraga {
  readonly namn: string;
  readonly omfattning: string;
  readonly per: string;
  /** Of history; all of it when absent. */
  readonly djup?: number;
}

const ETT = FORBUND[0] ?? '';
const FRAGOR: readonly Fraga[] = [
  { namn: 'ett förbund, nu', omfattning: ETT, per: '2022-08-31' },
  ...DJUP.map((djup) => ({
    namn: `ett förbund, som av ${djup * 100} %`,
    omfattning: ETT,
    per: '2022-08-31',
    djup,
  })),
  { namn: 'åtta förbund, nu', omfattning: GRUPP, per: '2022-08-31' },
  { namn: 'ett förbund, mitt i månaden', omfattning: ETT, per: '2022-08-20' },
];

const stall = (l: Liggare, { omfattning, per, djup }: Fraga) => ({
  omfattning,
  per: datum(per),
  ...(djup === undefined ? {} : { somAv: Math.floor(l.ordinal * djup) }),
});

/** One call of each question on each ledger in turn, over and over. */
async function mat(liggare: readonly Liggare[], anrop: number): Promise<Map<string, Spridning>> {
  const matningar = liggare.flatMap((l) => {
    const rapport = new LasRapport(l.readStore);
    return FRAGOR.map((f) => ({
      namn: `${f.namn}, ${l.rader} rader`,
      kor: () => millisekunder(() => rapport.las(BUDGETUPPFOLJNING, stall(l, f))),
      varden: [] as number[],
    }));
  });
  for (let n = -UPPVARMNING; n < anrop; n++)
    for (const m of matningar) {
      const ms = await m.kor();
      if (n >= 0) m.varden.push(ms);
    }
  return new Map(matningar.map((m) => [m.namn, spridning(m.varden)]));
}

/** A ledger of fewer rows fits some pages, and is best read whole. */
const PLANER_FRAN_RADER = 10_000;

/** @throws ProgramFel when a question reads a table that grows with history from end to end. */
async function granskaPlaner(l: Liggare): Promise<void> {
  for (const f of FRAGOR) {
    const { hela, rader } = await lasPlaner(l.readStore, (lager) =>
      new LasRapport(lager).las(BUDGETUPPFOLJNING, stall(l, f)),
    );
    const vaxande = VAXANDE.filter((t) => hela.has(t));
    assert(vaxande.length === 0, `${f.namn} läser hela ${vaxande.join(', ')}`);
    assert((rader.get('huvudbok.saldonyckel') ?? 0) > 0, `${f.namn} läser inga saldon`);
  }
}

function jamfor(matt: ReadonlyMap<string, Spridning>, liten: Liggare, stor: Liggare): Jamforelse[] {
  const pa = (f: Fraga, l: Liggare): string => `${f.namn}, ${l.rader} rader`;
  const [nu, ...ovriga] = FRAGOR;
  assert(nu !== undefined, 'en fråga om nu');
  const fall = 'budgetuppföljning';
  return [
    {
      vad: `${fall}: p99 ms, ${pa(nu, stor)}`,
      varde: matt.get(pa(nu, stor))?.p99 ?? NaN,
      hogst: HOGST_P99_MS,
    },
    kvot(matt, pa(nu, stor), pa(nu, liten), { fall, hogst: HOGST_KVOT }),
    ...ovriga.map((f) =>
      f.djup === undefined
        ? kvot(matt, pa(f, stor), pa(f, liten), { fall })
        : kvot(matt, pa(f, stor), pa(nu, stor), { fall, hogst: HOGST_KVOT }),
    ),
  ];
}

/** The report beside other ways to only its booked sum: of one förbund, now, over the large ledger. */
async function matMotAndra(l: Liggare, url: string, anrop: number): Promise<Fallresultat> {
  const fall = 'budgetuppföljning mot andra';
  const [nu] = FRAGOR;
  assert(nu !== undefined, 'en fråga om nu');
  const rapport = new LasRapport(l.readStore);
  const las = async (): Promise<Ore> => {
    const { summa } = (await rapport.las(BUDGETUPPFOLJNING, stall(l, nu))).resultat;
    return summa.utfallOre ?? 0n;
  };
  const per = datum(nu.per);
  const andra = [raSqlsUtfall(l, ETT, per), await emmettsUtfall(url, l, ETT, per)];
  try {
    const var_: Utfallssida = { namn: 'vår, hela rapporten', utfall: las, stang: () => Promise.resolve() };
    const ska = await las();
    const sidor = [var_, ...andra].map(({ namn, utfall }) => ({
      namn,
      kor: () =>
        millisekunder(async () => {
          const blev = await utfall();
          assert(blev === ska, `${namn}: ${blev} öre, rapporten har ${ska}`);
        }),
    }));
    const matt = await vaxelvis(sidor, anrop);
    const mot = (namn: string): Jamforelse => kvot(matt, namn, var_.namn, { fall });
    return { rader: rader(fall, 'ms', matt), jamforelser: andra.map((a) => mot(a.namn)) };
  } finally {
    for (const a of andra) await a.stang();
  }
}

/** Budgetuppföljning over a small ledger and a large one, now and as it was known; then every report over the large one. */
export async function matRapport(server: Bankserver, { rapport }: Storlek): Promise<Fallresultat> {
  const databaser = await Promise.all([server.nyDatabas(), server.nyDatabas(), server.nyDatabas()]);
  const liggare: Liggare[] = [];
  try {
    for (const [i, antal] of [rapport.liten, rapport.stor].entries())
      liggare.push(await byggLiggare(databaser[i]?.url ?? '', antal));
    const [liten, stor] = liggare;
    assert(liten !== undefined && stor !== undefined, 'två liggare');
    if (stor.rader >= PLANER_FRAN_RADER) {
      await granskaPlaner(stor);
      await granskaAllaPlaner(stor, VAXANDE);
    }
    const matt = await mat(liggare, rapport.anrop);
    const egna = rader('budgetuppföljning', 'ms', matt);
    const andra = await matMotAndra(stor, databaser[2].url, rapport.anropAndra);
    const alla = await matAllaRapporter(stor, rapport.anrop);
    return {
      rader: [...egna, ...andra.rader, ...alla.rader],
      jamforelser: [...jamfor(matt, liten, stor), ...andra.jamforelser, ...alla.jamforelser],
    };
  } finally {
    for (const l of liggare) {
      await l.readStore.close();
      await l.store.close();
    }
    for (const d of databaser) await d.taBort();
  }
}
