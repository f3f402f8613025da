/**
 * A writer in a process of its own: carries out numbered commands, several at a time, and tells of each that was
 * answered. Started again with the same arguments it sends the same commands again.
 */
import { createHash } from 'node:crypto';
import { PostgresEventStore } from './postgres-event-store.js';

const [url, prefix, antal, perKommando, samtidiga] = process.argv.slice(2);
if (url === undefined || prefix === undefined) throw new Error('url och prefix saknas');
/** Few streams, so that commands of one process and of one group meet on them. */
const STROMMAR = 7;

const store = await PostgresEventStore.open({ url });
process.stdout.write('igång\n');
let nasta = 0;
const skriv = async (): Promise<void> => {
  for (let nr = nasta++; nr < Number(antal); nr = nasta++) {
    const stream = `${prefix}-${nr % STROMMAR}`;
    const events = Array.from({ length: Number(perKommando) }, (_, del) => ({
      typ: 'Skriven',
      data: { nr, del },
    }));
    const svar = await store.append(stream, events, {
      expected: 'any',
      metadata: {
        kommandoId: `${prefix}-${nr}`,
        vem: prefix,
        skal: { slag: 'anteckning', text: 'prov' },
        forbund: [],
        indatahash: createHash('sha256').update(String(nr)).digest('hex'),
      },
    });
    process.stdout.write(`${JSON.stringify({ nr, ordinal: svar.ordinal, repeated: svar.repeated })}\n`);
  }
};
await Promise.all(Array.from({ length: Number(samtidiga) }, skriv));
await store.close();
process.stdout.write('klar\n');
