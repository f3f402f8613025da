import { it } from '@jest/globals';
import { nyDatabas } from '../../../test/databas/databas.js';
import { Minneslager } from './minneslager.fixtures.js';
import { Projektor } from './projektor.js';
import { ReadStore } from './read-store.js';
import { bokford, annat, Saldo } from './saldo.fixtures.js';
import type { StoredEvent } from '#event-store/event-store.js';

class Stort extends Minneslager {
  antal = 1_000_000;
  mk(o: number): StoredEvent {
    const h = o % 10 === 0 ? annat() : bokford(`${4000 + (o % 997)}`, BigInt(o));
    return { id: String(o), stream: 'x', revision: o, position: `p${o}`, ordinal: o, typ: h.typ, data: h.data, metadata: {} as never, recordedAt: new Date(0) };
  }
  override async readAll(a: { ordinal: number }, max: number) {
    this.lasningar++;
    await new Promise((r) => setTimeout(r, 5));
    const ut = [];
    for (let o = a.ordinal + 1; o <= Math.min(this.antal, a.ordinal + max); o++) ut.push(this.mk(o));
    return ut;
  }
  override head() { return Promise.resolve({ position: `p${this.antal}`, ordinal: this.antal }); }
}
it('bench', async () => {
  const db = await nyDatabas();
  const rs = await ReadStore.open({ url: db.url });
  const lager = new Stort();
  let max = 0;
  const t = setInterval(() => (max = Math.max(max, process.memoryUsage().rss)), 50);
  const p = new Projektor(lager, rs, [new Saldo(), ...['a', 'b'].map((namn) => Object.assign(new Saldo(), { namn }))]);
  let t0 = performance.now();
  await p.kommIkapp({ namn: ['saldo'] });
  let ms = performance.now() - t0;
  const log = [`live 1: ${(1e9 / ms) | 0}/s rss ${(max / 1e6) | 0}`];
  t0 = performance.now();
  const d = await p.digest('saldo');
  log.push(`digest ${(performance.now() - t0) | 0} ms ${JSON.stringify(d)}`);
  t0 = performance.now();
  const r = await p.byggOm('saldo', { verifiera: true });
  ms = performance.now() - t0;
  log.push(`byggOm ${(1e9 / ms) | 0}/s ${r.lika} rss ${(max / 1e6) | 0}`);
  t0 = performance.now();
  lager.antal = 1_300_000;
  await p.kommIkapp({ namn: ['a', 'b'] });
  ms = performance.now() - t0;
  log.push(`live 2 st: ${(1.3e9 / ms) | 0}/s rss ${(max / 1e6) | 0}`);
  clearInterval(t);
  console.log(log.join('\n'));
  await rs.close();
  await db.taBort();
}, 600_000);
