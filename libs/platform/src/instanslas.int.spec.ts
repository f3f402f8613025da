import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startaBarn } from '../../../test/databas/barnprocess.js';
import { taInstanslas } from './instanslas.js';
import { MiljoFel } from './miljofel.js';
import { egenProcess, lever, pidLever } from './processmarke.js';

const LAS = fileURLToPath(new URL('las.fixtures.ts', import.meta.url));
let mapp: string;
beforeEach(() => {
  mapp = mkdtempSync(join(tmpdir(), 'samordning-las-'));
});
afterEach(() => rmSync(mapp, { recursive: true, force: true }));

function vagran(steg: () => unknown): MiljoFel {
  try {
    steg();
  } catch (fel) {
    if (fel instanceof MiljoFel) return fel;
    throw fel;
  }
  throw new Error('ingen vägran');
}

describe('instanslåset', () => {
  it('vägrar en andra server och säger vilken process som har mappen', async () => {
    const forsta = startaBarn(LAS, ['hall', mapp]);
    expect(await forsta.rad()).toBe('tagen');
    const fel = vagran(() => taInstanslas(mapp));
    expect(fel.kod).toBe('INSTANS_UPPTAGEN');
    expect(fel.message).toContain(`process ${String(forsta.pid)}`);
    forsta.skriv('slapp');
    expect(await forsta.rad()).toBe('slappt');
    taInstanslas(mapp).slapp();
    expect(await forsta.slut).toBe(0);
  });

  it('ges tillbaka när innehavaren dödas', async () => {
    const forsta = startaBarn(LAS, ['hall', mapp]);
    await forsta.rad();
    forsta.doda('SIGKILL');
    expect(await forsta.slut).toBe('SIGKILL');
    taInstanslas(mapp).slapp();
  });

  it('gäller också inom en process', () => {
    const las = taInstanslas(mapp);
    expect(vagran(() => taInstanslas(mapp)).kod).toBe('INSTANS_UPPTAGEN');
    las.slapp();
    taInstanslas(mapp).slapp();
  });

  it('förväxlar inte innehavaren med en senare process som fått samma nummer', () => {
    mkdirSync(join(mapp, 'instans'));
    const foregangare = { ...egenProcess(), start: 'en tidigare uppstart:1' };
    writeFileSync(join(mapp, 'instans', 'las.7'), JSON.stringify(foregangare));
    taInstanslas(mapp).slapp();
  });

  it('godtar inte en mapp som inte går att skapa', () => {
    writeFileSync(join(mapp, 'fil'), '');
    expect(vagran(() => taInstanslas(join(mapp, 'fil', 'data'))).kod).toBe('DATAMAPP_EJ_SKRIVBAR');
  });

  it('godtar inte en fil som ett strömavbrott lämnat tom som innehavare', () => {
    mkdirSync(join(mapp, 'instans'));
    writeFileSync(join(mapp, 'instans', 'las.1'), '');
    taInstanslas(mapp).slapp();
  });
});

describe('processmarket', () => {
  (existsSync('/proc/self/stat') ? it : it.skip)(
    'räknar en avslutad process som ingen hämtat som borta (kräver /proc)',
    async () => {
      // The shell becomes a sleep, and a sleep collects no children: the inner process stays as a zombie.
      const skal = spawn('/bin/sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 30']);
      const [bit] = (await once(skal.stdout, 'data')) as [Buffer];
      const pid = Number(bit.toString());
      await new Promise((klart) => setTimeout(klart, 300));
      expect(readFileSync(`/proc/${String(pid)}/stat`, 'utf8')).toContain(') Z ');
      expect([pidLever(pid), pidLever(process.pid), lever(egenProcess())]).toEqual([false, true, true]);
      skal.kill('SIGKILL');
      await once(skal, 'close');
    },
  );
});

describe('fillåset', () => {
  it('släpper in en i taget, också när processer dödas mitt i', async () => {
    const varv = 150;
    writeFileSync(join(mapp, 'summa'), '0');
    const raknare = () => startaBarn(LAS, ['rakna', mapp, String(varv)]);
    const kvar = [raknare(), raknare(), raknare()];
    const dodade = [raknare(), raknare()];
    await new Promise((klart) => setTimeout(klart, 600));
    for (const barn of dodade) barn.doda('SIGKILL');
    expect(await Promise.all(kvar.map((barn) => barn.slut))).toEqual([0, 0, 0]);
    await Promise.all(dodade.map((barn) => barn.slut));
    const spar = readFileSync(join(mapp, 'spar'), 'utf8').trim().split('\n').map(Number);
    for (const barn of kvar) expect(spar.filter((pid) => pid === barn.pid)).toHaveLength(varv);
    // A killed process may have written the sum but not its trace: at most one each.
    const summa = Number(readFileSync(join(mapp, 'summa'), 'utf8'));
    expect(summa - spar.length).toBeGreaterThanOrEqual(0);
    expect(summa - spar.length).toBeLessThanOrEqual(dodade.length);
  });
});
