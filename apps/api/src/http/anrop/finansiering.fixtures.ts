import { get, LILLA, lyckas, nekas, OKANT, post, skal, stod, type Kontextprov } from './anrop.fixtures.js';

const AR = `${LILLA}/finansiering/2024`;
const OKANT_AR = `${OKANT}/finansiering/2024`;
const sala = { part: 'kommun', medlem: 'sala-kommun' };
const beslut = { huvudman: sala, beloppOre: 600, den: '2023-11-24', stod };
const faktura = {
  huvudman: sala,
  faktura: 'F1',
  beloppOre: 150,
  den: '2024-01-15',
  forfaller: '2024-02-14',
  avser: { fran: '2024-01-01', till: '2024-03-31' },
  skal,
};
const kreditering = { kreditnota: 'K1', faktura: 'F1', beloppOre: 50, den: '2024-03-01', skal };
const betalning = { faktura: 'F1', beloppOre: 100, den: '2024-02-12', skal };
const periodisering = { huvudman: { part: 'stat' }, till: '2024-06-30', beloppOre: 250, stod };
const brak = (taljare: number, namnare: number) => ({ taljare, namnare });
const andelar = { stat: brak(1, 2), region: brak(1, 4), kommun: brak(1, 4) };
const MEDELSPOSTER = `${LILLA}/medelsposter`;

/** The same refusals of all that a huvudman's money is said of: `kropp` is a request that would succeed. */
const nekadeHuvudman = (adress: string, kropp: object) => [
  nekas('HUVUDMAN_OKAND', post(adress, { ...kropp, huvudman: { part: 'kommun', medlem: 'okand' } })),
  nekas('HUVUDMAN_OKAND', post(adress, { ...kropp, huvudman: { ...sala, part: 'region' } })),
  nekas('ANROP_OGILTIGT', post(adress, { ...kropp, huvudman: { ...sala, part: 'stat' } })),
];
const nekadeStod = (adress: string, kropp: object) => [
  nekas('MEDEL_UTAN_STOD', post(adress, { ...kropp, stod: undefined })),
  nekas('BESLUT_OKANT', post(adress, { ...kropp, stod: { slag: 'beslut', beslut: 'okant' } })),
  nekas('MEDEL_OFORANDRADE', post(adress, kropp)),
];

const fakturor = [
  nekas('MEDEL_EJ_BESLUTADE', post(`${AR}/fakturor`, { ...faktura, huvudman: { part: 'stat' } })),
  lyckas(post(`${AR}/fakturor`, faktura)),
  ...nekadeHuvudman(`${AR}/fakturor`, faktura),
  nekas('FAKTURA_FINNS', post(`${AR}/fakturor`, faktura)),
  nekas('MEDEL_BELOPP_OGILTIGT', post(`${AR}/fakturor`, { ...faktura, faktura: 'F2', beloppOre: 0 })),
  nekas('FAKTURA_FORFALLER_FORE', post(`${AR}/fakturor`, { ...faktura, faktura: 'F2', den: '2024-03-01' })),
  nekas(
    'MEDEL_UTANFOR_AR',
    post(`${AR}/fakturor`, { ...faktura, faktura: 'F2', avser: { fran: '2023-12-01', till: '2024-03-31' } }),
  ),
  nekas('FORBUND_OKANT', post(`${OKANT_AR}/fakturor`, faktura)),

  lyckas(post(`${AR}/krediteringar`, kreditering)),
  nekas('FAKTURA_FINNS', post(`${AR}/krediteringar`, kreditering)),
  nekas('FAKTURA_OKAND', post(`${AR}/krediteringar`, { ...kreditering, kreditnota: 'K2', faktura: 'F9' })),
  nekas(
    'MEDEL_BELOPP_OGILTIGT',
    post(`${AR}/krediteringar`, { ...kreditering, kreditnota: 'K2', beloppOre: 0 }),
  ),
  nekas(
    'KREDITERAT_OVER_FAKTURERAT',
    post(`${AR}/krediteringar`, { ...kreditering, kreditnota: 'K2', beloppOre: 101 }),
  ),
  nekas('FORBUND_OKANT', post(`${OKANT_AR}/krediteringar`, kreditering)),

  lyckas(post(`${AR}/betalningar`, betalning)),
  nekas('MOTTAGET_OVER_FAKTURERAT', post(`${AR}/betalningar`, { ...betalning, beloppOre: 1 })),
  nekas('ATERBETALT_OVER_MOTTAGET', post(`${AR}/betalningar`, { ...betalning, beloppOre: -101 })),
  nekas('MEDEL_BELOPP_OGILTIGT', post(`${AR}/betalningar`, { ...betalning, beloppOre: 0 })),
  nekas('FAKTURA_OKAND', post(`${AR}/betalningar`, { ...betalning, faktura: 'F9' })),
  nekas('FORBUND_OKANT', post(`${OKANT_AR}/betalningar`, betalning)),

  lyckas(get(`${AR}/fakturor`)),
  lyckas(get(`${AR}/fakturor?per=2024-02-28&max=1`)),
];

