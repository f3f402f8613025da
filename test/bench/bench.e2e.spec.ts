import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startaBarn } from '../databas/barnprocess.js';

const BANK = fileURLToPath(new URL('bench.ts', import.meta.url));
/** A server is made, some databases, a few hundred events on each, and every program started: seconds, on a machine that does other things. */
const LANGST_MS = 240_000;

let mapp: string;
beforeEach(() => {
  mapp = mkdtempSync(join(tmpdir(), 'samordning-bank-'));
});
afterEach(() => rmSync(mapp, { recursive: true, force: true }));

describe('npm run bench', () => {
  it(
    'går igenom alla fall och säger vad som mättes mot vad',
    async () => {
      const fil = join(mapp, 'bench.json');
      const barn = startaBarn(BANK, ['--prov', '--json', fil]);
      const forsta = await barn.rad();
      expect([await barn.slut, barn.felutskrift()]).toEqual([0, expect.stringMatching(/^skrivning .*\n/)]);
      expect(forsta).toMatch(/kärnor/);
      const { rader, jamforelser } = JSON.parse(readFileSync(fil, 'utf8')) as {
        rader: { fall: string; varde: { median: number; antal: number } }[];
        jamforelser: { vad: string; varde: number; natt: boolean | null }[];
      };
      expect([...new Set(rader.map((r) => r.fall.split(' ')[0]))]).toEqual([
        'skrivning',
        'läsning',
        'huvudbok',
        'budgetuppföljning',
        'rapporter',
        'program,',
      ]);
      expect(rader.filter((r) => !(r.varde.median > 0 && r.varde.antal > 0))).toEqual([]);
      expect(jamforelser.filter((j) => !(j.varde > 0))).toEqual([]);
    },
    LANGST_MS,
  );
});
