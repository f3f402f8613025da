// One rebuild of the ledger in a process of its own, so that its memory is its own:
//   ombyggnadsbarn.fixtures.ts URL   prints {"ms":…,"mib":…,"ordinal":…}
import { HuvudbokProjektion } from '#bokforing/public.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { millisekunder } from './matning.js';

const KIB_PER_MIB = 1_024;

const url = process.argv[2] ?? '';
const store = await PostgresEventStore.open({ url });
const readStore = await ReadStore.open({ url });
const projektion = new HuvudbokProjektion();
const projektor = new Projektor(store, readStore, [projektion]);
const ms = await millisekunder(() => projektor.byggOm(projektion.namn, { verifiera: false }));
const [{ ordinal } = { ordinal: 0 }] = await projektor.lista();
await projektor.stopp();
await readStore.close();
await store.close();
console.log(JSON.stringify({ ms, mib: process.resourceUsage().maxRSS / KIB_PER_MIB, ordinal }));
