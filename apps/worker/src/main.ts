import { halsoapp } from '#apps/standalone/src/halsoapp.js';
import { korTjanst } from '#apps/standalone/src/tjanst.js';

/** Recomputes prognoses when events arrive, and reverses accruals on their day. Any number of them. */
await korTjanst({
  namn: 'worker',
  baraLaser: true,
  starta: async (system) => {
    await system.bevakning();
    system.bevakaBokforing();
    return halsoapp(system);
  },
});
