import { randomBytes } from 'node:crypto';
import {
  KurrentEventStore,
  type KurrentEventStoreOptions,
} from '#event-store/kurrent/kurrent-event-store.js';
import { Kurrentersattare } from './ersattare.js';

/** What a test of the adapter runs against: the server in `KURRENTDB_URL`, else the stand-in. */
export interface Kurrentserver {
  readonly namn: string;
  readonly url: string;
  /** Of our streams: no other run has it. */
  readonly prefix: string;
  /** Only when it is the stand-in. */
  readonly ersattare: Kurrentersattare | undefined;
  oppna(val?: Partial<KurrentEventStoreOptions>): Promise<KurrentEventStore>;
  stang(): void;
}

const riktig = process.env['KURRENTDB_URL'];

export const KURRENTDB = riktig ? 'KurrentDB i KURRENTDB_URL' : 'KurrentDB (ersättare)';

/** A prefix that no other run has used. */
export const nyttPrefix = (): string => `prov${randomBytes(6).toString('hex')}`;

export async function kurrentserver(): Promise<Kurrentserver> {
  const ersattare = riktig ? undefined : await Kurrentersattare.starta();
  const url = riktig ?? ersattare!.url;
  const prefix = nyttPrefix();
  // Others' streams, before ours and with names that begin alike.
  ersattare?.skrivFrammande('$stats-127.0.0.1', 3, '$statsCollected');
  ersattare?.skrivFrammande(`${prefix}x.nagon-annans`, 2);
  return {
    namn: KURRENTDB,
    url,
    prefix,
    ersattare,
    oppna: (val = {}) => KurrentEventStore.open({ url, prefix, ...val }),
    stang: () => ersattare?.stanna(),
  };
}
