import { setTimeout as vanta } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assert } from '#kernel/fel.js';
import { startaNode, type Barnprocess } from '../databas/barnprocess.js';

export const ROT = fileURLToPath(new URL('../../', import.meta.url));
export const TOMT = 'tomt Nest-program';
export const PROGRAM = ['api', 'projector', 'worker', 'standalone'] as const;
type Program = (typeof PROGRAM)[number] | typeof TOMT;
const MIB = 1024 * 1024;
/** How often a program that starts is looked at, and the longest that it may take. */
const TITTA_MS = 2;
const START_MAX_MS = 60_000;

export interface Igang {
  readonly barn: Barnprocess;
  readonly adress: string;
  readonly startMs: number;
}

/** As in production: the built program, with the environment alone. */
export async function startaByggt(
  namn: Program,
  databas: string,
  miljo: Readonly<Record<string, string>> = {},
): Promise<Igang> {
  const borjan = performance.now();
  const argument =
    namn === TOMT
      ? [`${ROT}test/bench/tomtprogram.mjs`]
      : [
          `${ROT}dist/apps/${namn}/src/main.js`,
          ...(namn === 'standalone' ? ['--no-seed', '--port', '0'] : []),
        ];
  const barn = startaNode(['--import', `${ROT}test/bench/processortid.mjs`, ...argument], {
    ...{ DATABASE_URL: databas, PORT: '0', NODE_ENV: 'production', SERVICE_NAME: namn },
    ...miljo,
  });
  for (;;) {
    const adress = /svarar på (http\S+?),?\s/.exec(barn.felutskrift())?.[1];
    if (adress !== undefined) return { barn, adress, startMs: performance.now() - borjan };
    assert(performance.now() - borjan < START_MAX_MS, `${namn} startade inte: ${barn.felutskrift()}`);
    await vanta(TITTA_MS);
  }
}

export async function stoppa({ barn }: Igang): Promise<void> {
  barn.doda('SIGTERM');
  assert((await barn.slut) === 0, `slutade inte i ordning: ${barn.felutskrift()}`);
}

/** Memory, as the program itself tells Prometheus. */
export async function minneMib({ adress }: Igang): Promise<number> {
  const text = await (await fetch(`${adress}/metrics`)).text();
  const byte = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1];
  assert(byte !== undefined, 'programmet säger inte hur stort det är');
  return Number(byte) / MIB;
}

/** How much of the processor it has used since it was started, in milliseconds. */
export async function processortidMs({ barn }: Igang): Promise<number> {
  const sagda = (): string[] =>
    [...barn.felutskrift().matchAll(/^processortid (\S+) ms$/gm)].map((m) => m[1] ?? '');
  const antal = sagda().length;
  const borjan = performance.now();
  barn.doda('SIGUSR2');
  for (;;) {
    const nytt = sagda()[antal];
    if (nytt !== undefined) return Number(nytt);
    assert(performance.now() - borjan < START_MAX_MS, `programmet svarar inte: ${barn.felutskrift()}`);
    await vanta(TITTA_MS);
  }
}
