import { randomBytes } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import type { Ko, KoAnslutning } from './ko.js';
import { oppnaKo } from './oppna-ko.js';

const LANGST_MS = 60_000;
const PAUS_MS = 300;
const redisUrl = process.env['REDIS_URL'];

interface Trigger {
  readonly ordinal: number;
}

function kontrakt(anslut: () => KoAnslutning): void {
  let ko: Ko<Trigger>;
  afterEach(() => ko.close());

  it('är det äldsta jobbets, också när det slås ihop med ett nyare eller har misslyckats', async () => {
    const namn = `test-${randomBytes(6).toString('hex')}`;
    ko = await oppnaKo<Trigger>({ namn, anslutning: anslut(), takt: { aterforsokMs: LANGST_MS } });
    expect(await ko.langstVantan()).toBe(0);
    const sedan = Date.now();
    await ko.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await vanta(PAUS_MS);
    await ko.lagg({ ordinal: 2 }, { dubblettnyckel: 'a' });
    await ko.lagg({ ordinal: 3 }, { dubblettnyckel: 'b' });
    const forst = await ko.langstVantan();
    expect(forst).toBeGreaterThanOrEqual(PAUS_MS);
    expect(forst).toBeLessThanOrEqual(Date.now() - sedan);
    const arbetare = await ko.arbeta(
      ({ ordinal }) => (ordinal === 2 ? Promise.reject(new Error('inte nu')) : Promise.resolve()),
      { samtidiga: 1 },
    );
    for (let klara = 0; klara === 0; klara = (await ko.antal()).klara) await vanta(20);
    await arbetare.stang();
    expect(await ko.langstVantan()).toBeGreaterThanOrEqual(forst);
    await ko.tom();
    expect(await ko.langstVantan()).toBe(0);
  });
}

describe('längsta väntan i kön på PostgreSQL', () => {
  let databas: TestDatabas;
  beforeAll(async () => {
    databas = await nyDatabas();
  });
  afterAll(() => databas.taBort());

  kontrakt(() => ({ slag: 'postgres', url: databas.url }));
});

const utanRedis = redisUrl === undefined || redisUrl === '';
(utanRedis ? describe.skip : describe)(
  utanRedis ? 'på Redis (hoppas över: REDIS_URL är inte satt)' : 'på Redis',
  () => {
    const prefix = `samordning-test-${randomBytes(6).toString('hex')}`;
    kontrakt(() => ({ slag: 'redis', url: redisUrl ?? '', prefix }));
  },
);
