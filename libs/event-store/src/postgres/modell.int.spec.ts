import postgres from 'postgres';
import { eventStoreModell } from '../../../../test/contract/event-store.modell.js';
import { nyDatabas } from '../../../../test/databas/databas.js';
import { PostgresEventStore } from './postgres-event-store.js';

eventStoreModell('PostgreSQL', {
  historier: 40,
  turordning: true,
  fabrik: async () => {
    const { url, taBort } = await nyDatabas();
    const admin = postgres(url, { max: 1, onnotice: () => undefined });
    return {
      oppna: () => PostgresEventStore.open({ url }),
      bryt: async () => {
        await admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      },
      hel: () => undefined,
      taBort: async () => {
        await admin.end({ timeout: 0 });
        await taBort();
      },
    };
  },
});
