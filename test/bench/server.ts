import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { nyDatabas, type TestDatabas } from '../databas/databas.js';
import { createServerFolder, removeServer, startServer, stopServer } from '../databas/server.mjs';

export interface Bankserver {
  readonly nyDatabas: () => Promise<TestDatabas>;
  readonly stang: () => Promise<void>;
}

/** Later lines win over the tests' own. Without these a commit would cost nothing, and grouping commits gain nothing. */
const SAKERT = ['fsync = on', 'full_page_writes = on', 'synchronous_commit = on', 'max_wal_size = 4GB'].join(
  '\n',
);

/** A PostgreSQL of the bench's own that keeps what it has committed, as in production. */
export async function startaBankserver(): Promise<Bankserver> {
  const server = await createServerFolder();
  try {
    appendFileSync(join(server.data, 'postgresql.auto.conf'), `${SAKERT}\n`);
    await stopServer(server, 'fast');
    await startServer(server);
  } catch (fel) {
    await removeServer(server);
    throw fel;
  }
  return { nyDatabas: () => nyDatabas(server.url), stang: () => removeServer(server) };
}
