import { eventStoreModell } from '../../../../test/contract/event-store.modell.js';
import { KURRENTDB, kurrentserver } from '../../../../test/kurrent/server.js';

eventStoreModell(KURRENTDB, {
  historier: 30,
  turordning: false,
  fabrik: async () => {
    const server = await kurrentserver();
    return {
      oppna: () => server.oppna(),
      // A real server is not ours to break.
      bryt: () => {
        server.ersattare?.fela('skriv', 'tappat-svar');
        server.ersattare?.fela('skriv', 'otillganglig');
        server.ersattare?.fela('las', 'otillganglig');
        server.ersattare?.fela('las', 'halvt');
        server.ersattare?.brytPrenumerationer();
        return Promise.resolve();
      },
      hel: () => server.ersattare?.lagad(),
      taBort: () => {
        server.stang();
        return Promise.resolve();
      },
    };
  },
});
