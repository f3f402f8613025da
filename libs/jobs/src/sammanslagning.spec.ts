import { describe, expect, it } from '@jest/globals';
import { SAMMANSLAGNING_VARV_MAX } from './granser.js';
import type { Motorko } from './motor.js';
import { laggSammanslaget } from './sammanslagning.js';

type Motor = Parameters<typeof laggSammanslaget>[0];
type Jobb = Awaited<ReturnType<Motorko['add']>>;
type Tillstand = Awaited<ReturnType<Motorko['getJobState']>>;

/**
 * An engine that answers from a script: the races between an addition and a worker, one step at a time.
 * `svar` are the ids that additions give ('ny' = a job of its own), `tillstand` the states in the order they are asked for.
 */
function motor(
  svar: readonly string[],
  tillstand: readonly Tillstand[],
  attemptsStarted = 1,
): { motor: Motor; logg: string[] } {
  const logg: string[] = [];
  const [svarKvar, tillstandKvar] = [[...svar], [...tillstand]];
  const add = (_namn: string, _data: object, val?: { jobId?: string; deduplication?: object }) => {
    const id = svarKvar.shift() ?? 'slut på manus';
    logg.push(val?.deduplication === undefined ? 'lägger utan nyckel' : 'lägger');
    const jobb = {
      id: id === 'ny' ? val?.jobId : id,
      updateData: () => Promise.resolve(void logg.push('förnyar')),
    };
    return Promise.resolve(jobb as unknown as Jobb);
  };
  const getJobState = () => {
    const nasta = tillstandKvar.shift();
    if (nasta === undefined) throw new Error('slut på manus');
    logg.push(nasta);
    return Promise.resolve(nasta);
  };
  const getJob = () =>
    Promise.resolve({ attemptsStarted } as unknown as Awaited<ReturnType<Motor['getJob']>>);
  return { motor: { add: add, getJob, getJobState }, logg };
}

const lagg = (m: Motor) => laggSammanslaget(m, { ordinal: 2 }, { dubblettnyckel: 'a' });

describe('sammanslagning', () => {
  it('är klar när jobbet är nytt', async () => {
    const { motor: m, logg } = motor(['ny'], []);
    await lagg(m);
    expect(logg).toEqual(['lägger']);
  });

  it('förnyar datan hos ett jobb som väntar och väntar än', async () => {
    const { motor: m, logg } = motor(['x'], ['waiting', 'waiting']);
    await lagg(m);
    expect(logg).toEqual(['lägger', 'waiting', 'förnyar', 'waiting']);
  });

  it('lägger igen när jobbet började köras mellan tillägget och frågan: datan kan ha tappats', async () => {
    const { motor: m, logg } = motor(['x', 'x'], ['active', 'active']);
    await lagg(m);
    expect(logg).toEqual(['lägger', 'active', 'lägger', 'active']);
  });

  it('lägger igen när jobbet började köras medan datan förnyades', async () => {
    const { motor: m, logg } = motor(['x', 'ny'], ['waiting', 'active']);
    await lagg(m);
    expect(logg).toEqual(['lägger', 'waiting', 'förnyar', 'active', 'lägger']);
  });

  it('är klar när jobbet som började medan datan förnyades kör än efter nästa tillägg', async () => {
    const { motor: m, logg } = motor(['x', 'x'], ['waiting', 'active', 'active']);
    await lagg(m);
    expect(logg).toEqual(['lägger', 'waiting', 'förnyar', 'active', 'lägger', 'active']);
  });

  it('lägger igen när jobbet hann bli klart', async () => {
    const { motor: m, logg } = motor(['x', 'ny'], ['completed']);
    await lagg(m);
    expect(logg).toEqual(['lägger', 'completed', 'lägger']);
  });

  it('är klar när det aktiva jobbet tog slut utan omförsök efter nästa tillägg, annars inte', async () => {
    const [en, flera] = [
      motor(['x', 'x'], ['active', 'completed'], 1),
      motor(['x', 'x', 'ny'], ['active', 'completed'], 2),
    ];
    await lagg(en.motor);
    await lagg(flera.motor);
    expect(en.logg).toEqual(['lägger', 'active', 'lägger', 'completed']);
    expect(flera.logg).toEqual(['lägger', 'active', 'lägger', 'completed', 'lägger']);
  });

  it('förnyar när det aktiva jobbet misslyckades och väntar på nytt försök', async () => {
    const { motor: m, logg } = motor(['x', 'x'], ['active', 'delayed', 'delayed']);
    await lagg(m);
    expect(logg).toEqual(['lägger', 'active', 'lägger', 'delayed', 'förnyar', 'delayed']);
  });

  it('lägger ett eget jobb när det aldrig blir stilla', async () => {
    const ids = Array.from({ length: SAMMANSLAGNING_VARV_MAX }, (_, varv) => `jobb${varv}`);
    const { motor: m, logg } = motor(
      [...ids, 'ny'],
      ids.map(() => 'active'),
    );
    await lagg(m);
    expect(logg.filter((rad) => rad.startsWith('lägger'))).toEqual([
      ...ids.map(() => 'lägger'),
      'lägger utan nyckel',
    ]);
  });
});
