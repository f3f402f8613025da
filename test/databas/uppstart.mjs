import { join } from 'node:path';
import { createServerFolder, removeLeftovers } from './server.mjs';

/**
 * jest globalSetup of the projects `databas` and `scenario`: one PostgreSQL for the whole run. A server that
 * TEST_DATABASE_URL names already is used as it is, and nothing is started.
 */
export default async function uppstart() {
  const lage = (globalThis.__testdatabas ??= { anvandare: 0, server: undefined });
  lage.anvandare++;
  if (process.env.TEST_DATABASE_URL) return;
  await removeLeftovers();
  lage.server = await createServerFolder();
  process.env.TEST_DATABASE_URL = lage.server.url;
  process.env.TEST_DATABASE_SERVER = join(lage.server.folder, 'server.json');
}
