// The command line again and again in one process: a line with arguments and environment in, a line with the outcome out.
import { createInterface } from 'node:readline';
import type { Korning } from './ops.js';

const MAIN = new URL('../apps/ops/src/main.js', import.meta.url).href;
const svara = process.stdout.write.bind(process.stdout);
// Each round listens for a reader that goes away.
process.stdout.setMaxListeners(0);

function fanga(strom: NodeJS.WriteStream): () => string {
  let text = '';
  strom.write = (bit: string | Uint8Array): boolean => {
    text += bit.toString();
    return true;
  };
  return () => text;
}

/** What the module left for the end of the process. */
const slutkoden = (): number => Number(process.exitCode ?? 0);

let varv = 0;
for await (const rad of createInterface({ input: process.stdin })) {
  const { argument, miljo } = JSON.parse(rad) as { argument: string[]; miljo: Record<string, string> };
  const [ut, fel] = [fanga(process.stdout), fanga(process.stderr)];
  process.env = miljo;
  process.argv = [process.execPath, 'ops', ...argument];
  process.exitCode = undefined;
  // The module anew; what it imports is what costs, and stays.
  await import(`${MAIN}?${++varv}`);
  svara(`${JSON.stringify({ kod: slutkoden(), ut: ut(), fel: fel() } satisfies Korning)}\n`);
}
