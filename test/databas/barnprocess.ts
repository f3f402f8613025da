import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { korbar } from './transpilerat.mjs';

export interface Barnprocess {
  readonly pid: number;
  /** The next line of its standard output; rejects (with its standard error) when it ends without one. */
  rad(): Promise<string>;
  skriv(rad: string): void;
  doda(signal: NodeJS.Signals): void;
  /** Exit code, or the signal that ended it. */
  readonly slut: Promise<number | NodeJS.Signals>;
  felutskrift(): string;
}

/** Runs one of our TypeScript files, or one that is built, as a process of its own: something to kill. */
export const startaBarn = (
  fil: string,
  argument: readonly string[] = [],
  miljo: Readonly<Record<string, string>> = {},
): Barnprocess => startaNode([fil.endsWith('.ts') ? korbar(fil) : fil, ...argument], miljo);

/** Runs Node with these arguments. */
export function startaNode(
  argument: readonly string[],
  miljo: Readonly<Record<string, string>>,
): Barnprocess {
  // Without jest's own flags and test mode: as a user would start it.
  const env = { PATH: process.env['PATH'], ...miljo };
  const barn = spawn(process.execPath, argument, { stdio: ['pipe', 'pipe', 'pipe'], env });
  let fel = '';
  barn.stderr.on('data', (bit: Buffer) => (fel += bit.toString()));
  barn.stdin.on('error', () => undefined);
  const rader = createInterface({ input: barn.stdout })[Symbol.asyncIterator]();
  return {
    pid: barn.pid ?? -1,
    rad: async () => {
      const nasta = await rader.next();
      if (nasta.done === true) throw new Error(`processen slutade: ${fel}`);
      return nasta.value;
    },
    skriv: (rad) => barn.stdin.write(`${rad}\n`),
    doda: (signal) => barn.kill(signal),
    slut: slutet(barn),
    felutskrift: () => fel,
  };
}

function slutet(barn: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    barn.on('error', reject);
    barn.on('close', (kod, signal) => {
      resolve(kod ?? signal ?? -1);
    });
  });
}
