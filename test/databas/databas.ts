import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import {
  createServerFolder,
  postmasterPid,
  removeServer,
  type Server,
  startServer,
  stopServer,
} from './server.mjs';

export interface TestDatabas {
  /** postgres://… of an empty database that nobody else uses. */
  readonly url: string;
  /** Drops the database, also when connections are still open. */
  taBort(): Promise<void>;
}

export interface TestServer {
  /** Stops the server as a crash would (all connections are cut, commits are kept) and starts it on the same port. */
  omstart(): Promise<void>;
}

/** A server of the test's own: for tests that stop or kill it, and would cut the others' connections otherwise. */
export interface EgenServer extends TestServer {
  readonly url: string;
  /** Stops as a crash would; `starta` brings it back. */
  stanna(): Promise<void>;
  starta(): Promise<void>;
  postmasterPid(): number | undefined;
  taBort(): Promise<void>;
}

/** URL of the server that the run's tests share, to its maintenance database. */
function gemensamUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined || url === '') {
    throw new Error('TEST_DATABASE_URL saknas: kör testet i jest-projektet databas eller scenario');
  }
  return url;
}

async function iUnderhallsdatabasen(url: string, sats: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(sats);
  } finally {
    await sql.end();
  }
}

/**
 * A new, empty database with a name of its own on the shared server, or on `serverUrl`.
 * template0: creating is never held up by somebody who is connected to template1.
 */
export async function nyDatabas(serverUrl: string = gemensamUrl()): Promise<TestDatabas> {
  const namn = `test_${randomBytes(8).toString('hex')}`;
  await iUnderhallsdatabasen(serverUrl, `CREATE DATABASE ${namn} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${namn}`;
  return {
    url: url.href,
    taBort: () => iUnderhallsdatabasen(serverUrl, `DROP DATABASE IF EXISTS ${namn} WITH (FORCE)`),
  };
}

/**
 * Control over the shared server, or undefined when it is an external one. A restart cuts every test's connections,
 * also in other workers: use `egenServer` unless the run has one worker.
 */
export function servern(): Promise<TestServer | undefined> {
  const fil = process.env['TEST_DATABASE_SERVER'];
  if (fil === undefined) return Promise.resolve(undefined);
  const server = JSON.parse(readFileSync(fil, 'utf8')) as Server;
  return Promise.resolve({ omstart: () => omstart(server) });
}

/** Starts a server for this test alone (about a second). Call `taBort` in afterAll. */
export async function egenServer(): Promise<EgenServer> {
  const server = await createServerFolder();
  return {
    url: server.url,
    omstart: () => omstart(server),
    stanna: () => stanna(server),
    starta: async () => {
      await startServer(server);
    },
    postmasterPid: () => postmasterPid(server),
    taBort: () => removeServer(server),
  };
}

async function stanna(server: Server): Promise<void> {
  if (postmasterPid(server) !== undefined) await stopServer(server, 'immediate');
}

async function omstart(server: Server): Promise<void> {
  await stanna(server);
  await startServer(server);
}
