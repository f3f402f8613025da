import { korTjanst } from '#apps/standalone/src/tjanst.js';

/** HTTP: takes commands, and answers from read models that the projector moves. Any number of them. */
await korTjanst({ namn: 'api', baraLaser: true, starta: (system) => Promise.resolve(system.app) });
