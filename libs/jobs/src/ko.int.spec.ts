import { randomBytes } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { iSammanhang, sammanhang, type Sammanhang } from '#platform/sammanhang.js';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import type { Kotakt } from './granser.js';
import type { Jobbursprung, Ko, KoAnslutning, Kohandelse, Korning, Utforare } from './ko.js';
import { oppnaKo } from './oppna-ko.js';

interface Trigger extends Jobbursprung {
  readonly ordinal: number;
}

const redisUrl = process.env['REDIS_URL'];
const ettNamn = (): string => `test-${randomBytes(6).toString('hex')}`;

/** What never comes is given up after this: a loaded machine may take its time. */
const LANGST_MS = 60_000;

/** A promise that the test settles. */
function grind(): { readonly oppen: Promise<void>; oppna: () => void } {
  let oppna: () => void = () => undefined;
  const oppen = new Promise<void>((los) => {
    oppna = los;
  });
  return { oppen, oppna };
}

/** The same demands on every engine: what holds on embedded PostgreSQL holds on Redis in production. */
function kontrakt(anslut: () => KoAnslutning): void {
  /** What went wrong. */
  const handelser: Kohandelse[] = [];
  /** Everything, with what it was told as a part of. */
  const rapporterat: [Kohandelse['slag'], Sammanhang | undefined][] = [];
  const oppnade: Ko<Trigger>[] = [];

  async function ko(takt: Partial<Kotakt> = {}, namn = ettNamn()): Promise<Ko<Trigger>> {
    const ny = await oppnaKo<Trigger>({
      namn,
      anslutning: anslut(),
      rapportera: (handelse) => {
        rapporterat.push([handelse.slag, sammanhang()]);
        if (handelse.slag !== 'klart') handelser.push(handelse);
      },
      takt: { aterforsokMs: 50, ...takt },
    });
    oppnade.push(ny);
    return ny;
  }

  afterEach(async () => {
    for (const k of oppnade.splice(0)) await k.close();
    handelser.splice(0);
    rapporterat.splice(0);
  });

  it('kör ett jobb med dess data, en gång', async () => {
    const k = await ko();
    const korda: { data: Trigger; forsok: number }[] = [];
    await k.arbeta((data, { forsok }) => Promise.resolve(void korda.push({ data, forsok })), {
      samtidiga: 1,
    });
    await k.lagg({ ordinal: 7 }, { dubblettnyckel: 'a' });
    await k.vantaTomt(LANGST_MS);
    expect(korda).toEqual([{ data: { ordinal: 7 }, forsok: 1 }]);
    expect(await k.antal()).toEqual({ vantar: 0, aktiva: 0, misslyckade: 0, klara: 1 });
    expect(handelser).toEqual([]);
  });

  it('slår ihop det som väntar och kör med den senaste datan', async () => {
    const k = await ko();
    for (let ordinal = 1; ordinal <= 5; ordinal++) await k.lagg({ ordinal }, { dubblettnyckel: 'a' });
    await k.lagg({ ordinal: 100 }, { dubblettnyckel: 'b' });
    expect(await k.antal()).toMatchObject({ vantar: 2 });
    const korda: number[] = [];
    await k.arbeta(({ ordinal }) => Promise.resolve(void korda.push(ordinal)), { samtidiga: 1 });
    await k.vantaTomt(LANGST_MS);
    expect(korda).toEqual([5, 100]);
  });

  it('kör en gång till när något läggs medan jobbet körs', async () => {
    const k = await ko();
    const korda: number[] = [];
    const [borjat, slapp] = [grind(), grind()];
    const utfor: Utforare<Trigger> = async ({ ordinal }) => {
      korda.push(ordinal);
      borjat.oppna();
      await slapp.oppen;
    };
    await k.arbeta(utfor, { samtidiga: 4 });
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await borjat.oppen;
    await k.lagg({ ordinal: 2 }, { dubblettnyckel: 'a' });
    await k.lagg({ ordinal: 3 }, { dubblettnyckel: 'a' });
    expect(korda).toEqual([1]);
    slapp.oppna();
    await k.vantaTomt(LANGST_MS);
    expect(korda).toEqual([1, 3]);
  });

  it('gör tusen tillägg med samma nyckel till några få körningar, den sista efter det sista tillägget', async () => {
    const k = await ko();
    const korda: number[] = [];
    let aktiva = 0;
    let aktivaMest = 0;
    const utfor: Utforare<Trigger> = async ({ ordinal }) => {
      aktivaMest = Math.max(aktivaMest, ++aktiva);
      korda.push(ordinal);
      await vanta(200);
      aktiva--;
    };
    await k.arbeta(utfor, { samtidiga: 4 });
    const start = performance.now();
    // Twenty at a time, as twenty requests would: the last one added is known, since it waits for the others.
    for (let i = 0; i < 50; i++) {
      await Promise.all(
        Array.from({ length: i === 49 ? 19 : 20 }, (_, j) =>
          k.lagg({ ordinal: i * 20 + j }, { dubblettnyckel: 'a' }),
        ),
      );
    }
    const korningarFore = korda.length;
    await k.lagg({ ordinal: 1_000 }, { dubblettnyckel: 'a' });
    const tid = performance.now() - start;
    await k.vantaTomt(LANGST_MS);
    expect(korda.at(-1)).toBe(1_000);
    expect(korda.length).toBeGreaterThan(korningarFore);
    // One run per 200 ms while adding lasted, and the two that may follow.
    expect(korda.length).toBeLessThanOrEqual(Math.ceil(tid / 200) + 3);
    expect(aktivaMest).toBe(1);
    expect(handelser).toEqual([]);
  });

  it('förlorar ingen trigger när tillägg och körningar tävlar', async () => {
    const k = await ko();
    const senaste = new Map<string, number>();
    await k.arbeta(({ ordinal }) => Promise.resolve(void senaste.set(`n${ordinal % 5}`, ordinal)), {
      samtidiga: 5,
    });
    // Runs end at once, so that nearly every addition meets a job that starts or ends just then.
    for (let ordinal = 0; ordinal < 400; ordinal++)
      await k.lagg({ ordinal }, { dubblettnyckel: `n${ordinal % 5}` });
    await k.vantaTomt(LANGST_MS);
    expect([...senaste].sort()).toEqual([395, 396, 397, 398, 399].map((n) => [`n${n % 5}`, n]));
  });

  it('väntar så länge som fördröjningen säger', async () => {
    const k = await ko();
    let kord = 0;
    // Long enough to be looked at meanwhile, on a busy machine too.
    const FORDROJNING_MS = 1_500;
    await k.arbeta(() => Promise.resolve(void (kord = performance.now())), { samtidiga: 1 });
    const lagd = performance.now();
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a', fordrojningMs: FORDROJNING_MS });
    expect(await k.antal()).toMatchObject({ vantar: 1 });
    await k.vantaTomt(LANGST_MS);
    expect(kord - lagd).toBeGreaterThanOrEqual(FORDROJNING_MS - 10);
  });

  it('försöker igen efter ett fel och rapporterar det', async () => {
    const k = await ko();
    const forsoken: number[] = [];
    await k.arbeta(
      (_, { forsok }) => {
        forsoken.push(forsok);
        return forsok === 1 ? Promise.reject(new Error('läsmodellen är efter')) : Promise.resolve();
      },
      { samtidiga: 1 },
    );
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await k.vantaTomt(LANGST_MS);
    expect(forsoken).toEqual([1, 2]);
    expect(handelser).toMatchObject([
      { slag: 'jobbfel', dubblettnyckel: 'a', forsok: 1, slutgiltigt: false },
    ]);
    expect(await k.antal()).toMatchObject({ klara: 1, misslyckade: 0 });
  });

  it('kör och rapporterar ett jobb som en del av sitt sammanhang, det sist lagdas', async () => {
    const k = await ko();
    const i = (korrelation: string): Trigger => ({ ordinal: 1, sammanhang: { korrelation, orsak: 'e' } });
    await k.lagg(i('forst'), { dubblettnyckel: 'a' });
    await k.lagg(i('sist'), { dubblettnyckel: 'a' });
    const korda: unknown[] = [];
    const utfor = (_: Trigger, { forsok }: Korning): Promise<void> => {
      korda.push(sammanhang());
      return forsok === 1 ? Promise.reject(new Error('en gång')) : Promise.resolve();
    };
    await iSammanhang({ korrelation: 'arbetarens' }, () => k.arbeta(utfor, { samtidiga: 1 }));
    await k.vantaTomt(LANGST_MS);
    const sist = { korrelation: 'sist', orsak: 'e' };
    expect(korda).toEqual([sist, sist]);
    expect(rapporterat).toEqual([
      ['jobbfel', sist],
      ['klart', sist],
    ]);
  });

  it('ger upp efter ett begränsat antal försök och tar sedan emot nyckeln igen', async () => {
    const k = await ko();
    let bra = false;
    await k.arbeta(() => (bra ? Promise.resolve() : Promise.reject(new Error('alltid'))), { samtidiga: 1 });
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await k.vantaTomt(LANGST_MS);
    expect(handelser.map((h) => (h.slag === 'jobbfel' ? [h.forsok, h.slutgiltigt] : h))).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [5, true],
    ]);
    expect(await k.antal()).toMatchObject({ klara: 0, misslyckade: 1 });
    bra = true;
    await k.lagg({ ordinal: 2 }, { dubblettnyckel: 'a' });
    await k.vantaTomt(LANGST_MS);
    expect(await k.antal()).toMatchObject({ klara: 1, misslyckade: 1 });
  });

  it('avslutar det som körs när arbetaren stängs, och lämnar resten kvar', async () => {
    const k = await ko();
    const klara: number[] = [];
    const borjat = grind();
    const arbetare = await k.arbeta(
      async ({ ordinal }) => {
        borjat.oppna();
        await vanta(300);
        klara.push(ordinal);
      },
      { samtidiga: 1 },
    );
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await k.lagg({ ordinal: 2 }, { dubblettnyckel: 'b' });
    await borjat.oppen;
    await arbetare.stang();
    expect(klara).toEqual([1]);
    expect(await k.antal()).toMatchObject({ vantar: 1, aktiva: 0, klara: 1 });
  });

  it('avbryter vid stängning den körning som lyder sin signal, och försöker igen', async () => {
    const namn = ettNamn();
    const k = await ko({ stangningMs: 200 }, namn);
    const borjat = grind();
    const arbetare = await k.arbeta(
      async (_, { signal }) => {
        borjat.oppna();
        await vanta(60_000, undefined, { signal });
      },
      { samtidiga: 1 },
    );
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await borjat.oppen;
    await arbetare.stang();
    const forsoken: number[] = [];
    await k.arbeta((_, { forsok }) => Promise.resolve(void forsoken.push(forsok)), { samtidiga: 1 });
    await k.vantaTomt(LANGST_MS);
    expect(forsoken).toEqual([2]);
  });

  it('lämnar vid stängning den körning som inte lyder, och en annan arbetare kör om den', async () => {
    const namn = ettNamn();
    const takt = { stangningMs: 100, avbrottMs: 100, lasMs: 600, stallkontrollMs: 300 };
    const k = await ko(takt, namn);
    const [borjat, slapp] = [grind(), grind()];
    const arbetare = await k.arbeta(
      async () => {
        borjat.oppna();
        await slapp.oppen;
      },
      { samtidiga: 1 },
    );
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await borjat.oppen;
    await expect(arbetare.stang()).rejects.toMatchObject({ kod: 'KO_STANGNING_AVBROTS' });
    const forsoken: number[] = [];
    const andra = await ko(takt, namn);
    await andra.arbeta((_, { forsok }) => Promise.resolve(void forsoken.push(forsok)), { samtidiga: 1 });
    await andra.vantaTomt(LANGST_MS);
    expect(forsoken).toEqual([2]);
    slapp.oppna();
    await expect(k.close()).rejects.toMatchObject({ kod: 'KO_STANGNING_AVBROTS' });
    oppnade.splice(oppnade.indexOf(k), 1);
  });

  it('säger till körningen när den har förlorat sitt jobb', async () => {
    const k = await ko({ lasMs: 600 });
    const [borjat, avbruten] = [grind(), grind()];
    await k.arbeta(
      async (_, { signal }) => {
        borjat.oppna();
        await vanta(60_000, undefined, { signal }).catch(() => {
          avbruten.oppna();
        });
      },
      { samtidiga: 1 },
    );
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await borjat.oppen;
    await k.tom();
    await avbruten.oppen;
  });

  it('töms, också på det som körs', async () => {
    const k = await ko();
    const [borjat, slapp] = [grind(), grind()];
    await k.arbeta(
      async () => {
        borjat.oppna();
        await slapp.oppen;
      },
      { samtidiga: 1 },
    );
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await borjat.oppen;
    await k.lagg({ ordinal: 2 }, { dubblettnyckel: 'a' });
    await k.lagg({ ordinal: 3 }, { dubblettnyckel: 'b' });
    await k.tom();
    expect(await k.antal()).toEqual({ vantar: 0, aktiva: 0, misslyckade: 0, klara: 0 });
    slapp.oppna();
    const korda: number[] = [];
    const efter = await ko();
    await efter.arbeta(({ ordinal }) => Promise.resolve(void korda.push(ordinal)), { samtidiga: 1 });
    await efter.lagg({ ordinal: 4 }, { dubblettnyckel: 'a' });
    await efter.vantaTomt(LANGST_MS);
    expect(korda).toEqual([4]);
  });

  it('tar emot nyckeln på nytt när kön har tömts', async () => {
    const k = await ko();
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await k.tom();
    await k.lagg({ ordinal: 2 }, { dubblettnyckel: 'a' });
    const korda: number[] = [];
    await k.arbeta(({ ordinal }) => Promise.resolve(void korda.push(ordinal)), { samtidiga: 1 });
    await k.vantaTomt(LANGST_MS);
    expect(korda).toEqual([2]);
  });

  it('håller köer isär', async () => {
    const [a, b] = [await ko(), await ko()];
    await a.lagg({ ordinal: 1 }, { dubblettnyckel: 'x' });
    expect(await b.antal()).toMatchObject({ vantar: 0 });
  });

  it('säger till när kön inte blir tom i tid', async () => {
    const k = await ko();
    await k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await expect(k.vantaTomt(100)).rejects.toMatchObject({ kod: 'KO_EJ_TOM' });
  });

  it('vägrar det som ligger utanför gränserna, och allt när den är stängd', async () => {
    const k = await ko();
    const stor = { ordinal: 1, text: 'x'.repeat(20_000) };
    await expect(k.lagg(stor, { dubblettnyckel: 'a' })).rejects.toMatchObject({ kod: 'KO_JOBB' });
    const bigint = { ordinal: 1n } as unknown as Trigger;
    await expect(k.lagg(bigint, { dubblettnyckel: 'a' })).rejects.toMatchObject({ kod: 'KO_JOBB' });
    await expect(k.lagg({ ordinal: 1 }, { dubblettnyckel: '' })).rejects.toMatchObject({ kod: 'KO_JOBB' });
    await expect(k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a', fordrojningMs: -1 })).rejects.toMatchObject({
      kod: 'KO_JOBB',
    });
    await expect(k.arbeta(() => Promise.resolve(), { samtidiga: 0 })).rejects.toMatchObject({
      kod: 'KO_JOBB',
    });
    await k.close();
    await expect(k.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' })).rejects.toMatchObject({
      kod: 'KO_STANGD',
    });
  });
}

