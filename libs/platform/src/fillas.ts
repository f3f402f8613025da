import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';
import { egenProcess, lever, type Processmarke } from './processmarke.js';
import { systemkod } from './miljofel.js';

/**
 * A lock between processes of one machine, kept in a folder of its own; survives kill -9 of the holder.
 *
 * Node has no flock(2), and the usual lock file has a hole: two that find the same stale file both remove it, and the
 * slower one removes the lock that the faster one has just taken. Here a lock is never removed but outbid: `las.N` with
 * the highest N rules, taking it over means to create `las.N+1` (link(2): one wins), and giving it back is to write
 * "free" into it. The highest number never falls, so nobody can win with old knowledge.
 */
export interface Fillas {
  slapp(): void;
}

export type Lasforsok = { readonly las: Fillas } | { readonly upptagenAv: Processmarke };

const FRI = 'fri';
const LASFIL = /^las\.(\d+)$/;
/** Each lost round means that somebody else won it; so many in a row is a fault in the file system. */
const MAX_RUNDOR = 1000;
/** How often a waiting process looks: short beside what the lock is held for (a start of PostgreSQL, 0.1–1 s). */
const VANTAN_MELLAN_FORSOK_MS = 25;
/** Short holds are the rule: only one that lasts is worth a word to the user. */
const TYST_VANTAN_MS = 1500;

/** Takes the lock of `mapp` (made when missing), or says who has it. */
export function forsokTaFillas(mapp: string): Lasforsok {
  mkdirSync(mapp, { recursive: true, mode: 0o700 });
  for (let runda = 0; runda < MAX_RUNDOR; runda++) {
    const nummer = hogstaNummer(mapp);
    const innehavare = nummer === 0 ? FRI : lasInnehavare(mapp, nummer);
    if (innehavare === undefined) continue;
    if (innehavare !== FRI && lever(innehavare)) return { upptagenAv: innehavare };
    if (bjudOver(mapp, nummer + 1)) return { las: { slapp: () => skrivFri(mapp, nummer + 1) } };
  }
  throw new Error(`låset i ${mapp} går inte att ta`);
}

/**
 * Waits for the lock at most `hogstMs`; calls `vidLangVantan` once, when the wait has become noticeable.
 * Returns the last holder when the time is up.
 */
export async function taFillas(
  mapp: string,
  hogstMs: number,
  vidLangVantan: (innehavare: Processmarke) => void,
): Promise<Lasforsok> {
  const borjan = performance.now();
  let harSagt = false;
  for (;;) {
    const forsok = forsokTaFillas(mapp);
    const vantatMs = performance.now() - borjan;
    if ('las' in forsok || vantatMs > hogstMs) return forsok;
    if (!harSagt && vantatMs > TYST_VANTAN_MS) {
      vidLangVantan(forsok.upptagenAv);
      harSagt = true;
    }
    await vanta(VANTAN_MELLAN_FORSOK_MS);
  }
}

const fil = (mapp: string, nummer: number): string => join(mapp, `las.${String(nummer)}`);

function nummer(mapp: string): number[] {
  return readdirSync(mapp)
    .flatMap((namn) => LASFIL.exec(namn)?.[1] ?? [])
    .map(Number);
}

function hogstaNummer(mapp: string): number {
  return Math.max(0, ...nummer(mapp));
}

/** undefined: the file has been outbid and removed since we saw it. */
function lasInnehavare(mapp: string, nr: number): Processmarke | typeof FRI | undefined {
  try {
    const text = readFileSync(fil(mapp, nr), 'utf8');
    if (text === FRI) return FRI;
    return JSON.parse(text) as Processmarke;
  } catch (fel) {
    if (systemkod(fel) === 'ENOENT') return undefined;
    // Files are complete before they get their name: half a file is what a power failure left.
    if (fel instanceof SyntaxError) return FRI;
    throw fel;
  }
}

function bjudOver(mapp: string, nr: number): boolean {
  const tillfallig = skrivTillfallig(mapp, JSON.stringify(egenProcess()));
  try {
    linkSync(tillfallig, fil(mapp, nr));
  } catch (fel) {
    if (systemkod(fel) === 'EEXIST') return false;
    throw fel;
  } finally {
    rmSync(tillfallig, { force: true });
  }
  if (hogstaNummer(mapp) > nr) {
    rmSync(fil(mapp, nr), { force: true });
    return false;
  }
  for (const lagre of nummer(mapp).filter((n) => n < nr)) rmSync(fil(mapp, lagre), { force: true });
  return true;
}

function skrivFri(mapp: string, nr: number): void {
  renameSync(skrivTillfallig(mapp, FRI), fil(mapp, nr));
}

function skrivTillfallig(mapp: string, text: string): string {
  const namn = join(mapp, `ny-${randomBytes(8).toString('hex')}`);
  writeFileSync(namn, text, { flag: 'wx', mode: 0o600 });
  return namn;
}
