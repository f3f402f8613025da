import { eventStoreContract } from './event-store.contract.js';
import { MinneEventStore, nyttMinne } from './minne-event-store.js';

eventStoreContract('minne (modellen)', () => {
  const minne = nyttMinne();
  return Promise.resolve({
    oppna: (upcasters) => Promise.resolve(new MinneEventStore(minne, upcasters)),
    taBort: () => Promise.resolve(),
  });
});