describe('kö på PostgreSQL', () => {
  let databas: TestDatabas;
  beforeAll(async () => {
    databas = await nyDatabas();
  });
  afterAll(() => databas.taBort());

  kontrakt(() => ({ slag: 'postgres', url: databas.url }));
});

const utanRedis = redisUrl === undefined || redisUrl === '';
(utanRedis ? describe.skip : describe)(
  utanRedis ? 'kö på Redis (hoppas över: REDIS_URL är inte satt)' : 'kö på Redis',
  () => {
    const prefix = `samordning-test-${randomBytes(6).toString('hex')}`;
    kontrakt(() => ({ slag: 'redis', url: redisUrl ?? '', prefix }));
  },
);

describe('köns namn och server', () => {
  it('är av ett slag som båda motorerna tar', async () => {
    const anslutning: KoAnslutning = { slag: 'postgres', url: 'postgres://ingen@127.0.0.1:1/ingen' };
    await expect(oppnaKo({ namn: 'a:b', anslutning })).rejects.toMatchObject({ kod: 'KO_NAMN' });
  });

  it('måste svara när kön öppnas', async () => {
    const anslutning: KoAnslutning = { slag: 'postgres', url: 'postgres://ingen@127.0.0.1:1/ingen' };
    await expect(oppnaKo({ namn: 'a', anslutning })).rejects.toMatchObject({ kod: 'KO_SVARAR_INTE' });
  });
});
