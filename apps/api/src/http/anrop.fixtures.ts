/** What the examples stand on: a small förbund with a kontoplan, a budget, an insats, a beslut and a voucher. */
const skal = { slag: 'anteckning', text: 'prov' };
const stod = { slag: 'dokument', dokument: 'provning' };
const F = '/api/v1/forbund/{forbund}';
const LILLA = '/api/v1/forbund/lilla';

const RADER = [
  { konto: '5800', beloppOre: 100 },
  { konto: '1930', beloppOre: -100 },
];
const BUDGETRADER = [{ post: 'kostnad:team', beloppOre: -100 }];
const team = { post: 'kostnad:team', rad: 'Team', grupp: 'individ' };

export const GRUND: readonly { readonly vag: string; readonly kropp: object }[] = [
  { vag: '/api/v1/forbund', kropp: { forbund: 'lilla', namn: 'Lilla förbundet', skal } },
  {
    vag: `${LILLA}/medlemmar`,
    kropp: { medlem: 'sala-kommun', namn: 'Sala kommun', typ: 'kommun', fran: '2020', skal },
  },
  { vag: '/api/v1/grupper', kropp: { grupp: 'alla', namn: 'Alla', ingar: [{ forbund: 'lilla' }], skal } },
  {
    vag: `${LILLA}/kontoplan`,
    kropp: {
      konton: [
        { konto: '5800', namn: 'Team' },
        { konto: '1930', namn: 'Bank' },
      ],
      nyaPoster: [{ ...team, kontering: { konto: '5800' } }],
      skal,
    },
  },
  {
    vag: `${LILLA}/beslut`,
    kropp: {
      beslut: 'budget-2024',
      organ: 'styrelsen',
      rubrik: 'Budget 2024',
      fattat: { slag: 'dag', datum: '2023-11-24' },
      avser: { budget: 2024 },
      styrkt: 'protokoll',
      skal,
    },
  },
  {
    vag: `${LILLA}/sammantraden`,
    kropp: {
      sammantrade: 'var',
      slag: 'styrelse',
      antal: 3,
      period: { fran: '2024-01-01', till: '2024-06-30' },
      skal,
    },
  },
  {
    vag: `${LILLA}/budgetar/2024`,
    kropp: { den: '2024-01-01', rader: BUDGETRADER, stod: { slag: 'beslut', beslut: 'budget-2024' } },
  },
  {
    vag: `${LILLA}/budgetar/2024/periodbudgetar`,
    kropp: {
      den: '2024-01-01',
      period: { fran: '2024-01-01', till: '2024-08-31' },
      rader: BUDGETRADER,
      stod,
    },
  },
  { vag: `${LILLA}/budgetar/2024/prognoser`, kropp: { avser: '2024-08-31', rader: BUDGETRADER, stod } },
  { vag: `${LILLA}/insatser`, kropp: { insats: 'spira', namn: 'Spira', slag: 'individ', skal } },
  {
    vag: `${LILLA}/insatser/spira/beviljanden`,
    kropp: { fran: '2024-01-01', till: '2024-12-31', beloppOre: 100, stod },
  },
  { vag: `${LILLA}/insatser/spira/start`, kropp: { den: '2024-01-15', skal } },
  {
    vag: `${LILLA}/verifikationer`,
    kropp: { serie: 'a', datum: '2024-01-31', text: 'Lön', rader: RADER, skal },
  },
  {
    vag: `${LILLA}/verifikationer/2024/a/1/rattelser`,
    kropp: { datum: '2024-02-01', text: 'Rättelse', rader: RADER, skal },
  },
];

export interface Anrop {
  readonly metod: 'get' | 'post';
  readonly vag: string;
  readonly adress: string;
  readonly kropp?: object;
  readonly status: number;
  readonly kod: string;
}

const post = (vag: string, adress: string, status: number, kod: string, kropp: object): Anrop => ({
  metod: 'post',
  vag,
  adress,
  kropp,
  status,
  kod,
});
const get = (vag: string, adress: string, status: number, kod: string): Anrop => ({
  metod: 'get',
  vag,
  adress,
  status,
  kod,
});
const okand = (vag: string, adress: string): Anrop => get(vag, `${adress}?pre=1`, 400, 'PARAMETER_OKAND');

const B = `${F}/budgetar/{ar}`;
const plan = { den: '2024-05-01', rader: BUDGETRADER, stod };

