import { get, LILLA, lyckas, nekas, OKANT, post, skal, stod, type Kontextprov } from './anrop.fixtures.js';

const INSATSER = `${LILLA}/insatser`;
const SPIRA = `${INSATSER}/spira`;
const AVSLUTAD = `${INSATSER}/avslutad`;
const OKAND = `${INSATSER}/okand`;
const start = { den: '2024-01-15', skal };
/** What nothing about an insats may hold, wherever a text stands. */
const PNR = '19800101-1231';
const omPerson = { slag: 'anteckning', text: `Gäller ${PNR}` };
const okantBeslut = { slag: 'beslut', beslut: 'okant' };

/** The same refusals of every command about an insats: `kropp` is one that would be accepted. */
const nekadeInsatser = (vag: string, kropp: object) => [
  nekas('INSATS_OKAND', post(`${OKAND}/${vag}`, kropp)),
  nekas('INSATS_AVSLUTAD', post(`${AVSLUTAD}/${vag}`, kropp)),
  nekas('UPPGIFT_OM_PERSON', post(`${SPIRA}/${vag}`, { ...kropp, skal: omPerson })),
];
const ny = (insats: string) => lyckas(post(INSATSER, { insats, namn: insats, skal }));

const slut = { den: '2024-12-31', overgarTill: 'Sala kommun', skal };
const registret = [
  lyckas(post(INSATSER, { insats: 'spira', namn: 'Spira', slag: 'individ', skal })),
  nekas('INSATS_FINNS', post(INSATSER, { insats: 'spira', namn: 'Spira', skal })),
  nekas('UPPGIFT_OM_PERSON', post(INSATSER, { insats: 'anna', namn: `Stöd till ${PNR}`, skal })),
  ny('avslutad'),
  lyckas(get(INSATSER)),
  lyckas(get(`${OKANT}/insatser`)),
  lyckas(post(`${AVSLUTAD}/avslut`, slut)),
];

const pengar = { fran: '2024-01-01', till: '2024-12-31', beloppOre: 100 };
const ansokan = { ...pengar, ansokan: 'hosten', sokande: 'Sala kommun', den: '2023-09-30', skal };
const beviljande = { ...pengar, stod };
const andring = { ...pengar, beloppOre: 50, den: '2024-06-22', stod };
const avslag = { den: '2023-11-24', stod };
const nekadePengar = (vag: string, kropp: object) => [
  nekas('INSATS_BELOPP_EJ_POSITIVT', post(`${SPIRA}/${vag}`, { ...kropp, beloppOre: -1 })),
  nekas('INSATS_TID_OMVAND', post(`${SPIRA}/${vag}`, { ...kropp, till: '2023-12-31' })),
];
const nekadeStod = (vag: string, kropp: object) => [
  nekas('INSATS_UTAN_STOD', post(`${SPIRA}/${vag}`, { ...kropp, stod: undefined })),
  nekas('INSATS_BESLUT_OKANT', post(`${SPIRA}/${vag}`, { ...kropp, stod: okantBeslut })),
];

const beviljanden = [
  lyckas(post(`${SPIRA}/ansokningar`, ansokan)),
  nekas('ANSOKAN_FINNS', post(`${SPIRA}/ansokningar`, ansokan)),
  ...nekadeInsatser('ansokningar', { ...ansokan, ansokan: 'varen' }),
  ...nekadePengar('ansokningar', { ...ansokan, ansokan: 'varen' }),
  nekas('INSATS_EJ_BEVILJAD', post(`${SPIRA}/start`, start)),

  lyckas(post(`${SPIRA}/ansokningar`, { ...ansokan, ansokan: 'varen' })),
  ...nekadeStod('ansokningar/varen/avslag', avslag),
  lyckas(post(`${SPIRA}/ansokningar/varen/avslag`, avslag)),
  nekas('ANSOKAN_AVGJORD', post(`${SPIRA}/ansokningar/varen/avslag`, avslag)),
  nekas('ANSOKAN_OKAND', post(`${SPIRA}/ansokningar/okand/avslag`, avslag)),
  ...nekadeInsatser('ansokningar/varen/avslag', avslag),

  lyckas(post(`${SPIRA}/beviljanden`, { ...beviljande, ansokan: 'hosten', den: '2023-11-24' })),
  nekas('ANSOKAN_AVGJORD', post(`${SPIRA}/beviljanden`, { ...beviljande, ansokan: 'hosten' })),
  nekas('ANSOKAN_OKAND', post(`${SPIRA}/beviljanden`, { ...beviljande, ansokan: 'okand' })),
  ...nekadeInsatser('beviljanden', beviljande),
  ...nekadePengar('beviljanden', beviljande),
  ...nekadeStod('beviljanden', beviljande),

  lyckas(post(`${SPIRA}/beviljanden/1/andringar`, andring)),
  nekas('BEVILJANDE_OFORANDRAT', post(`${SPIRA}/beviljanden/1/andringar`, { ...andring, den: '2024-07-01' })),
  nekas('BEVILJANDE_OKANT', post(`${SPIRA}/beviljanden/2/andringar`, andring)),
  ...nekadeInsatser('beviljanden/1/andringar', andring),
  ...nekadePengar('beviljanden/1/andringar', andring),
  ...nekadeStod('beviljanden/1/andringar', andring),
];

