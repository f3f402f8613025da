import { get, LILLA, lyckas, nekas, OKANT, post, skal, type Kontextprov } from './anrop.fixtures.js';

const REGISTER = `${LILLA}/beslut`;
const BUDGETEN = `${REGISTER}/budget-2024`;
const MOTEN = `${LILLA}/sammantraden`;
const MOTET = `${MOTEN}/styrelsen-2023-11-24`;
const OKANT_MOTE = `${MOTEN}/okant`;

const sammantrade = {
  sammantrade: 'var',
  slag: 'styrelse',
  antal: 3,
  period: { fran: '2024-01-01', till: '2024-06-30' },
  skal,
};
const kallelse = {
  sammantrade: 'styrelsen-2023-11-24',
  slag: 'styrelse',
  organ: 'styrelsen',
  den: '2023-11-24',
  lokal: 'Kansliet',
  arenden: [{ rubrik: 'Budget 2024', dnr: '2023/17' }],
  skal,
};
const narvaro = [
  { plats: 'sala-kommun-ordinarie-1', tjanstgor: true },
  { plats: 'arboga-kommun-ordinarie-1', tjanstgor: true },
  { plats: 'sala-kommun-ersattare-1', tjanstgor: false },
];
const motet = {
  sammantrade: 'styrelsen-2023-11-24',
  slag: 'styrelse',
  antal: 1,
  period: { fran: '2023-11-24', till: '2023-11-24' },
  organ: 'styrelsen',
  narvaro,
  skal,
};
const annatMote = { ...motet, sammantrade: 'annat' };
const alla = narvaro.map((n) => ({ ...n, tjanstgor: true }));

/** The same refusals of every step of a protokoll. */
const nekadeSteg = (steg: string) => [
  nekas('SAMMANTRADE_SAKNAS', post(`${OKANT_MOTE}/${steg}`, { den: '2023-12-01', skal })),
  nekas('SAMMANTRADE_EJ_HALLET', post(`${MOTEN}/kallat/${steg}`, { den: '2023-12-01', skal })),
  nekas('SAMMANTRADE_FLERA', post(`${MOTEN}/var/${steg}`, { den: '2023-12-01', skal })),
  nekas('PROTOKOLL_PARAGRAF_OGILTIG', post(`${MOTET}/${steg}`, { den: '2023-12-01', paragrafer: [], skal })),
  nekas('PROTOKOLL_TID_OMVAND', post(`${MOTET}/${steg}`, { den: '2023-11-23', skal })),
  nekas('PROTOKOLL_INGET_ATT_RATTA', post(`${MOTET}/${steg}`, { den: '2023-12-01', rattelse: true, skal })),
];

const sammantraden = [
  lyckas(post(MOTEN, sammantrade)),
  nekas('SAMMANTRADE_FINNS', post(MOTEN, sammantrade)),
  nekas(
    'SAMMANTRADE_TID_OMVAND',
    post(MOTEN, { ...sammantrade, period: { fran: '2024-06-30', till: '2024-01-01' } }),
  ),
  lyckas(post(`${MOTEN}/kallelser`, kallelse)),
  nekas('SAMMANTRADE_OFORANDRAT', post(`${MOTEN}/kallelser`, kallelse)),
  nekas('SAMMANTRADE_FINNS', post(`${MOTEN}/kallelser`, { ...kallelse, sammantrade: 'var' })),
  lyckas(post(`${MOTEN}/kallelser`, { ...kallelse, sammantrade: 'kallat' })),
  nekas('SAMMANTRADE_FLERA', post(MOTEN, { ...annatMote, antal: 2 })),
  nekas('NARVARO_DUBBEL', post(MOTEN, { ...annatMote, narvaro: [narvaro[0], narvaro[0]] })),
  nekas('NARVARO_PLATS_OKAND', post(MOTEN, { ...annatMote, narvaro: [{ plats: 'okand', tjanstgor: true }] })),
  nekas(
    'NARVARO_REVISOR_TJANSTGOR',
    post(MOTEN, { ...annatMote, narvaro: [{ plats: 'sala-kommun-revisor-1', tjanstgor: true }] }),
  ),
  nekas('NARVARO_FLER_AN_ORDINARIE', post(MOTEN, { ...annatMote, narvaro: alla })),
  lyckas(post(MOTEN, motet)),
  lyckas(get(`${MOTEN}?per=2024-03-01`)),
  lyckas(get(`${OKANT}/sammantraden`)),
];

