import { ProgramFel } from '#kernel/fel.js';

const PREFIX = /^[a-z0-9]{1,40}$/;

/**
 * The names that an installation has on a server where others have streams too. `.` and `:` stand in no stream name of
 * ours, so nothing of ours is taken for anything else.
 */
export class Strommar {
  /** The numbering: one record per block of events that got their ordinals. */
  readonly ordning: string;
  /** Whose streams these are. */
  readonly installation: string;
  readonly #framfor: string;

  /** @throws ProgramFel for a prefix that is not 1–40 lower-case letters and digits. */
  constructor(prefix: string) {
    if (!PREFIX.test(prefix)) throw new ProgramFel(`prefix ${JSON.stringify(prefix)}: 1–40 tecken a–z, 0–9`);
    this.#framfor = `${prefix}.`;
    this.ordning = `${prefix}:ordning`;
    this.installation = `${prefix}:installation`;
  }

  paServern(stream: string): string {
    return this.#framfor + stream;
  }

  /** Our stream's own name, or undefined when the server's stream holds no events of ours. */
  egen(paServern: string): string | undefined {
    return paServern.startsWith(this.#framfor) ? paServern.slice(this.#framfor.length) : undefined;
  }
}
