import { setTimeout as vanta } from 'node:timers/promises';
import { oppnaSystem } from '#apps/standalone/src/system.js';
import { assert } from '#kernel/fel.js';
import { startaNode } from '../databas/barnprocess.js';
import { faststallBudget, registreraLitetForbund, TEAM } from '../litet-forbund.js';
import { konfigurationFor } from '../system.js';
import { minneMib, processortidMs, PROGRAM, ROT, startaByggt, stoppa, TOMT } from './byggtprogram.js';
import { matFordrojning } from './fordrojning.js';
import { spridning, vaxelvis, type Sida, type Spridning } from './matning.js';
import { kvot, rader, type Fallresultat, type Jamforelse } from './resultat.js';
import type { Bankserver } from './server.js';
import { varSida } from './skrivsidor.js';
import { skrivsida } from './skrivning.js';
import type { Storlek } from './storlek.js';
import { httpSida, oppnaHttp } from './httpsida.js';

const FALL = 'program';
const AR = 2023;
const LAGRET_FLER = 10;
const SIDOR = [TOMT, ...PROGRAM] as const;

/**
 * Each program in turn, alone, on a database with a few förbund: how long until it answers, what that took of the
 * processor, and its size at rest. Time is what others leave of the machine; what is compared is the processor's.
 */
async function matStart(url: string, varv: number, vilaMs: number): Promise<Fallresultat> {
  const matt = new Map(
    SIDOR.map((s) => [s, { tid: [] as number[], cpu: [] as number[], minne: [] as number[] }]),
  );
  for (let v = 0; v <= varv; v++)
    for (const [namn, { tid, cpu, minne }] of matt) {
      const igang = await startaByggt(namn, url);
      const cpuMs = await processortidMs(igang);
      await vanta(vilaMs);
      const mib = await minneMib(igang);
      await stoppa(igang);
      if (v === 0) continue;
      tid.push(igang.startMs);
      cpu.push(cpuMs);
      minne.push(mib);
    }
  const [tid, cpu, minne] = (['tid', 'cpu', 'minne'] as const).map(
    (vad) => new Map([...matt].map(([namn, m]) => [namn, spridning(m[vad])])),
  );
  assert(tid !== undefined && cpu !== undefined && minne !== undefined, 'tre mått');
  return {
    rader: [
      ...rader(`${FALL}, start`, 'ms', tid),
      ...rader(`${FALL}, start, processor`, 'ms', cpu),
      ...rader(`${FALL}, minne i vila`, 'MiB', minne),
    ],
    jamforelser: PROGRAM.flatMap((p): Jamforelse[] => [
      ostord(cpu, p, TOMT, `${FALL}, start, processor`),
      { vad: `${FALL}, minne i vila: ${p}, MiB`, varde: minne.get(p)?.median ?? NaN, samre: 'hogre' },
    ]),
  };
}

/** Of each side the round that others on the machine disturbed the least: they only add. */
function ostord(matt: ReadonlyMap<string, Spridning>, var_: string, mot: string, fall: string): Jamforelse {
  const varde = (matt.get(var_)?.p10 ?? NaN) / (matt.get(mot)?.p10 ?? NaN);
  return { vad: `${fall}: ${var_} / ${mot}`, varde, samre: 'hogre' };
}

/** What a side's rounds took of a process's processor, for each command. */
function medCpu(sida: Sida, perVarv: number, cpuMs: () => Promise<number>): { sida: Sida; cpu: number[] } {
  const cpu: number[] = [];
  const kor = async (): Promise<number> => {
    const fore = await cpuMs();
    const takt = await sida.kor();
    cpu.push(((await cpuMs()) - fore) / perVarv);
    return takt;
  };
  return { sida: { ...sida, kor }, cpu };
}

const egenCpuMs = (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  return Promise.resolve((user + system) / 1_000);
};

/** As many writers by HTTP as straight into the store, each on a stream of its own, one event a command. */
async function matHttp(server: Bankserver, url: string, storlek: Storlek): Promise<Fallresultat> {
  const { skrivare, kommandon } = storlek.program;
  const lagerdatabas = await server.nyDatabas();
  const lager = await varSida(lagerdatabas.url);
  const api = await startaByggt('api', url);
  const http = oppnaHttp(api.adress, skrivare);
  try {
    const svarstider: number[] = [];
    const fall = { skrivare, handelser: 1, antal: kommandon };
    // The store alone is so much faster that as many would be over before they could be measured.
    const fler = { ...fall, antal: LAGRET_FLER * kommandon };
    const over = medCpu(httpSida(http, fall, AR, svarstider), skrivare * fall.antal, () =>
      processortidMs(api),
    );
    const direkt = medCpu({ ...skrivsida(lager, fler), namn: 'lager' }, skrivare * fler.antal, egenCpuMs);
    const matt = await vaxelvis([over.sida, direkt.sida], storlek.varv);
    // The first round warms up, as in `vaxelvis`.
    const cpu = new Map([
      ['HTTP', spridning(over.cpu.slice(1))],
      ['lager', spridning(direkt.cpu.slice(1))],
    ]);
    const namn = `${FALL}, skrivning ${skrivare}×1`;
    return {
      rader: [
        ...rader(namn, 'händelser/s', matt),
        ...rader(namn, 'ms', new Map([['HTTP, ett svar', spridning(svarstider)]])),
        ...rader(`${namn}, processor`, 'ms', cpu),
      ],
      jamforelser: [
        kvot(matt, 'HTTP', 'lager', { fall: namn }),
        ostord(cpu, 'HTTP', 'lager', `${namn}, processor`),
      ],
    };
  } finally {
    http.stang();
    await stoppa(api);
    await lager.stang();
    await lagerdatabas.taBort();
  }
}

/** Förbund, each with a budget: as many as there are writers. */
async function fyll(url: string, antal: number): Promise<void> {
  const system = await oppnaSystem(konfigurationFor(url), () => undefined);
  try {
    for (let n = 0; n < antal; n++) {
      await registreraLitetForbund(system, `forbund${n}`);
      await faststallBudget(system, { ar: AR, rader: { [TEAM]: -3_600_000n }, forbund: `forbund${n}` });
    }
    await system.projektor.kommIkapp();
  } finally {
    await system.stang();
  }
}

/** The real programs, built, as processes of their own. */
export async function matProgram(server: Bankserver, storlek: Storlek): Promise<Fallresultat> {
  assert((await startaNode([`${ROT}infra/bin/build.mjs`], {}).slut) === 0, 'bygget misslyckades');
  const databas = await server.nyDatabas();
  try {
    await fyll(databas.url, storlek.program.skrivare);
    const delar = [
      await matStart(databas.url, storlek.varv, storlek.program.vilaMs),
      await matHttp(server, databas.url, storlek),
      await matFordrojning(databas.url, storlek.program, AR),
    ];
    return { rader: delar.flatMap((d) => d.rader), jamforelser: delar.flatMap((d) => d.jamforelser) };
  } finally {
    await databas.taBort();
  }
}