const namn = { namn: 'Nya Spira', fran: '2024-04-01', skal };
const livet = [
  lyckas(post(`${SPIRA}/start`, start)),
  nekas('INSATS_REDAN_STARTAD', post(`${SPIRA}/start`, { ...start, den: '2024-02-01' })),
  nekas('INSATS_TID_OMVAND', post(`${SPIRA}/avslut`, { ...slut, den: '2023-01-01' })),
  ...nekadeInsatser('start', start),
  ...nekadeInsatser('avslut', slut),
  lyckas(post(`${SPIRA}/namn`, namn)),
  nekas('INSATS_NAMN_OFORANDRAT', post(`${SPIRA}/namn`, { ...namn, fran: '2024-05-01' })),
  ...nekadeInsatser('namn', { ...namn, namn: 'Ett annat' }),

  lyckas(get(SPIRA)),
  lyckas(get(`${SPIRA}?per=2024-05-01&somAv=99999`)),
  nekas('INSATS_OKAND', get(OKAND)),
];

const i = (insats: string, forbund = 'lilla') => ({ forbund, insats });
const DAG = { fran: '2025-01-01', skal };
const HOS = (insats: string, vag: string) => `${INSATSER}/${insats}/${vag}`;
/** The same refusals of every way on: `kropp` is one that names b. */
const nekadeVidare = (vag: string, kropp: (till: object) => object) => [
  nekas('INSATS_OKAND', post(HOS('okand', vag), kropp(i('b')))),
  nekas('UPPGIFT_OM_PERSON', post(HOS('a', vag), { ...kropp(i('b')), skal: omPerson })),
  nekas('INSATS_TID_OMVAND', post(HOS('avslutad', vag), { ...kropp(i('b')), fran: '2024-12-31' })),
  nekas('EFTERFOLJARE_FINNS', post(HOS('forra', vag), kropp(i('b')))),
];
const nekadeEfterfoljare = (vag: string, kropp: (till: object) => object) => [
  nekas('EFTERFOLJARE_AVSLUTAD', post(HOS('a', vag), kropp(i('avslutad')))),
  nekas('EFTERFOLJARE_FORBUND_OKANT', post(HOS('a', vag), kropp(i('x', 'okant')))),
  nekas('HARSTAMNING_CIRKEL', post(HOS('b', vag), kropp(i('forra')))),
];
const som = (till: object) => ({ ...DAG, som: till });
const delas = (till: object) => ({ ...DAG, till: [till, i('c')] });
const fors = (till: object) => ({ ...DAG, till, tillsammansMed: [i('c')] });
const over = { ...DAG, medlem: 'sala-kommun', enhet: 'arbetsmarknadsenheten' };

const vidare = [
  ...['a', 'b', 'd', 'e', 'forra'].map(ny),
  lyckas(post(HOS('forra', 'fortsattning'), som(i('b')))),
  ...nekadeVidare('fortsattning', som),
  ...nekadeEfterfoljare('fortsattning', som),

  ...nekadeVidare('delning', delas),
  ...nekadeEfterfoljare('delning', delas),
  nekas('EFTERFOLJARE_FOR_FA', post(HOS('d', 'delning'), { ...DAG, till: [i('b')] })),
  nekas('EFTERFOLJARE_DUBBEL', post(HOS('d', 'delning'), { ...DAG, till: [i('b'), i('b')] })),
  lyckas(post(HOS('d', 'delning'), delas(i('b')))),

  ...nekadeVidare('sammanforing', fors),
  ...nekadeEfterfoljare('sammanforing', fors),
  nekas('EFTERFOLJARE_FOR_FA', post(HOS('e', 'sammanforing'), { ...fors(i('b')), tillsammansMed: [] })),
  nekas(
    'EFTERFOLJARE_DUBBEL',
    post(HOS('e', 'sammanforing'), { ...fors(i('b')), tillsammansMed: [i('c'), i('c')] }),
  ),
  lyckas(post(HOS('e', 'sammanforing'), fors(i('b')))),

  ...nekadeVidare('overlamning', () => over),
  nekas('EFTERFOLJARE_MEDLEM_OKAND', post(HOS('a', 'overlamning'), { ...over, medlem: 'okand' })),
  lyckas(post(HOS('a', 'overlamning'), over)),
  lyckas(get(HOS('b', 'harstamning'))),
  lyckas(get(`${HOS('b', 'harstamning')}?per=2025-01-01`)),
  lyckas(get(`${OKAND}/harstamning`)),
];

const FOR_LANG = 'tvåhundra led: libs/insats/src/domain/harstamning.spec.ts';
const vag = (namn: string) => `post /api/v1/forbund/{forbund}/insatser/{insats}/${namn}`;

export const INSATSERNA: Kontextprov = {
  prov: [...registret, ...beviljanden, ...livet, ...vidare],
  oprovade: {
    [vag('fortsattning')]: { HARSTAMNING_FOR_LANG: FOR_LANG },
    [vag('delning')]: { HARSTAMNING_FOR_LANG: FOR_LANG },
    [vag('sammanforing')]: { HARSTAMNING_FOR_LANG: FOR_LANG },
  },
  odelade: {
    '/api/v1/forbund/{forbund}/insatser/{insats}': 'en insats beviljas medel några gånger om året',
    '/api/v1/forbund/{forbund}/insatser/{insats}/harstamning': 'några led, högst femtio',
  },
};
