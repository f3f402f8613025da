/** A worker in a process of its own, to be killed: takes a job, says so and never ends it. */
import { oppnaKo } from './oppna-ko.js';
import type { KoAnslutning } from './ko.js';

const [anslutning, namn] = process.argv.slice(2);
if (anslutning === undefined || namn === undefined) throw new Error('anslutning och namn saknas');

const ko = await oppnaKo<{ ordinal: number }>({
  namn,
  anslutning: JSON.parse(anslutning) as KoAnslutning,
  takt: { lasMs: 1_000, stallkontrollMs: 500 },
});
await ko.arbeta(
  ({ ordinal }) =>
    new Promise(() => {
      process.stdout.write(`kör ${ordinal}\n`);
    }),
  { samtidiga: 1 },
);
