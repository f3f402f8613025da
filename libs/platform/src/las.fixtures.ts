// A process that takes a lock and keeps it until it is told `slapp` (or is killed).
import { createInterface } from 'node:readline';
import { setTimeout as vanta } from 'node:timers/promises';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { taFillas } from './fillas.js';
import { taInstanslas } from './instanslas.js';

const [slag = '', mapp = '', antal = '0'] = process.argv.slice(2);

async function hall(): Promise<void> {
  const las = taInstanslas(mapp);
  console.log('tagen');
  for await (const rad of createInterface({ input: process.stdin })) if (rad === 'slapp') break;
  las.slapp();
  console.log('slappt');
}

/** Adds to a number in a file, reading and writing apart: without the lock the sum comes out too small. */
async function rakna(): Promise<void> {
  const fil = `${mapp}/summa`;
  for (let varv = 0; varv < Number(antal); varv++) {
    const forsok = await taFillas(`${mapp}/las`, 20_000, () => undefined);
    if (!('las' in forsok)) throw new Error('låset gavs aldrig');
    const summa = Number(readFileSync(fil, 'utf8'));
    await vanta(0);
    // Not in place: a process killed in the middle would leave an empty file, which is not the lock's fault.
    const ny = `${fil}.${String(process.pid)}`;
    writeFileSync(ny, String(summa + 1));
    renameSync(ny, fil);
    appendFileSync(`${mapp}/spar`, `${String(process.pid)}\n`);
    forsok.las.slapp();
  }
}

await (slag === 'hall' ? hall() : rakna());
process.exit(0);
