import { removeServer } from './server.mjs';

/** jest globalTeardown: the last project to leave stops the server that the first one started. */
export default async function nedtagning() {
  const lage = globalThis.__testdatabas;
  if (lage === undefined || --lage.anvandare > 0) return;
  if (lage.server !== undefined) {
    await removeServer(lage.server);
    delete process.env.TEST_DATABASE_URL;
    delete process.env.TEST_DATABASE_SERVER;
  }
  globalThis.__testdatabas = undefined;
}