export const FINANSIERING: Kontextprov = {
  prov: [
    lyckas(post(`${AR}/beslut`, beslut)),
    lyckas(
      post(`${AR}/beslut`, { ...beslut, stod: { slag: 'beslut', beslut: 'budget-2024' }, den: '2024-01-01' }),
    ),
    ...nekadeHuvudman(`${AR}/beslut`, beslut),
    ...nekadeStod(`${AR}/beslut`, beslut),
    nekas('MEDEL_BELOPP_OGILTIGT', post(`${AR}/beslut`, { ...beslut, beloppOre: -1 })),
    nekas('FORBUND_OKANT', post(`${OKANT_AR}/beslut`, { ...beslut, huvudman: { part: 'stat' } })),

    ...fakturor,

    lyckas(post(`${AR}/periodiseringar`, periodisering)),
    ...nekadeHuvudman(`${AR}/periodiseringar`, periodisering),
    ...nekadeStod(`${AR}/periodiseringar`, periodisering),
    nekas('MEDEL_UTANFOR_AR', post(`${AR}/periodiseringar`, { ...periodisering, till: '2025-01-01' })),
    nekas('FORBUND_OKANT', post(`${OKANT_AR}/periodiseringar`, periodisering)),

    lyckas(post(`${AR}/andelar`, { andelar, stod })),
    ...nekadeStod(`${AR}/andelar`, { andelar, stod }),
    nekas('ANDELAR_OGILTIGA', post(`${AR}/andelar`, { andelar: { ...andelar, stat: brak(1, 3) }, stod })),
    nekas('FORBUND_OKANT', post(`${OKANT_AR}/andelar`, { andelar, stod })),

    lyckas(get(AR)),
    lyckas(get(`${AR}?per=2024-03-31`)),
    lyckas(get(OKANT_AR)),

    lyckas(post(MEDELSPOSTER, { post: 'intakt:bidrag', huvudman: sala, skal })),
    nekas('MEDELSPOST_OFORANDRAD', post(MEDELSPOSTER, { post: 'intakt:bidrag', huvudman: sala, skal })),
    nekas('MEDELSPOST_FEL_SLAG', post(MEDELSPOSTER, { post: 'kostnad:team', skal })),
    ...nekadeHuvudman(MEDELSPOSTER, { post: 'intakt:annat', skal }),
    nekas('FORBUND_OKANT', post(`${OKANT}/medelsposter`, { post: 'intakt:bidrag', skal })),
    lyckas(get(MEDELSPOSTER)),
    lyckas(get(`${OKANT}/medelsposter`)),
    lyckas(post(`${MEDELSPOSTER}/strykningar`, { post: 'intakt:bidrag', skal })),
    nekas('MEDELSPOST_OKAND', post(`${MEDELSPOSTER}/strykningar`, { post: 'intakt:bidrag', skal })),
    nekas('FORBUND_OKANT', post(`${OKANT}/medelsposter/strykningar`, { post: 'intakt:bidrag', skal })),
  ],
  oprovade: {
    'post /api/v1/forbund/{forbund}/finansiering/{ar}/fakturor': {
      FAKTURANUMMER_SAKNAS: 'ett tomt nummer är ANROP_OGILTIGT redan i sin form',
    },
    'post /api/v1/forbund/{forbund}/finansiering/{ar}/krediteringar': {
      FAKTURANUMMER_SAKNAS: 'ett tomt nummer är ANROP_OGILTIGT redan i sin form',
    },
  },
  odelade: {
    '/api/v1/forbund/{forbund}/finansiering/{ar}': 'ett års medel från ett förbunds huvudmän',
    '/api/v1/forbund/{forbund}/medelsposter': 'de poster i kontoplanen som är medel',
  },
};
