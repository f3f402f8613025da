import { get, LILLA, lyckas, nekas, OKANT, post, skal, type Kontextprov } from './anrop.fixtures.js';

const beslut = {
  beslut: 'budget-2024',
  organ: 'styrelsen',
  rubrik: 'Budget 2024',
  fattat: { slag: 'dag', datum: '2023-11-24' },
  avser: { budget: 2024 },
  styrkt: 'protokoll',
  skal,
};
const sammantrade = {
  sammantrade: 'var',
  slag: 'styrelse',
  antal: 3,
  period: { fran: '2024-01-01', till: '2024-06-30' },
  skal,
};

export const BESLUT: Kontextprov = {
  prov: [
    lyckas(post(`${LILLA}/beslut`, beslut)),
    nekas('BESLUT_FINNS', post(`${LILLA}/beslut`, beslut)),
    nekas('ANROP_OGILTIGT', post(`${LILLA}/beslut`, { ...beslut, fattat: { slag: 'dag', ar: 2023 } })),
    lyckas(get(`${LILLA}/beslut`)),
    lyckas(get(`${OKANT}/beslut`)),

    lyckas(post(`${LILLA}/sammantraden`, sammantrade)),
    nekas('SAMMANTRADE_FINNS', post(`${LILLA}/sammantraden`, sammantrade)),
    nekas(
      'SAMMANTRADE_TID_OMVAND',
      post(`${LILLA}/sammantraden`, { ...sammantrade, period: { fran: '2024-06-30', till: '2024-01-01' } }),
    ),
    lyckas(get(`${LILLA}/sammantraden?per=2024-03-01`)),
    lyckas(get(`${OKANT}/sammantraden`)),
  ],
};
