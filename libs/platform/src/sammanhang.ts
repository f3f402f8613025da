import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What a piece of work belongs to: stands in its log lines, and is stored with the events that it records. */
export interface Sammanhang {
  /** The same for all that one request led to, over processes and jobs. */
  readonly korrelation: string;
  /** The id of the event that made us do this; missing where somebody asked for it. */
  readonly orsak?: string;
}

const platsen = new AsyncLocalStorage<Sammanhang | undefined>();

/** What the running code belongs to; undefined where nobody has said. */
export const sammanhang = (): Sammanhang | undefined => platsen.getStore();

/** Runs the work, and all that it waits for, as a part of this; undefined: as a part of nothing. */
export const iSammanhang = <T>(vilket: Sammanhang | undefined, arbete: () => T): T =>
  platsen.run(vilket, arbete);

/** Begins something new. The id could be a trace's: 16 bytes, in hexadecimal. As UUIDs Node draws many of them at once. */
export const nyttSammanhang = (): Sammanhang => ({ korrelation: randomUUID().replaceAll('-', '') });
