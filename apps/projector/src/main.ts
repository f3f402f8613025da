import { halsoapp } from '#apps/standalone/src/halsoapp.js';
import { korTjanst } from '#apps/standalone/src/tjanst.js';

/** Moves the read models. Of several one at a time does so; another takes over when it falls silent. */
await korTjanst({
  namn: 'projector',
  baraLaser: false,
  starta: (system) => {
    system.projektor.start();
    return halsoapp(system);
  },
});
