import { setTimeout as vanta } from 'node:timers/promises';
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
  const { fro, rapportera } = val;
  const journal = new Journal();
  const injektor = new Injektor(installation, rapportera);
  for (const vakt of installation.vakter) vakt.starta();
  await installation.uppe();
  await new Klient('förberedelsen', fro, journal, installation.adresser).forbered();
  rapportera('igång');
  const slut = new AbortController();
  const kalla = new Kommandokalla(fro);
  const klienter = Array.from({ length: val.klienter }, (_, n) =>
    new Klient(`klient ${n}`, fro, journal, installation.adresser).arbeta(kalla, slut.signal),
  );
  const lasare = las(journal, installation.adresser, fro, slut.signal);
  const last = Promise.all([...klienter, lasare]);
  const fel: string[] = [];
  try {
    const plan = planera(fro, val.dodade, val.uppsattning);
    await Promise.race([
      injektor
        .utfor(plan)
        .then(() => installation.uppe())
        .then(() => vanta(EFTERAT_MS)),
      last,
    ]);
  } finally {
    slut.abort();
  }
  await last;
  rapportera(`i vila: ${journal.kvitton.size} kommandon kvitterade`);
  fel.push(...(await granskaIVila(installation)));
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
