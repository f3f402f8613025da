import { get, LILLA, lyckas, nekas, OKANT, post, skal, type Kontextprov } from './anrop.fixtures.js';

const VERIFIKATIONER = `${LILLA}/verifikationer`;
const grund = { slag: 'anteckning', text: 'Avstämt mot banken' };
const okandGrund = { slag: 'beslut', beslut: 'okant' };
const RADER = [
  { konto: '5800', beloppOre: 100 },
  { konto: '1930', beloppOre: -100 },
];
const verifikation = { serie: 'a', datum: '2022-03-31', text: 'Lön', rader: RADER, skal };
const manader = (fran: string, till: string) => ({ fran, till, grund });
const KVARTALET = manader('2022-01-01', '2022-03-31');
const aret = (ar: number) => `${LILLA}/rakenskapsar/${ar}`;
const heltAr = (ar: number) => manader(`${ar}-01-01`, `${ar}-12-31`);

/** The same refusals whatever is closed or opened; `adress` is one where a period of 2022 could be. */
const nekadPeriod = (adress: string) => [
  nekas('PERIOD_UTANFOR_AR', post(adress, manader('2023-01-01', '2023-01-31'))),
  nekas('PERIOD_EJ_HELA_MANADER', post(adress, manader('2022-01-01', '2022-01-30'))),
  nekas('BESLUT_OKANT', post(adress, { ...KVARTALET, grund: okandGrund })),
];

const SERIEN = `${aret(2022)}/serier/a`;
const serier = [
  lyckas(post(VERIFIKATIONER, verifikation)),
  lyckas(post(`${SERIEN}/stangningar`, KVARTALET)),
  nekas('PERIOD_REDAN_STANGD', post(`${SERIEN}/stangningar`, manader('2022-02-01', '2022-02-28'))),
  nekas('SERIE_OKAND', post(`${aret(2022)}/serier/b/stangningar`, KVARTALET)),
  ...nekadPeriod(`${SERIEN}/stangningar`),
  nekas('PERIOD_STANGD', post(VERIFIKATIONER, verifikation)),
  nekas(
    'PERIOD_STANGD',
    post(`${VERIFIKATIONER}/2022/a/1/rattelser`, {
      datum: '2022-03-31',
      text: 'Rättelse',
      rader: RADER,
      skal,
    }),
  ),
  nekas(
    'PERIOD_STANGD',
    post(`${LILLA}/ingaende-balanser/2022`, {
      serie: 'a',
      rader: [
        { konto: '1930', beloppOre: 1 },
        { konto: '2010', beloppOre: -1 },
      ],
      skal,
    }),
  ),
  lyckas(post(`${SERIEN}/oppningar`, KVARTALET)),
  nekas('PERIOD_EJ_STANGD', post(`${SERIEN}/oppningar`, KVARTALET)),
  nekas('SERIE_OKAND', post(`${aret(2022)}/serier/b/oppningar`, KVARTALET)),
  ...nekadPeriod(`${SERIEN}/oppningar`),
];

const STANGNINGAR = `${aret(2022)}/stangningar`;
const OPPNINGAR = `${aret(2022)}/oppningar`;
const BOKSLUT = `${aret(2022)}/bokslut`;
const bokslut = { konto: '2010', grund };
const arsvis = [
  lyckas(post(STANGNINGAR, heltAr(2022))),
  nekas('PERIOD_REDAN_STANGD', post(STANGNINGAR, KVARTALET)),
  ...nekadPeriod(STANGNINGAR),
  lyckas(post(OPPNINGAR, KVARTALET)),
  nekas('PERIOD_EJ_STANGD', post(OPPNINGAR, KVARTALET)),
  ...nekadPeriod(OPPNINGAR),

  nekas('ARET_EJ_STANGT', post(BOKSLUT, bokslut)),
  lyckas(post(STANGNINGAR, KVARTALET)),
  nekas('KONTO_SAKNAS', post(BOKSLUT, { konto: '2019', grund })),
  nekas('BOKSLUT_EJ_EGET_KAPITAL', post(BOKSLUT, { konto: '1930', grund })),
  nekas('BESLUT_OKANT', post(BOKSLUT, { konto: '2010', grund: okandGrund })),
  lyckas(post(BOKSLUT, bokslut)),
  nekas('BOKSLUT_OFORANDRAT', post(BOKSLUT, bokslut)),
  lyckas(post(VERIFIKATIONER, { ...verifikation, datum: '2021-12-31' })),
  lyckas(post(`${aret(2022)}/oppningar`, heltAr(2022))),
  lyckas(post(`${aret(2021)}/stangningar`, heltAr(2021))),
  lyckas(post(`${aret(2021)}/bokslut`, bokslut)),
  lyckas(post(`${aret(2022)}/stangningar`, heltAr(2022))),
  lyckas(post(`${aret(2021)}/oppningar`, manader('2021-12-01', '2021-12-31'))),
  lyckas(post(VERIFIKATIONER, { ...verifikation, datum: '2021-12-30' })),
  lyckas(post(`${aret(2021)}/stangningar`, manader('2021-12-01', '2021-12-31'))),
  nekas('PERIOD_STANGD', post(`${aret(2021)}/bokslut`, bokslut)),
  lyckas(post(VERIFIKATIONER, { ...verifikation, datum: '2019-12-31' })),
  nekas('FOREGAENDE_AR_EJ_AVSLUTAT', post(`${aret(2020)}/bokslut`, bokslut)),
  lyckas(get(aret(2021))),
  lyckas(get(`${OKANT}/rakenskapsar/2022`)),
];