/** The way of the protokoll: each step is refused before the one that it follows. */
const protokollet = [
  ...nekadeSteg('justering'),
  nekas('PROTOKOLL_EJ_JUSTERAT', post(`${MOTET}/anslag`, { den: '2023-12-01', skal })),
  nekas('PROTOKOLL_EJ_ANSLAGET', post(`${MOTET}/nedtagning`, { den: '2023-12-01', skal })),
  lyckas(post(`${MOTET}/justering`, { den: '2023-12-01', skal })),
  nekas('PROTOKOLL_JUSTERAT', post(`${MOTET}/justering`, { den: '2023-12-02', skal })),
  lyckas(post(`${MOTET}/justering`, { den: '2023-12-02', rattelse: true, skal })),
  ...nekadeSteg('anslag'),
  lyckas(post(`${MOTET}/anslag`, { den: '2023-12-04', skal })),
  nekas('PROTOKOLL_ANSLAGET', post(`${MOTET}/anslag`, { den: '2023-12-05', skal })),
  ...nekadeSteg('nedtagning'),
  lyckas(post(`${MOTET}/nedtagning`, { den: '2024-01-02', skal })),
  lyckas(get(MOTET)),
  lyckas(get(`${MOTET}?somAv=99999&per=2024-01-01`)),
  nekas('SAMMANTRADE_SAKNAS', get(OKANT_MOTE)),
];

const beslut = {
  beslut: 'budget-2024',
  organ: 'styrelsen',
  rubrik: 'Budget 2024',
  fattat: { slag: 'dag', datum: '2023-11-24' },
  paragraf: 52,
  dnr: '2023/17',
  avser: { budget: 2024 },
  styrkt: 'protokoll',
  sammantrade: 'styrelsen-2023-11-24',
  omrostning: { ja: 1, nej: 1, avstod: 0 },
  reservationer: ['arboga-kommun-ordinarie-1'],
  skal,
};
const OMVAND = { slag: 'period', period: { fran: '2023-12-01', till: '2023-01-01' } };
/** The same refusals of all that tells what a beslut is: `kropp` is one that would be accepted. */
const nekadeUppgifter = (adress: string, kropp: object) => [
  nekas('ANROP_OGILTIGT', post(adress, { ...kropp, fattat: { slag: 'dag', ar: 2023 } })),
  nekas(
    'BESLUT_TID_OMVAND',
    post(adress, { ...kropp, sammantrade: undefined, reservationer: undefined, fattat: OMVAND }),
  ),
  nekas('OMROSTNING_OGILTIG', post(adress, { ...kropp, omrostning: { ja: 0, nej: 0, avstod: 1 } })),
  nekas('OMROSTNING_FLER_AN_TJANSTGOR', post(adress, { ...kropp, omrostning: { ja: 3, nej: 0, avstod: 0 } })),
  nekas(
    'RESERVATION_DUBBEL',
    post(adress, { ...kropp, reservationer: Array(2).fill('sala-kommun-ordinarie-1') }),
  ),
  nekas(
    'RESERVATION_EJ_TJANSTGORANDE',
    post(adress, { ...kropp, reservationer: ['sala-kommun-ersattare-1'] }),
  ),
  nekas(
    'RESERVATION_PLATS_OKAND',
    post(adress, { ...kropp, sammantrade: undefined, reservationer: ['okand'] }),
  ),
  nekas('BESLUT_SAMMANTRADE_OKANT', post(adress, { ...kropp, sammantrade: 'kallat' })),
  nekas('BESLUT_EJ_SAMMANTRADETS_DAG', post(adress, { ...kropp, fattat: { slag: 'ar', ar: 2023 } })),
];

const rattelse = (() => {
  const { beslut: _, ...uppgifter } = beslut;
  return { ...uppgifter, text: 'Budgeten fastställs.', orsak: 'Texten fattades.' };
})();
const senare = (nyckel: string) => ({
  beslut: nyckel,
  organ: 'styrelsen',
  rubrik: 'Ändring',
  fattat: { slag: 'dag', datum: '2024-03-01' },
  styrkt: 'protokoll',
  skal,
});
const OVERKLAGANDEN = `${BUDGETEN}/overklaganden`;
const overklagande = { overklagande: 'mal-1', den: '2023-12-11', malnummer: '1234-23', skal };
const avgorande = { den: '2024-02-01', utfall: 'avslaget', skal };
const upphavande = { slag: 'ersatt', av: 'andring', den: '2024-03-01', skal };
const faststaller = (nyckel: string) => ({ faststaller: [{ forbund: 'lilla', beslut: nyckel }], skal });
const OKANT_BESLUT = `${REGISTER}/okant`;

