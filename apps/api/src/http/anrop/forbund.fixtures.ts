import { get, LILLA, lyckas, nekas, OKANT, post, skal, type Kontextprov } from './anrop.fixtures.js';

const uppgifter = { namn: 'Lilla förbundet', orgnr: '222000-0000', skal };
const OMVAND = { fran: '2024-01-01', till: '2023-12-31' };
const sala = { medlem: 'sala-kommun', namn: 'Sala kommun', typ: 'kommun', fran: '2020', skal };
const grupp = { namn: 'Alla', ingar: [{ forbund: 'lilla', fran: '2020-01-01' }], skal };
const GRUPPER = '/api/v1/grupper';

const STYRELSE = `${LILLA}/styrelse`;
const FORANDRINGAR = `${STYRELSE}/forandringar`;
const plats = (utseddAv: string, slag: string, mer: object = {}) => ({
  plats: `${utseddAv}-${slag}-1`,
  utseddAv,
  slag,
  ...mer,
});
const chef = plats('sala-kommun', 'ordinarie', { uppdrag: 'ordforande' });
const vice = plats('arboga-kommun', 'ordinarie', { uppdrag: 'vice_ordforande' });
const platser = [chef, vice, plats('sala-kommun', 'ersattare'), plats('sala-kommun', 'revisor')];
const styrelse = { den: '2023-01-01', platser, skal };
/** The seats of the board, before the member that appoints to most of them leaves. */
const styrelsen = [
  lyckas(post(`${LILLA}/medlemmar`, { ...sala, medlem: 'arboga-kommun', namn: 'Arboga kommun' })),
  lyckas(post(STYRELSE, styrelse)),
  nekas('STYRELSE_OFORANDRAD', post(STYRELSE, styrelse)),
  nekas('FORBUND_OKANT', post(`${OKANT}/styrelse`, styrelse)),
  nekas('PLATS_DUBBEL', post(STYRELSE, { ...styrelse, platser: [chef, chef] })),
  nekas('UTSEENDE_EJ_MEDLEM', post(STYRELSE, { ...styrelse, den: '2019-12-31' })),
  nekas('UPPDRAG_EJ_ORDINARIE', post(STYRELSE, { ...styrelse, platser: [{ ...chef, slag: 'ersattare' }] })),
  nekas(
    'UPPDRAG_DUBBELT',
    post(STYRELSE, { ...styrelse, platser: [chef, { ...vice, uppdrag: 'ordforande' }] }),
  ),
  lyckas(post(FORANDRINGAR, { den: '2024-02-01', uppdrag: [{ plats: vice.plats }], skal })),
  nekas('STYRELSE_OFORANDRAD', post(FORANDRINGAR, { den: '2024-02-01', skal })),
  nekas('FORBUND_OKANT', post(`${OKANT}/styrelse/forandringar`, { den: '2024-02-01', skal })),
  nekas('PLATS_OKAND', post(FORANDRINGAR, { den: '2024-03-01', avvecklas: ['okand'], skal })),
  nekas('PLATS_DUBBEL', post(FORANDRINGAR, { den: '2024-03-01', inrattas: [chef], skal })),
  nekas(
    'UTSEENDE_EJ_MEDLEM',
    post(FORANDRINGAR, { den: '2024-03-01', inrattas: [plats('okand', 'ordinarie')], skal }),
  ),
  nekas(
    'UPPDRAG_EJ_ORDINARIE',
    post(FORANDRINGAR, {
      den: '2024-03-01',
      uppdrag: [{ plats: 'sala-kommun-ersattare-1', uppdrag: 'vice_ordforande' }],
      skal,
    }),
  ),
  nekas(
    'UPPDRAG_DUBBELT',
    post(FORANDRINGAR, { den: '2024-03-01', uppdrag: [{ plats: vice.plats, uppdrag: 'ordforande' }], skal }),
  ),
  lyckas(get(STYRELSE)),
  lyckas(get(`${STYRELSE}?per=2024-02-01`)),
  lyckas(get(`${OKANT}/styrelse`)),
];

export const FORBUND: Kontextprov = {
  prov: [
    lyckas(post('/api/v1/forbund', { forbund: 'lilla', ...uppgifter })),
    nekas('FORBUND_FINNS', post('/api/v1/forbund', { forbund: 'lilla', ...uppgifter })),
    nekas('FORBUND_TID_OMVAND', post('/api/v1/forbund', { forbund: 'nytt', ...uppgifter, ...OMVAND })),
    lyckas(get('/api/v1/forbund')),

    lyckas(post(`${LILLA}/uppgifter`, { ...uppgifter, bildat: '2020', fran: '2020-01-01' })),
    nekas(
      'FORBUND_OFORANDRAT',
      post(`${LILLA}/uppgifter`, { ...uppgifter, bildat: '2020', fran: '2020-01-01' }),
    ),
    nekas('FORBUND_TID_OMVAND', post(`${LILLA}/uppgifter`, { ...uppgifter, ...OMVAND })),
    nekas('FORBUND_OKANT', post(`${OKANT}/uppgifter`, uppgifter)),

    lyckas(post(`${LILLA}/medlemmar`, sala)),
    nekas('MEDLEM_FINNS', post(`${LILLA}/medlemmar`, sala)),
    nekas('FORBUND_OKANT', post(`${OKANT}/medlemmar`, sala)),
    lyckas(get(LILLA)),
    lyckas(get(`${LILLA}?per=2024-01-01&somAv=2`)),
    nekas('FORBUND_OKANT', get(OKANT)),

    ...styrelsen,

    lyckas(post(`${LILLA}/medlemmar/sala-kommun/uttrade`, { till: '2024-12-31', skal })),
    nekas('MEDLEM_OKAND', post(`${LILLA}/medlemmar/okand/uttrade`, { till: '2024-12-31', skal })),
    nekas('FORBUND_OKANT', post(`${OKANT}/medlemmar/sala-kommun/uttrade`, { till: '2024-12-31', skal })),

    lyckas(post(GRUPPER, { grupp: 'alla', ...grupp })),
    nekas('GRUPP_FINNS', post(GRUPPER, { grupp: 'alla', ...grupp })),
    nekas(
      'GRUPP_TID_OMVAND',
      post(GRUPPER, { grupp: 'nya', namn: 'Nya', ingar: [{ forbund: 'lilla', ...OMVAND }], skal }),
    ),
    lyckas(get(GRUPPER)),
    lyckas(post(`${GRUPPER}/alla/andringar`, { ...grupp, namn: 'Alla förbund' })),
    nekas('GRUPP_OFORANDRAD', post(`${GRUPPER}/alla/andringar`, { ...grupp, namn: 'Alla förbund' })),
    nekas(
      'GRUPP_TID_OMVAND',
      post(`${GRUPPER}/alla/andringar`, { ...grupp, ingar: [{ forbund: 'lilla', ...OMVAND }] }),
    ),
    nekas('GRUPP_OKAND', post(`${GRUPPER}/okand/andringar`, grupp)),
    lyckas(get(`${GRUPPER}/alla`)),
    nekas('GRUPP_OKAND', get(`${GRUPPER}/okand`)),
  ],
  odelade: {
    '/api/v1/forbund/{forbund}/styrelse': 'en styrelse ändras några gånger på fyra år',
    '/api/v1/forbund/{forbund}': 'ett förbunds medlemmar är de som huvudmännen är',
    '/api/v1/grupper/{grupp}': 'en grupp är högst alla landets förbund',
  },
};
