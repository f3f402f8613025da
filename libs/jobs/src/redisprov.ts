import { setTimeout as vanta } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { inomFrist } from './frist.js';
import { OPPNINGSFRIST_MS } from './granser.js';
import { KoFel } from './ko.js';

/** What the library asks for; before it, some of what it does is not one step. */
const MINSTA_VERSION = [6, 2] as const;
/** The only policy under which a full server says no instead of throwing a job away. */
const POLICY = 'noeviction';

/** One that restarts is back within this; whoever gave a wrong address should not wait longer for being told. */
const OMSTART_MS = 5_000;
const PAUS_MS = 200;
const OMSTART = /ECONNREFUSED|LOADING/;

/**
 * Looks at the server before the queue is opened, whose own connection would try again for ever, whatever the reason.
 * @throws KoFel KO_SVARAR_INTE with the reason as its cause; KO_SERVERN_DUGER_INTE
 */
export async function provaRedis(url: string): Promise<void> {
  const borjan = performance.now();
  for (;;) {
    try {
      granska(await fraga(url));
      return;
    } catch (fel) {
      const startarOm = fel instanceof KoFel && OMSTART.test(String(fel.cause));
      if (!startarOm || performance.now() - borjan > OMSTART_MS) throw fel;
    }
    await vanta(PAUS_MS);
  }
}

/** What the server says of itself, by a connection that is made once. */
async function fraga(url: string): Promise<string> {
  const klient = new Redis(url, {
    lazyConnect: true,
    connectTimeout: OPPNINGSFRIST_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  const fel: Error[] = [];
  // The client says there why; what it rejects with is only that the connection is closed.
  klient.on('error', (varde: Error) => fel.push(varde));
  try {
    // Not the client's own limit for commands: its timers outlive a connection that is never made.
    const info = await inomFrist(
      klient.connect().then(() => klient.info()),
      OPPNINGSFRIST_MS,
      'KO_SVARAR_INTE',
      'Redis',
    );
    const [forsta] = fel;
    if (forsta) throw forsta;
    return info;
  } catch (orsak) {
    throw new KoFel('KO_SVARAR_INTE', 'Redis kan inte nås', { cause: fel[0] ?? orsak });
  } finally {
    klient.disconnect();
  }
}

function granska(info: string): void {
  const falt = (namn: string): string => new RegExp(`^${namn}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  const version = falt('redis_version');
  const [storre = 0, mindre = 0] = version.split('.').map(Number);
  const [minsta, minstaMindre] = MINSTA_VERSION;
  if (storre < minsta || (storre === minsta && mindre < minstaMindre))
    throw duger(`servern är version ${version || 'okänd'}, och minst ${MINSTA_VERSION.join('.')} behövs`);
  const policy = falt('maxmemory_policy');
  if (policy !== POLICY)
    throw duger(
      `servern har maxmemory-policy ${policy || 'okänd'} och kan slänga jobb; den ska vara ${POLICY}`,
    );
}

const duger = (varfor: string): KoFel => new KoFel('KO_SERVERN_DUGER_INTE', varfor);