const PERIODISERINGAR = `${LILLA}/periodiseringar`;
const periodisering = {
  serie: 'p',
  datum: '2021-12-31',
  text: 'Löneskuld',
  slag: 'upplupen_kostnad',
  vands: '2022-01-01',
  rader: [
    { konto: '5800', beloppOre: 100 },
    { konto: '2010', beloppOre: -100 },
  ],
  skal,
};
const oppen = { ...periodisering, datum: '2020-12-31', vands: '2021-01-01' };
const medRader = (...rader: object[]) => post(PERIODISERINGAR, { ...oppen, rader });
const [kostnad, skuld] = oppen.rader;
const makulering = { datum: '2020-12-31', text: 'Makulering', skal };
const periodiseringar = [
  lyckas(post(PERIODISERINGAR, { ...periodisering, datum: '2024-06-30', vands: '2025-01-01' })),
  lyckas(post(PERIODISERINGAR, oppen)),
  nekas('PERIOD_STANGD', post(PERIODISERINGAR, periodisering)),
  nekas('PERIODISERING_FEL_KONTO', post(PERIODISERINGAR, { ...oppen, slag: 'upplupen_intakt' })),
  nekas('VANDNING_UTANFOR_TID', post(PERIODISERINGAR, { ...oppen, vands: '2020-12-31' })),
  nekas('SERIE_OGILTIG', post(PERIODISERINGAR, { ...oppen, serie: 'p-q' })),
  nekas('VERIFIKATION_UTAN_RADER', medRader()),
  nekas('VERIFIKATION_OBALANSERAD', medRader({ ...kostnad })),
  nekas('KONTO_SAKNAS', medRader({ ...kostnad, konto: '5999' }, { ...skuld })),
  nekas('MOTPART_SAKNAS', medRader({ ...kostnad, motpart: 'okand' }, { ...skuld })),
  nekas('INSATS_SAKNAS', medRader({ ...kostnad, insats: 'okand' }, { ...skuld })),

  nekas('PERIOD_STANGD', post(`${VERIFIKATIONER}/2020/p/1/vandning`, { skal })),
  lyckas(post(PERIODISERINGAR, { ...oppen, datum: '2020-08-31', vands: '2020-09-01' })),
  lyckas(post(`${VERIFIKATIONER}/2020/p/2/vandning`, { text: 'Vändning', skal })),
  nekas('PERIODISERING_REDAN_VAND', post(`${VERIFIKATIONER}/2020/p/2/vandning`, { text: 'Igen', skal })),
  nekas('PERIODISERING_SAKNAS', post(`${VERIFIKATIONER}/2020/p/999/vandning`, { skal })),
  lyckas(post(`${VERIFIKATIONER}/2020/p/1/makulering`, makulering)),
  nekas('VERIFIKATION_REDAN_MAKULERAD', post(`${VERIFIKATIONER}/2020/p/1/makulering`, makulering)),
  nekas('VERIFIKATION_REDAN_MAKULERAD', post(`${VERIFIKATIONER}/2020/p/1/vandning`, { skal })),
  nekas('VERIFIKATION_OKAND', post(`${VERIFIKATIONER}/2020/p/999/makulering`, makulering)),
  nekas(
    'DATUM_UTANFOR_AR',
    post(`${VERIFIKATIONER}/2020/p/2/makulering`, { ...makulering, datum: '2021-01-01' }),
  ),
  nekas(
    'PERIOD_STANGD',
    post(`${VERIFIKATIONER}/2021/a/1/makulering`, { ...makulering, datum: '2021-12-31' }),
  ),
  lyckas(get(PERIODISERINGAR)),
  lyckas(get(`${PERIODISERINGAR}?per=2020-08-31&max=1`)),
  lyckas(get(`${OKANT}/periodiseringar`)),
  lyckas(get(`${VERIFIKATIONER}/2020/p/1`)),
];

export const RAKENSKAPSAR: Kontextprov = {
  prov: [...serier, ...arsvis, ...periodiseringar],
  odelade: {
    '/api/v1/forbund/{forbund}/rakenskapsar/{ar}': 'ett år har tolv månader och några serier',
  },
  oprovade: {
    'post /api/v1/forbund/{forbund}/rakenskapsar/{ar}/bokslut': {
      BOKSLUT_INAKTUELLT: 'året öppnas medan bokslutet räknas fram: rakenskapsar.decider.spec.ts',
      BOKSLUT_FOR_STORT: 'tusentals balanskonteringar: rakenskapsar.decider.spec.ts',
    },
    'post /api/v1/forbund/{forbund}/verifikationer/{ar}/{serie}/{nummer}/makulering': {
      MAKULERING_INAKTUELL: 'någon rättar medan makuleringen räknas fram: periodisering.spec.ts',
    },
  },
};
