// A lock between our scripts: two `npm start` in one fresh clone must not install into the same folder at once.
// The scripts run before anything is installed or built, so this is the small brother of libs/platform/src/fillas.ts,
// which explains why a lock is outbid and never removed.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';

const FRI = 'fri';
const MELLAN_FORSOK_MS = 100;
/** A first `npm ci` on a slow line; whoever waits longer than this waits for something that hangs. */
const HOGST_MS = 15 * 60 * 1000;

/** Runs `steg` while no other process holds the lock of `mapp`. `vidVantan(pid)` is called once if somebody does. */
export async function underLas(mapp, vidVantan, steg) {
  mkdirSync(mapp, { recursive: true });
  const nummer = await ta(mapp, vidVantan);
  try {
    return await steg();
  } finally {
    renameSync(skriv(mapp, FRI), fil(mapp, nummer));
  }
}

async function ta(mapp, vidVantan) {
  const slut = Date.now() + HOGST_MS;
  let harSagt = false;
  for (;;) {
    const nummer = Math.max(0, ...nummerI(mapp));
    const innehavare = lasInnehavare(mapp, nummer);
    if (innehavare === undefined || !lever(innehavare)) {
      if (bjudOver(mapp, nummer + 1)) return nummer + 1;
      continue;
    }
    if (Date.now() > slut)
      throw new Error(`Process ${innehavare.pid} håller ${mapp} låst. Avsluta den och kör igen.`);
    if (!harSagt) vidVantan(innehavare.pid);
    harSagt = true;
    await vanta(MELLAN_FORSOK_MS);
  }
}

const fil = (mapp, nummer) => join(mapp, `las.${nummer}`);

function nummerI(mapp) {
  return readdirSync(mapp)
    .map((namn) => Number(/^las\.(\d+)$/.exec(namn)?.[1] ?? 0))
    .filter((nummer) => nummer > 0);
}

/** undefined: free, gone meanwhile, or half a file that a power failure left. */
function lasInnehavare(mapp, nummer) {
  try {
    const text = readFileSync(fil(mapp, nummer), 'utf8');
    return text === FRI ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bjudOver(mapp, nummer) {
  const tillfallig = skriv(mapp, JSON.stringify({ pid: process.pid, start: starten(process.pid) }));
  try {
    linkSync(tillfallig, fil(mapp, nummer));
  } catch (fel) {
    if (fel.code === 'EEXIST') return false;
    throw fel;
  } finally {
    rmSync(tillfallig, { force: true });
  }
  if (nummerI(mapp).some((annat) => annat > nummer)) {
    rmSync(fil(mapp, nummer), { force: true });
    return false;
  }
  for (const lagre of nummerI(mapp).filter((annat) => annat < nummer))
    rmSync(fil(mapp, lagre), { force: true });
  return true;
}

function skriv(mapp, text) {
  const namn = join(mapp, `ny-${randomBytes(8).toString('hex')}`);
  writeFileSync(namn, text, { flag: 'wx' });
  return namn;
}

function lever({ pid, start }) {
  try {
    process.kill(pid, 0);
  } catch (fel) {
    if (fel.code !== 'EPERM') return false;
  }
  return starten(pid) === start;
}

/** When the process started, where /proc tells: a number is reused, by the machine's next start at the latest. */
function starten(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [status, , , , , , , , , , , , , , , , , , , start] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ');
    return status === 'Z'
      ? 'zombie'
      : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${start}`;
  } catch {
    return '';
  }
}
