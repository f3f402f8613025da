import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';

const PROGRAM = 'redis-server';
const FORSOK = 100;
const KOLL_MS = 50;

/** For the names of tests that need a Redis in the run, and are left out where there is none. */
export const UTAN_REDIS =
  (process.env['REDIS_URL'] ?? '') === '' ? ' (hoppas över: redis-server saknas)' : '';

/** A Redis of our own, to empty and to kill: it keeps nothing when it ends. */
export class Redis {
  #barn: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly mapp: string,
    private readonly val: readonly string[],
  ) {}

  /**
   * Undefined where there is none on the machine.
   * @param val further options of redis-server
   */
  static async starta(...val: readonly string[]): Promise<Redis | undefined> {
    if (!finns()) return undefined;
    const redis = new Redis(await ledigPort(), mkdtempSync(join(tmpdir(), 'samordning-redis-')), val);
    await redis.igang();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async tom(): Promise<void> {
    await this.#sag('FLUSHALL');
  }

  async omstart(): Promise<void> {
    await this.doda();
    await this.igang();
  }

  async stang(): Promise<void> {
    await this.doda();
    rmSync(this.mapp, { recursive: true, force: true });
  }

  async igang(): Promise<void> {
    const argument = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.mapp, '--save', ''];
    const barn = spawn(PROGRAM, [...argument, '--maxmemory-policy', 'noeviction', ...this.val], {
      stdio: 'ignore',
    });
    this.#barn = barn;
    for (let n = 0; n < FORSOK; n++) {
      if (/^(\+PONG|-NOAUTH)/.test(await this.#sag('PING').catch(() => ''))) return;
      await vanta(KOLL_MS);
    }
    throw new Error('redis-server svarar inte');
  }

  async doda(): Promise<void> {
    if (this.#barn?.exitCode !== null || !this.#barn.kill('SIGKILL')) return;
    await once(this.#barn, 'exit');
  }

  async #sag(rad: string): Promise<string> {
    const linje = createConnection(this.port, '127.0.0.1');
    try {
      linje.write(`${rad}\r\n`);
      const [svar] = (await once(linje, 'data')) as [Buffer];
      return svar.toString();
    } finally {
      linje.destroy();
    }
  }
}

const finns = (): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((mapp) => {
    try {
      accessSync(join(mapp, PROGRAM), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

async function ledigPort(): Promise<number> {
  const prov = createServer().listen(0, '127.0.0.1');
  await once(prov, 'listening');
  const { port } = prov.address() as AddressInfo;
  prov.close();
  await once(prov, 'close');
  return port;
}
