import { eventStoreContract } from '../../../../test/contract/event-store.contract.js';
import { nyDatabas } from '../../../../test/databas/databas.js';
import { PostgresEventStore } from './postgres-event-store.js';

eventStoreContract('PostgreSQL', async () => {
  const databas = await nyDatabas();
  return {
    oppna: (upcasters) => PostgresEventStore.open({ url: databas.url, ...(upcasters && { upcasters }) }),
    taBort: () => databas.taBort(),
  };
});
