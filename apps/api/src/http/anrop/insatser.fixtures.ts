import { get, LILLA, lyckas, nekas, OKANT, post, skal, stod, type Kontextprov } from './anrop.fixtures.js';

const INSATSER = `${LILLA}/insatser`;
const SPIRA = `${INSATSER}/spira`;
const AVSLUTAD = `${INSATSER}/avslutad`;
const OKAND = `${INSATSER}/okand`;
const beviljande = { fran: '2024-01-01', till: '2024-12-31', beloppOre: 100, stod };
const start = { den: '2024-01-15', skal };

export const INSATSERNA: Kontextprov = {
  prov: [
    lyckas(post(INSATSER, { insats: 'spira', namn: 'Spira', slag: 'individ', skal })),
    nekas('INSATS_FINNS', post(INSATSER, { insats: 'spira', namn: 'Spira', skal })),
    lyckas(post(INSATSER, { insats: 'avslutad', namn: 'Avslutad', skal })),
    lyckas(get(INSATSER)),
    lyckas(get(`${OKANT}/insatser`)),

    lyckas(post(`${SPIRA}/start`, start)),
    nekas('INSATS_REDAN_STARTAD', post(`${SPIRA}/start`, { ...start, den: '2024-02-01' })),
    nekas('INSATS_OKAND', post(`${OKAND}/start`, start)),

    nekas('INSATS_TID_OMVAND', post(`${SPIRA}/avslut`, { den: '2023-01-01', skal })),
    nekas('INSATS_OKAND', post(`${OKAND}/avslut`, { den: '2024-12-31', skal })),
    lyckas(post(`${AVSLUTAD}/avslut`, { den: '2024-12-31', overgarTill: 'Sala kommun', skal })),
    nekas('INSATS_AVSLUTAD', post(`${AVSLUTAD}/avslut`, { den: '2024-12-30', skal })),
    nekas('INSATS_AVSLUTAD', post(`${AVSLUTAD}/start`, start)),

    lyckas(post(`${SPIRA}/beviljanden`, beviljande)),
    nekas('INSATS_OKAND', post(`${OKAND}/beviljanden`, beviljande)),
    nekas('INSATS_AVSLUTAD', post(`${AVSLUTAD}/beviljanden`, beviljande)),
    nekas('INSATS_UTAN_STOD', post(`${SPIRA}/beviljanden`, { ...beviljande, stod: undefined })),
    nekas('INSATS_BELOPP_EJ_POSITIVT', post(`${SPIRA}/beviljanden`, { ...beviljande, beloppOre: 0 })),
    nekas('INSATS_TID_OMVAND', post(`${SPIRA}/beviljanden`, { ...beviljande, till: '2023-12-31' })),
    nekas(
      'INSATS_BESLUT_OKANT',
      post(`${SPIRA}/beviljanden`, { ...beviljande, stod: { slag: 'beslut', beslut: 'okant' } }),
    ),
    lyckas(get(SPIRA)),
    nekas('INSATS_OKAND', get(OKAND)),
  ],
  odelade: {
    '/api/v1/forbund/{forbund}/insatser/{insats}': 'en insats beviljas medel några gånger om året',
  },
};
