/**
 * A projector in a process of its own, to be killed and paused: tells when it follows. With `mitt-i` it rests in its
 * first transaction, after the rows and before the commit, and says so.
 *   projektorprocess.fixtures.ts URL [mitt-i]
 */
import { setTimeout as vanta } from 'node:timers/promises';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { Saldo } from '#read-store/saldo.fixtures.js';

const [url = '', lage] = process.argv.slice(2);
const store = await PostgresEventStore.open({ url });
const readStore = await ReadStore.open({ url });
const saldo = new Saldo();
if (lage === 'mitt-i')
  saldo.efterat = async () => {
    saldo.efterat = undefined;
    process.stdout.write('mitt i\n');
    await vanta(500);
  };
new Projektor(store, readStore, [saldo]).start();
process.stdout.write('följer\n');
