import { get, lyckas, nekas, type Kontextprov } from './anrop.fixtures.js';

const HARLEDNING = '/api/v1/harledning';

/** A figure of the small förbund: what its lines cost. */
const FIGUR = {
  ...{ rapport: 'resultatrakning', omfattning: 'lilla', per: '2024-08-31' },
  ...{ rad: 'lilla/resultatrakning/resultat', kolumn: 'utfall' },
};
const fraga = (mer: Record<string, string> = {}) =>
  get(`${HARLEDNING}?${new URLSearchParams({ ...FIGUR, ...mer }).toString()}`);

export const HARLEDNINGEN: Kontextprov = {
  prov: [
    lyckas(fraga()),
    lyckas(fraga({ kolumn: 'budget' })),
    lyckas(fraga({ rapport: 'balansrakning', rad: 'lilla/balansrakning/tillgangar', kolumn: 'ub' })),
    nekas('RAPPORT_OKAND', fraga({ rapport: 'okand' })),
    nekas('FIGUR_OKAND', fraga({ kolumn: 'okand' })),
    nekas('FIGUR_OKAND', fraga({ rapport: 'insatser' })),
    nekas('FRAGA_OGILTIG', fraga({ efter: 'igar' })),
    nekas('OMFATTNING_OKAND', fraga({ omfattning: 'okand' })),
    nekas('INGA_UPPGIFTER', fraga({ somAv: '0' })),
  ],
};
