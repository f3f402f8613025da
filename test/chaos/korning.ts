import { setTimeout as vanta } from 'node:timers/promises';
import { Foljare } from './foljare.js';
import { Injektor } from './injektor.js';
import { granskaIVila } from './i-vila.js';
import { Installation, type Installationsval } from './installation.js';
import { Journal } from './journal.js';
import { Klient, las } from './klienter.js';
import { Kommandokalla } from './kommandon.js';
import { granska } from './kontroll.js';
import { planera, type Motorer } from './plan.js';

/** The load goes on for so long after the last fault. */
const EFTERAT_MS = 2_000;

export interface Korningsval extends Installationsval {
  readonly dodade: number;
  readonly klienter: number;
  readonly rapportera: (rad: string) => void;
}

export interface Utfall {
  /** What was wrong; nothing when the system held. */
  readonly fel: readonly string[];
  readonly dodade: number;
  readonly avbrott: ReadonlyMap<string, number>;
  readonly kvitterade: number;
  readonly omskick: number;
  readonly upprepade: number;
  readonly handelser: number;
  /** What the programs said meanwhile. */
  readonly logg: string;
}

/** The command that repeats a run. */
export function igen(val: {
  readonly fro: number;
  readonly dodade: number;
  readonly klienter: number;
  readonly motorer: Motorer;
  readonly liten: boolean;
}): string {
  const { fro, dodade, klienter, motorer, liten } = val;
  return `npm run chaos -- --fro ${fro} --dodade ${dodade} --klienter ${klienter} --motorer ${motorer}${liten ? ' --liten' : ''}`;
}

/**
 * One run: the programs under load while the plan of the seed is carried out, then all of it at rest and checked. The plan
 * and the commands are the seed's; which instruction a fault hits, and whose command comes first, is not.
 */
export async function kor(val: Korningsval): Promise<Utfall> {
  const installation = await Installation.starta(val);
  try {
    return await iInstallationen(installation, val);
  } finally {
    await installation.stang();
  }
}

async function iInstallationen(installation: Installation, val: Korningsval): Promise<Utfall> {
  const journal = new Journal();
  const injektor = new Injektor(installation, val.rapportera);
  const fel: string[] = [];
  if (val.uppsattning.redis && !installation.redis) val.rapportera('utan Redis: köerna är i PostgreSQL');
  for (const vakt of installation.vakter) vakt.starta();
  const foljare = new Foljare(journal, installation.adresser);
  const slut = new AbortController();
  const foljer = foljare.folj(slut.signal);
  await forsok(fel, () => underLast(installation, injektor, journal, val));
  val.rapportera(`i vila: ${journal.kvitton.size} kommandon kvitterade`);
  await forsok(fel, async () => {
    fel.push(...(await granskaIVila(installation, foljare)));
  });
  slut.abort();
  await foljer;
  const lagrade = await installation.lagrat();
  fel.push(...granska(journal, lagrade));
  return {
    fel,
    dodade: injektor.dodade,
    avbrott: injektor.antal,
    kvitterade: journal.kvitton.size,
    omskick: journal.omskick,
    upprepade: journal.upprepade,
    handelser: lagrade.length,
    logg: installation.vakter.map((v) => `== ${v.namn}\n${v.logg}`).join('\n'),
  };
}

/** What ends a step is found wrong, as all else. */
async function forsok(fel: string[], arbete: () => Promise<void>): Promise<void> {
  try {
    await arbete();
  } catch (orsak) {
    fel.push(`avbrutet: ${orsak instanceof Error ? (orsak.stack ?? orsak.message) : String(orsak)}`);
  }
}

/** The clients work until the plan is carried out and all is up again, and each has its last answer. */
async function underLast(
  installation: Installation,
  injektor: Injektor,
  journal: Journal,
  { fro, dodade, klienter, uppsattning, rapportera }: Korningsval,
): Promise<void> {
  const { adresser } = installation;
  const [iForstaStarten, ...resten] = planera(fro, dodade, uppsattning);
  await injektor.utfor(iForstaStarten ? [iForstaStarten] : []);
  await installation.uppe();
  await new Klient('förberedelsen', fro, journal, adresser).forbered();
  rapportera('igång');
  const slut = new AbortController();
  const kalla = new Kommandokalla(fro);
  const last = Promise.all([
    las(journal, adresser, fro, slut.signal),
    ...Array.from({ length: klienter }, (_, n) =>
      new Klient(`klient ${n}`, fro, journal, adresser).arbeta(kalla, slut.signal),
    ),
  ]);
  const planen = async (): Promise<void> => {
    await injektor.utfor(resten);
    await installation.uppe();
    await vanta(EFTERAT_MS);
  };
  try {
    await Promise.race([planen(), last]);
  } finally {
    slut.abort();
  }
  await last;
}