const besluten = [
  lyckas(post(REGISTER, beslut)),
  nekas('BESLUT_FINNS', post(REGISTER, beslut)),
  ...nekadeUppgifter(REGISTER, { ...beslut, beslut: 'annat' }),
  lyckas(post(`${BUDGETEN}/rattelser`, rattelse)),
  nekas('BESLUT_OFORANDRAT', post(`${BUDGETEN}/rattelser`, rattelse)),
  nekas('BESLUT_SAKNAS', post(`${OKANT_BESLUT}/rattelser`, rattelse)),
  ...nekadeUppgifter(`${BUDGETEN}/rattelser`, rattelse),
  lyckas(post(REGISTER, senare('andring'))),
  lyckas(post(REGISTER, senare('upphort'))),
];

const foljderna = [
  lyckas(post(OVERKLAGANDEN, overklagande)),
  nekas('OVERKLAGANDE_FINNS', post(OVERKLAGANDEN, overklagande)),
  nekas(
    'BESLUT_TID_OMVAND',
    post(OVERKLAGANDEN, { ...overklagande, overklagande: 'mal-2', den: '2023-11-23' }),
  ),
  nekas('BESLUT_SAKNAS', post(`${OKANT_BESLUT}/overklaganden`, overklagande)),
  nekas('BESLUT_TID_OMVAND', post(`${OVERKLAGANDEN}/mal-1/avgorande`, { ...avgorande, den: '2023-12-10' })),
  lyckas(post(`${OVERKLAGANDEN}/mal-1/avgorande`, avgorande)),
  nekas('OVERKLAGANDE_AVGJORT', post(`${OVERKLAGANDEN}/mal-1/avgorande`, avgorande)),
  nekas('OVERKLAGANDE_OKANT', post(`${OVERKLAGANDEN}/mal-3/avgorande`, avgorande)),
  nekas('BESLUT_SAKNAS', post(`${OKANT_BESLUT}/overklaganden/mal-1/avgorande`, avgorande)),

  lyckas(post(`${REGISTER}/andring/faststallanden`, faststaller('budget-2024'))),
  nekas('FASTSTALLANDE_FINNS', post(`${REGISTER}/andring/faststallanden`, faststaller('budget-2024'))),
  nekas('FASTSTALLANDE_TOMT', post(`${REGISTER}/andring/faststallanden`, { faststaller: [], skal })),
  nekas('FASTSTALLT_BESLUT_OKANT', post(`${REGISTER}/andring/faststallanden`, faststaller('okant'))),
  nekas('FASTSTALLT_BESLUT_SENARE', post(`${BUDGETEN}/faststallanden`, faststaller('andring'))),
  nekas('BESLUT_SAKNAS', post(`${OKANT_BESLUT}/faststallanden`, faststaller('budget-2024'))),

  lyckas(post(`${REGISTER}/upphort/upphavande`, upphavande)),
  nekas('BESLUT_UPPHORT', post(`${REGISTER}/upphort/upphavande`, upphavande)),
  nekas('BESLUT_UPPHORT', post(`${REGISTER}/upphort/overklaganden`, { ...overklagande, den: '2024-03-02' })),
  nekas('BESLUT_UPPHORT', post(`${REGISTER}/upphort/faststallanden`, faststaller('budget-2024'))),
  nekas('BESLUT_TID_OMVAND', post(`${BUDGETEN}/upphavande`, { ...upphavande, den: '2023-11-01' })),
  nekas('UPPHAVANDE_BESLUT_OKANT', post(`${BUDGETEN}/upphavande`, { ...upphavande, av: 'okant' })),
  nekas(
    'UPPHAVANDE_BESLUT_TIDIGARE',
    post(`${REGISTER}/andring/upphavande`, { ...upphavande, av: 'budget-2024' }),
  ),
  nekas('BESLUT_SAKNAS', post(`${OKANT_BESLUT}/upphavande`, upphavande)),
];

export const BESLUT: Kontextprov = {
  prov: [
    ...sammantraden,
    ...protokollet,
    ...besluten,
    ...foljderna,
    lyckas(get(REGISTER)),
    lyckas(
      get(`${REGISTER}?per=2024-03-01&organ=styrelsen&sok=budget%202023/17&fran=2023-01-01&till=2023-12-31`),
    ),
    lyckas(get(`${OKANT}/beslut`)),
    lyckas(get(BUDGETEN)),
    lyckas(get(`${BUDGETEN}?per=2024-03-01&max=1`)),
    nekas('BESLUT_SAKNAS', get(OKANT_BESLUT)),
    lyckas(get('/api/v1/handelser/1/beslut')),
  ],
  odelade: {
    '/api/v1/forbund/{forbund}/sammantraden/{sammantrade}': 'vad som hände på ett möte',
    '/api/v1/handelser/{ordinal}/beslut': 'en händelse vilar på högst två beslut i varje förbund',
  },
};
