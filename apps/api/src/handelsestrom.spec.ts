import { PassThrough } from 'node:stream';
import { setImmediate as varv } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import type { StoredEvent } from '#event-store/event-store.js';
import { meddelanden, stromma } from './handelsestrom.js';

const handelse = (ordinal: number, typ: string, data: object, forbund = 'lilla'): StoredEvent => ({
  id: `id-${ordinal}`,
  stream: 's',
  revision: ordinal - 1,
  position: String(ordinal),
  ordinal,
  typ,
  data,
  metadata: {
    kommandoId: 'k',
    vem: 'v',
    skal: { slag: 'anteckning', text: 't' },
    forbund: [forbund],
    indatahash: '',
  },
  recordedAt: new Date(0),
});
const namnen = (texter: readonly string[]): string[] =>
  texter.flatMap((t) => [...t.matchAll(/^(?:event: (.*)|id: (.*))$/gm)].map((m) => m[1] ?? `#${m[2] ?? ''}`));

const LASTA = new Set(['VerifikationBokford', 'PostAndrad', 'GruppAndrad']);

describe('meddelanden', () => {
  test('en ändrad rapport sägs en gång per sida, i samma skrivning som den sista händelsen som ändrade den', () => {
    const sida = [
      handelse(1, 'VerifikationBokford', { ar: 2024 }),
      handelse(2, 'VerifikationBokford', { ar: 2024 }),
      handelse(3, 'VerifikationBokford', { ar: 2023 }),
    ];
    const texter = meddelanden(sida, LASTA);
    expect(texter.map((t) => namnen([t]))).toEqual([
      ['#1', 'handelse'],
      ['rapport', '#2', 'handelse'],
      ['rapport', '#3', 'handelse'],
    ]);
    expect(texter[1]).toContain('data: {"forbund":"lilla","ar":2024,"ordinal":2}');
  });

  test('det som ingen rapport läser ändrar ingen; en händelse utan år kan ha ändrat alla', () => {
    expect(namnen(meddelanden([handelse(1, 'BeslutFattat', {})], LASTA))).toEqual(['#1', 'handelse']);
    expect(meddelanden([handelse(1, 'PostAndrad', {})], LASTA)[0]).toContain('"ar":null');
  });
});

test('en grupp som ändras sägs för alla: också den som lämnade den', () => {
  expect(meddelanden([handelse(1, 'GruppAndrad', { ingar: [] })], LASTA)[0]).toContain(
    '"forbund":null,"ar":null',
  );
});

describe('stromma', () => {
  /** Gives nothing, until it is told to stop. */
  const tyst = {
    async *subscribe(_: unknown, { signal }: { signal: AbortSignal }): AsyncGenerator<StoredEvent[]> {
      await new Promise<void>((klar) => {
        signal.addEventListener('abort', () => {
          klar();
        });
      });
      yield* [];
    },
  };

  test('den som inget får hör ändå att strömmen lever', async () => {
    jest.useFakeTimers();
    const svar = new PassThrough();
    const slut = new AbortController();
    const klar = stromma(tyst, svar, { efter: 0, signal: slut.signal, lasta: LASTA });
    jest.advanceTimersByTime(31_000);
    jest.useRealTimers();
    slut.abort();
    await klar;
    expect(String(svar.read())).toBe(': puls\n\n: puls\n\n');
  });

  /** Gives pages for ever, and counts how many were asked for. */
  function kalla() {
    const given = { sidor: 0 };
    async function* subscribe(): AsyncGenerator<StoredEvent[]> {
      for (;;) {
        await varv();
        given.sidor++;
        yield [handelse(given.sidor, 'BeslutFattat', {})];
      }
    }
    return { given, store: { subscribe } };
  }

  test('den som inte läser får inget mer hämtat åt sig, och det slutar när den går', async () => {
    const { given, store } = kalla();
    const svar = new PassThrough({ highWaterMark: 1 });
    const slut = new AbortController();
    const klar = stromma(store, svar, { efter: 0, signal: slut.signal, lasta: LASTA });
    for (let n = 0; n < 50; n++) await varv();
    expect(given.sidor).toBeLessThanOrEqual(2);
    slut.abort();
    await klar;
  });

  test('den som läser får allt i ordning', async () => {
    const { store } = kalla();
    const svar = new PassThrough();
    const slut = new AbortController();
    const klar = stromma(store, svar, { efter: 0, signal: slut.signal, lasta: LASTA });
    let text = '';
    for await (const bit of svar.setEncoding('utf8')) {
      text += String(bit);
      if (text.includes('id: 20\n')) break;
    }
    slut.abort();
    await klar;
    const nummer = [...text.matchAll(/^id: (\d+)$/gm)].map((m) => Number(m[1]));
    expect(nummer.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });
});
