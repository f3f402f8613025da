import { get, LILLA, lyckas, nekas, OKANT, post, stod, type Kontextprov } from './anrop.fixtures.js';

const AR = `${LILLA}/budgetar/2024`;
const rader = (beloppOre: number) => [{ post: 'kostnad:team', beloppOre }];
const plan = (beloppOre: number) => ({ den: '2024-01-01', rader: rader(beloppOre), stod });
const periodbudget = { ...plan(-50), period: { fran: '2024-01-01', till: '2024-08-31' } };
const prognos = { avser: '2024-08-31', rader: rader(-90), stod };

/** The same refusals of every plan: `kropp` is one that would be accepted. */
const nekadePlaner = (adress: string, kropp: object) => [
  nekas('BUDGET_UTAN_RADER', post(adress, { ...kropp, rader: [] })),
  nekas('BUDGETRAD_DUBBEL', post(adress, { ...kropp, rader: [...rader(1), ...rader(2)] })),
  nekas(
    'BUDGETRAD_EJ_RESULTAT',
    post(adress, { ...kropp, rader: [{ post: 'tillgang:bank', beloppOre: 1 }] }),
  ),
  nekas('BUDGETPOST_OKAND', post(adress, { ...kropp, rader: [{ post: 'kostnad:okand', beloppOre: 1 }] })),
  nekas('BESLUT_OKANT', post(adress, { ...kropp, stod: { slag: 'beslut', beslut: 'okant' } })),
];

export const BUDGET: Kontextprov = {
  prov: [
    lyckas(post(AR, { ...plan(-100), stod: { slag: 'beslut', beslut: 'budget-2024' } })),
    nekas('BUDGET_FINNS', post(AR, plan(-100))),
    nekas('BUDGET_UTAN_STOD', post(AR, { ...plan(-100), stod: undefined })),
    ...nekadePlaner(AR, plan(-100)),

    lyckas(post(`${AR}/andringar`, { ...plan(-200), den: '2024-05-01' })),
    nekas('BUDGETVERSION_FINNS', post(`${AR}/andringar`, { ...plan(-300), den: '2024-05-01' })),
    nekas('BUDGET_OFORANDRAD', post(`${AR}/andringar`, { ...plan(-200), den: '2024-06-01' })),
    nekas('BUDGET_SAKNAS', post(`${LILLA}/budgetar/1999/andringar`, plan(-100))),
    nekas('BUDGETANDRING_UTAN_STOD', post(`${AR}/andringar`, { ...plan(-100), stod: undefined })),
    ...nekadePlaner(`${AR}/andringar`, { ...plan(-100), den: '2024-07-01' }),

    lyckas(post(`${AR}/versioner`, { ...plan(-150), den: '2024-03-01' })),
    nekas('BUDGET_OFORANDRAD', post(`${AR}/versioner`, { ...plan(-150), den: '2024-03-01' })),
    nekas('BUDGET_SAKNAS', post(`${LILLA}/budgetar/1999/versioner`, plan(-100))),
    nekas('BUDGETANDRING_UTAN_STOD', post(`${AR}/versioner`, { ...plan(-100), stod: undefined })),
    ...nekadePlaner(`${AR}/versioner`, { ...plan(-100), den: '2024-04-01' }),

    lyckas(post(`${AR}/periodbudgetar`, periodbudget)),
    nekas('BUDGET_OFORANDRAD', post(`${AR}/periodbudgetar`, periodbudget)),
    nekas('PERIOD_UTANFOR_AR', post(`${LILLA}/budgetar/2023/periodbudgetar`, periodbudget)),
    nekas('BUDGET_UTAN_STOD', post(`${AR}/periodbudgetar`, { ...periodbudget, stod: undefined })),
    ...nekadePlaner(`${AR}/periodbudgetar`, periodbudget),

    lyckas(post(`${AR}/prognoser`, prognos)),
    nekas('BUDGET_OFORANDRAD', post(`${AR}/prognoser`, prognos)),
    nekas('PROGNOS_UTAN_STOD', post(`${AR}/prognoser`, { ...prognos, stod: undefined })),
    ...nekadePlaner(`${AR}/prognoser`, prognos),

    lyckas(get(AR)),
    lyckas(get(`${AR}?per=2024-05-01&max=1`)),
    lyckas(get(`${OKANT}/budgetar/2024`)),
    lyckas(get(`${LILLA}/prognoser/2024`)),
    lyckas(get(`${OKANT}/prognoser/2024`)),
  ],
  odelade: {
    '/api/v1/forbund/{forbund}/prognoser/{ar}': 'en rad för var och en av budgetens poster',
  },
};
