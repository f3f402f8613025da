import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { assert } from '#kernel/fel.js';
import { takt, type Sida } from './matning.js';
import type { Skrivfall } from './storlek.js';

const SKAPAT = 201;

export interface Http {
  /** Books a voucher for the n-th förbund. Gives the event's ordinal. */
  readonly bokfor: (forbund: number, ar: number) => Promise<number>;
  readonly stang: () => void;
}

/** Connections that are kept, one for each writer, and nothing between: what is measured is the server. */
export function oppnaHttp(adress: string, skrivare: number): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: skrivare });
  let antal = 0;
  const posta = (vag: string, kropp: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const begaran = request(`${adress}${vag}`, { method: 'POST', agent, headers }, (svar) => {
        let text = '';
        svar.setEncoding('utf8');
        svar.on('data', (bit: string) => (text += bit));
        svar.on('end', () => {
          resolve({ status: svar.statusCode ?? 0, text });
        });
      });
      begaran.on('error', reject);
      begaran.end(kropp);
    });
  return {
    bokfor: async (forbund, ar) => {
      // Another amount each time: each changes the prognosis.
      const beloppOre = 10_000 + ++antal;
      const { status, text } = await posta(
        `/api/v1/forbund/forbund${forbund}/verifikationer`,
        JSON.stringify({
          ...{ serie: 'a', datum: `${ar}-06-30`, text: 'Lön samordnare' },
          rader: [
            { konto: '5800', beloppOre },
            { konto: '1930', beloppOre: -beloppOre },
          ],
          skal: { slag: 'anteckning', text: 'mätning' },
        }),
      );
      assert(status === SKAPAT, `${status}: ${text}`);
      return (JSON.parse(text) as { ordinal: number }).ordinal;
    },
    stang: () => {
      agent.destroy();
    },
  };
}

/** @param svarstider gets the milliseconds of every answer but those of the first round, which warms up */
export function httpSida(http: Http, { skrivare, antal }: Skrivfall, ar: number, svarstider: number[]): Sida {
  let varv = 0;
  return {
    namn: 'HTTP',
    kor: async () => {
      if (varv++ === 1) svarstider.splice(0);
      return takt(skrivare * antal, async () => {
        await Promise.all(
          Array.from({ length: skrivare }, async (_, forbund) => {
            for (let n = 0; n < antal; n++) {
              const borjan = performance.now();
              await http.bokfor(forbund, ar);
              svarstider.push(performance.now() - borjan);
            }
          }),
        );
      });
    },
  };
}
