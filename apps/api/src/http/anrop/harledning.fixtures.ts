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
    lyckas(fraga({ rapport: 'finansiering', rad: 'lilla/summa', kolumn: 'beslutat' })),
    lyckas(fraga({ rapport: 'insatser', rad: 'lilla/spira/uppfoljning/1/startade', kolumn: 'antal' })),
    lyckas(fraga({ rapport: 'beslut', rad: 'lilla/budget-2024', kolumn: 'handelser', max: '1' })),
    nekas(
      'FIGUR_SKYDDAD',
      fraga({ rapport: 'insatser', rad: 'lilla/spira/uppfoljning/1/avslutade.arbete', kolumn: 'antal' }),
    ),
    lyckas(fraga({ rapport: 'saldobalans', rad: 'lilla/2024-02-01/summa', kolumn: 'debet', max: '1' })),
    nekas('FIGUR_OKAND', fraga({ rapport: 'saldobalans', rad: 'lilla/2023-01-01/summa', kolumn: 'debet' })),
    nekas('FRAGA_OGILTIG', fraga({ rapport: 'saldobalans', rad: 'lilla/2024-12-01/summa', kolumn: 'debet' })),
    nekas('RAPPORT_OKAND', fraga({ rapport: 'okand' })),
    nekas('FIGUR_OKAND', fraga({ kolumn: 'okand' })),
    nekas('FIGUR_OKAND', fraga({ rapport: 'insatser' })),
    nekas('FRAGA_OGILTIG', fraga({ efter: 'igar' })),
    nekas('OMFATTNING_OKAND', fraga({ omfattning: 'okand' })),
    nekas('INGA_UPPGIFTER', fraga({ somAv: '0' })),
  ],
};
