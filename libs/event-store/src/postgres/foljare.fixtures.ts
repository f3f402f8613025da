/** A subscriber in a process of its own: a line per batch with what it saw, so that it can be killed and taken up. */
import { PostgresEventStore } from './postgres-event-store.js';

const [url, efter, maxBatch] = process.argv.slice(2);
if (url === undefined || efter === undefined) throw new Error('url och ordinal saknas');

const store = await PostgresEventStore.open({ url });
const start = { position: efter, ordinal: Number(efter) };
for await (const del of store.subscribe(start, {
  maxBatch: Number(maxBatch),
  signal: new AbortController().signal,
}))
  process.stdout.write(`${JSON.stringify(del.map((h) => [h.ordinal, h.stream, h.revision]))}\n`);
