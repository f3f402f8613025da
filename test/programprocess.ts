import { fileURLToPath } from 'node:url';
import { oppnaKlient, type Klient } from '#apps/api/src/http/klient.fixtures.js';
import { startaBarn, type Barnprocess } from './databas/barnprocess.js';

export type Program = 'api' | 'projector' | 'worker';

/** Four programs start, on a machine that runs other tests. */
const LANGST_MS = 60_000;
const MELLAN_MS = 100;

/** Asks until there is an answer. @throws Error when there is none in time */
export async function tills<T>(vad: string, fraga: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const sedan = Date.now(); Date.now() - sedan < LANGST_MS;) {
    const svar = await fraga();
    if (svar !== undefined) return svar;
    await new Promise((klart) => setTimeout(klart, MELLAN_MS));
  }
  throw new Error(`det hände aldrig: ${vad}`);
}

/** As a contributor or a container starts it, with the environment alone. */
export const startaProgram = (
  program: Program,
  databas: string,
  miljo: Readonly<Record<string, string>> = {},
): Barnprocess =>
  startaBarn(fileURLToPath(new URL(`../apps/${program}/src/main.ts`, import.meta.url)), [], {
    ...{ DATABASE_URL: databas, PORT: '0', SERVICE_NAME: program },
    ...miljo,
  });

/** The address that a program says it answers at. */
export const adressen = (b: Barnprocess): Promise<string> =>
  tills('programmet svarar', () => /svarar på (\S+)/.exec(b.felutskrift())?.[1]);

export const svarar = async (b: Barnprocess): Promise<Klient> => oppnaKlient(await adressen(b));
