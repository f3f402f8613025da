import { oppnaKo } from '#jobs/oppna-ko.js';
import type { Prognosjobb } from './prognosjobb.js';

// A worker that takes a job, says so and never ends it: something to kill. Argument: the queue's address.
const ko = await oppnaKo<Prognosjobb>({
  namn: 'prognos',
  anslutning: { slag: 'postgres', url: process.argv[2] ?? '' },
  takt: { lasMs: 1_000 },
});
await ko.arbeta(
  (jobb) => {
    process.stdout.write(`${JSON.stringify(jobb)}\n`);
    return new Promise(() => undefined);
  },
  { samtidiga: 1 },
);
