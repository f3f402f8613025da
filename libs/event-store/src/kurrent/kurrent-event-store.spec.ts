import { eventStoreContract } from '../../../../test/contract/event-store.contract.js';
import { KURRENTDB, kurrentserver } from '../../../../test/kurrent/server.js';

eventStoreContract(KURRENTDB, async () => {
  const server = await kurrentserver();
  return {
    oppna: (upcasters) => server.oppna(upcasters && { upcasters }),
    taBort: () => {
      server.stang();
      return Promise.resolve();
    },
  };
});