/** A refused request of every route. */
export const ANROP: readonly Anrop[] = [
  post('/api/v1/forbund', '/api/v1/forbund', 409, 'FORBUND_FINNS', { forbund: 'lilla', namn: 'Igen', skal }),
  post(`${F}/uppgifter`, '/api/v1/forbund/okant/uppgifter', 404, 'FORBUND_OKANT', { namn: 'X', skal }),
  post(`${F}/medlemmar`, `${LILLA}/medlemmar`, 409, 'MEDLEM_FINNS', {
    medlem: 'sala-kommun',
    namn: 'Sala',
    typ: 'kommun',
    skal,
  }),
  post(`${F}/medlemmar/{medlem}/uttrade`, `${LILLA}/medlemmar/okand/uttrade`, 422, 'MEDLEM_OKAND', {
    till: '2024-12-31',
    skal,
  }),
  post('/api/v1/grupper', '/api/v1/grupper', 409, 'GRUPP_FINNS', {
    grupp: 'alla',
    namn: 'Alla',
    ingar: [],
    skal,
  }),
  post('/api/v1/grupper/{grupp}/andringar', '/api/v1/grupper/okand/andringar', 404, 'GRUPP_OKAND', {
    namn: 'X',
    ingar: [],
    skal,
  }),
  post(`${F}/kontoplan`, `${LILLA}/kontoplan`, 409, 'KONTOPLAN_OFORANDRAD', { skal }),
  post(`${F}/beslut`, `${LILLA}/beslut`, 409, 'BESLUT_FINNS', GRUND[4]?.kropp ?? {}),
  post(`${F}/sammantraden`, `${LILLA}/sammantraden`, 409, 'SAMMANTRADE_FINNS', GRUND[5]?.kropp ?? {}),
  post(B, `${LILLA}/budgetar/2024`, 409, 'BUDGET_FINNS', plan),
  post(`${B}/andringar`, `${LILLA}/budgetar/2024/andringar`, 422, 'BUDGETANDRING_UTAN_STOD', {
    den: '2024-05-01',
    rader: BUDGETRADER,
  }),
  post(`${B}/versioner`, `${LILLA}/budgetar/1999/versioner`, 422, 'BUDGET_SAKNAS', plan),
  post(`${B}/periodbudgetar`, `${LILLA}/budgetar/2023/periodbudgetar`, 422, 'PERIOD_UTANFOR_AR', {
    ...plan,
    period: { fran: '2024-01-01', till: '2024-08-31' },
  }),
  post(`${B}/prognoser`, `${LILLA}/budgetar/2024/prognoser`, 422, 'BUDGETPOST_OKAND', {
    avser: '2024-08-31',
    rader: [{ post: 'kostnad:okand', beloppOre: 1 }],
    stod,
  }),
  post(`${F}/insatser`, `${LILLA}/insatser`, 409, 'INSATS_FINNS', { insats: 'spira', namn: 'Spira', skal }),
  post(`${F}/insatser/{insats}/beviljanden`, `${LILLA}/insatser/spira/beviljanden`, 422, 'INSATS_UTAN_STOD', {
    fran: '2024-01-01',
    till: '2024-12-31',
    beloppOre: 1,
  }),
  post(`${F}/insatser/{insats}/start`, `${LILLA}/insatser/spira/start`, 409, 'INSATS_REDAN_STARTAD', {
    den: '2024-02-01',
    skal,
  }),
  post(`${F}/insatser/{insats}/avslut`, `${LILLA}/insatser/spira/avslut`, 422, 'INSATS_TID_OMVAND', {
    den: '2023-01-01',
    skal,
  }),
  post(`${F}/verifikationer`, `${LILLA}/verifikationer`, 422, 'VERIFIKATION_OBALANSERAD', {
    serie: 'a',
    datum: '2024-01-31',
    text: 'Lön',
    rader: RADER.slice(0, 1),
    skal,
  }),
  post(
    `${F}/verifikationer/{ar}/{serie}/{nummer}/rattelser`,
    `${LILLA}/verifikationer/2024/a/999/rattelser`,
    422,
    'VERIFIKATION_OKAND',
    { datum: '2024-02-01', text: 'Rättelse', rader: RADER, skal },
  ),
  post(
    `${F}/ingaende-balanser/{ar}`,
    `${LILLA}/ingaende-balanser/2024`,
    422,
    'INGAENDE_BALANS_RESULTATKONTO',
    { serie: 'a', rader: RADER, skal },
  ),
  post('/api/v1/kalldokument', '/api/v1/kalldokument?dryRun=true', 422, 'KALLDOKUMENT_FEL_SCHEMA', {
    schema: 'annat/1',
  }),
  okand('/api/v1/forbund', '/api/v1/forbund'),
  get(F, '/api/v1/forbund/okant', 404, 'FORBUND_OKANT'),
  okand('/api/v1/grupper', '/api/v1/grupper'),
  get('/api/v1/grupper/{grupp}', '/api/v1/grupper/okand', 404, 'GRUPP_OKAND'),
  okand(`${F}/beslut`, `${LILLA}/beslut`),
  okand(`${F}/sammantraden`, `${LILLA}/sammantraden`),
  okand(`${F}/insatser`, `${LILLA}/insatser`),
  get(`${F}/insatser/{insats}`, `${LILLA}/insatser/okand`, 404, 'INSATS_OKAND'),
  get(B, `${LILLA}/budgetar/24`, 400, 'FRAGA_OGILTIG'),
  get(`${F}/kontoplan`, `${LILLA}/kontoplan?somAv=igar`, 400, 'FRAGA_OGILTIG'),
  get(`${F}/verifikationer`, `${LILLA}/verifikationer?max=1001`, 400, 'FRAGA_OGILTIG'),
  get(
    `${F}/verifikationer/{ar}/{serie}/{nummer}`,
    `${LILLA}/verifikationer/2024/a/999`,
    422,
    'VERIFIKATION_OKAND',
  ),
  okand(`${F}/prognoser/{ar}`, `${LILLA}/prognoser/2024`),
  okand('/api/v1/kalldokument', '/api/v1/kalldokument'),
  get(
    '/api/v1/kalldokument/{id}/avstamning',
    '/api/v1/kalldokument/okant/avstamning',
    404,
    'KALLDOKUMENT_EJ_INLAST',
  ),
  get(
    '/api/v1/rapporter/budgetuppfoljning',
    '/api/v1/rapporter/budgetuppfoljning?omfattning=okand&per=2024-08-31',
    404,
    'OMFATTNING_OKAND',
  ),
  okand('/api/v1/handelser', '/api/v1/handelser'),
  get('/api/v1/handelser/{ordinal}', '/api/v1/handelser/99999', 404, 'HANDELSE_OKAND'),
  get('/api/v1/handelser/strom', '/api/v1/handelser/strom?efter=99999', 400, 'FRAGA_OGILTIG'),
];
