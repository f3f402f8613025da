import { EventStoreDBClient } from '@eventstore/db-client';

/** The client knows the older name of the scheme only. */
export const serveradress = (url: string): string => url.replace(/^kurrentdb(?=[:+])/, 'esdb');

/** What we let an address set; the client passes over a name that it does not know with a warning of its own. */
const INSTALLNINGAR = new Set([
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'tls',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
]);

/** Why an address of KurrentDB cannot be used, in Swedish and without what may be a password; undefined when it can. */
export function felIAdress(url: string): string | undefined {
  const okand = [...installningarI(url)].find(
    (namn) => !INSTALLNINGAR.has(namn.toLowerCase().replace(/[_-]/g, '')),
  );
  if (okand !== undefined)
    return `inställningen ${okand} finns inte eller används inte här; de som finns är tls, tlsCAFile, userCertFile, userKeyFile, connectionName, defaultDeadline, keepAliveInterval, keepAliveTimeout, discoveryInterval, gossipTimeout och maxDiscoverAttempts`;
  try {
    void EventStoreDBClient.connectionString(serveradress(url)).dispose();
    return undefined;
  } catch (fel) {
    return fel instanceof Error && /certificate/.test(fel.message)
      ? 'certifikatfilen som adressen pekar ut finns inte eller saknar sin nyckel'
      : 'adressen ska se ut som esdb://användare:lösenord@värd:2113?tls=true';
  }
}

const installningarI = (url: string): string[] =>
  (url.split('?')[1] ?? '').split('&').flatMap((par) =>
    par
      .split('=')
      .slice(0, 1)
      .filter((namn) => namn !== ''),
  );
