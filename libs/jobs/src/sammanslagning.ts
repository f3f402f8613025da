import { randomUUID } from 'node:crypto';
import { SAMMANSLAGNING_VARV_MAX } from './granser.js';
import type { Laggning } from './ko.js';
import type { Motorko } from './motor.js';

/** All jobs of a queue are of one kind: the name that BullMQ wants carries nothing. */
const JOBBNAMN = 'kor';

const VANTANDE: ReadonlySet<string> = new Set(['waiting', 'delayed', 'prioritized']);

/**
 * Adds a job or merges it with the one of its key, so that a run starts after this call began and has this data or
 * newer.
 *
 * BullMQ's `keepLastIfActive` follows an active job by another with the newest data, but drops the data of an
 * addition that is merged into a *waiting* job: an ordinal would be lost. So the waiting job's data is renewed, and
 * the addition is made again when the job began to run while we looked. Not settled after some rounds (a job that
 * starts and fails all the time): a job of its own, at worst one run too many.
 */
export async function laggSammanslaget(
  motor: Pick<Motorko, 'add' | 'getJobState'>,
  data: object,
  { dubblettnyckel, fordrojningMs = 0 }: Laggning,
): Promise<void> {
  const val = { delay: fordrojningMs, deduplication: { id: dubblettnyckel, keepLastIfActive: true } };
  let aktivFore: string | undefined;
  for (let varv = 0; varv < SAMMANSLAGNING_VARV_MAX; varv++) {
    const jobId = randomUUID();
    const jobb = await motor.add(JOBBNAMN, data, { ...val, jobId });
    if (jobb.id === undefined || jobb.id === jobId) return;
    const tillstand = await motor.getJobState(jobb.id);
    // It ran before this addition and runs after it, so the addition was stored as the run to come.
    if (tillstand === 'active' && aktivFore === jobb.id) return;
    aktivFore = tillstand === 'active' ? jobb.id : undefined;
    if (VANTANDE.has(tillstand) && (await fornya(motor, jobb, jobb.id, data))) return;
  }
  await motor.add(JOBBNAMN, data, { delay: fordrojningMs });
}

/** False when the job was not still waiting after its data had been replaced: it may have started with the old. */
async function fornya(
  motor: Pick<Motorko, 'getJobState'>,
  jobb: { updateData(data: object): Promise<void> },
  id: string,
  data: object,
): Promise<boolean> {
  try {
    await jobb.updateData(data);
  } catch (fel) {
    // The job ended and was removed in the meantime: the state below says so.
    if ((await motor.getJobState(id)) !== 'unknown') throw fel;
  }
  return VANTANDE.has(await motor.getJobState(id));
}
