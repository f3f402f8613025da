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
  motor: Pick<Motorko, 'add' | 'getJob' | 'getJobState'>,
  data: object,
  { dubblettnyckel, fordrojningMs = 0 }: Laggning,
): Promise<void> {
  const val = { delay: fordrojningMs, deduplication: { id: dubblettnyckel, keepLastIfActive: true } };
  let aktivFore: string | undefined;
  for (let varv = 0; varv < SAMMANSLAGNING_VARV_MAX; varv++) {
    const jobId = randomUUID();
    const jobb = await motor.add(JOBBNAMN, data, { ...val, jobId });
    if (jobb.id === undefined || jobb.id === jobId) return;
    let tillstand = await motor.getJobState(jobb.id);
    // It ran before this addition and was not done then, so the addition was stored as the run to come.
    if (aktivFore === jobb.id && (tillstand === 'active' || (await klartPaForsta(motor, jobb.id, tillstand))))
      return;
    if (VANTANDE.has(tillstand)) {
      tillstand = await fornya(motor, jobb, jobb.id, data);
      if (VANTANDE.has(tillstand)) return;
    }
    aktivFore = tillstand === 'active' ? jobb.id : undefined;
  }
  await motor.add(JOBBNAMN, data, { delay: fordrojningMs });
}

/** Whether it ran from its one start to its end: a job that failed has waited again meanwhile, with the data it had. */
async function klartPaForsta(
  motor: Pick<Motorko, 'getJob'>,
  id: string,
  tillstand: string,
): Promise<boolean> {
  return tillstand === 'completed' && (await motor.getJob(id))?.attemptsStarted === 1;
}

/** The state after the data was replaced: when the job is not still waiting, it may have started with the old. */
async function fornya(
  motor: Pick<Motorko, 'getJobState'>,
  jobb: { updateData(data: object): Promise<void> },
  id: string,
  data: object,
): ReturnType<Motorko['getJobState']> {
  try {
    await jobb.updateData(data);
  } catch (fel) {
    // The job ended and was removed in the meantime: the state below says so.
    if ((await motor.getJobState(id)) !== 'unknown') throw fel;
  }
  return motor.getJobState(id);
}
