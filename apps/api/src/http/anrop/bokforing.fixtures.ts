import { get, LILLA, lyckas, nekas, OKANT, post, skal, type Kontextprov } from './anrop.fixtures.js';

const PLAN = `${LILLA}/kontoplan`;
const team = { post: 'kostnad:team', rad: 'Team', grupp: 'individ' };
const nyPost = (mer: object) => ({ nyaPoster: [{ ...team, post: 'kostnad:ny', ...mer }], skal });

const kontoplan = [
  lyckas(
    post(PLAN, {
      konton: [
        { konto: '5800', namn: 'Team' },
        { konto: '1930', namn: 'Bank' },
        { konto: '2010', namn: 'Eget kapital' },
      ],
      motparter: [{ nyckel: 'sala-kommun', namn: 'Sala kommun', medlem: true }],
      nyaPoster: [
        { ...team, kontering: { konto: '5800' } },
        { post: 'tillgang:bank', rad: 'Bank', grupp: 'kassa', kontering: { konto: '1930' } },
      ],
      skal,
    }),
  ),
  lyckas(post(PLAN, { andradePoster: [{ ...team, rad: 'Teamet' }], skal })),
  nekas('KONTOPLAN_OFORANDRAD', post(PLAN, { skal })),
  nekas('KONTO_OGILTIGT', post(PLAN, { konton: [{ konto: '9999', namn: 'X' }], skal })),
  nekas('KONTO_OKANT', post(PLAN, nyPost({ kontering: { konto: '5999' } }))),
  nekas('KONTO_FEL_KLASS', post(PLAN, nyPost({ kontering: { konto: '1930' } }))),
  nekas('MOTPART_OKAND', post(PLAN, nyPost({ kontering: { konto: '5800', motpart: 'okand' } }))),
  nekas('KONTERING_UPPTAGEN', post(PLAN, nyPost({ kontering: { konto: '5800' } }))),
  nekas('POST_FINNS', post(PLAN, { nyaPoster: [{ ...team, kontering: { konto: '5800' } }], skal })),
  nekas('POST_OKAND', post(PLAN, { andradePoster: [{ ...team, post: 'kostnad:okand' }], skal })),
  lyckas(get(PLAN)),
  lyckas(get(`${OKANT}/kontoplan`)),
];

const RADER = [
  { konto: '5800', beloppOre: 100 },
  { konto: '1930', beloppOre: -100 },
];
/** The same refusals wherever rows are booked: `kropp` is a request that would succeed. */
const nekadeRader = (adress: string, kropp: { rader: readonly object[] }) => {
  const med = (...rader: object[]) => post(adress, { ...kropp, rader });
  const [forsta = {}, ...andra] = kropp.rader;
  return [
    nekas('VERIFIKATION_UTAN_RADER', med()),
    nekas('VERIFIKATION_OBALANSERAD', med(forsta)),
    nekas('KONTO_SAKNAS', med({ ...forsta, konto: '5999' }, ...andra)),
    nekas('MOTPART_SAKNAS', med({ ...forsta, motpart: 'okand' }, ...andra)),
    nekas('INSATS_SAKNAS', med({ ...forsta, insats: 'okand' }, ...andra)),
  ];
};

const VERIFIKATIONER = `${LILLA}/verifikationer`;
const verifikation = { serie: 'a', datum: '2024-01-31', text: 'Lön', rader: RADER, skal };
/** Rows enough for a voucher within the bounds of a request, and beyond what one event may be. */
const MANGA = Array.from({ length: 5_000 }, () => ({
  konto: '5800',
  beloppOre: 0,
  motpart: 'sala-kommun',
}));
const RATTELSER = `${VERIFIKATIONER}/2024/a/1/rattelser`;
const rattelse = {
  datum: '2024-02-01',
  text: 'Rättelse',
  rader: RADER.map((rad) => ({ ...rad, utgar: true })),
  skal,
};
const BALANSER = `${LILLA}/ingaende-balanser/2024`;
const balans = {
  serie: 'a',
  rader: [
    { konto: '1930', beloppOre: 500 },
    { konto: '2010', beloppOre: -500 },
  ],
  skal,
};

export const BOKFORING: Kontextprov = {
  prov: [
    ...kontoplan,
    lyckas(post(VERIFIKATIONER, verifikation)),
    ...nekadeRader(VERIFIKATIONER, verifikation),
    nekas('SERIE_OGILTIG', post(VERIFIKATIONER, { ...verifikation, serie: 'a-b' })),
    nekas('RECORD_TOO_LARGE', post(VERIFIKATIONER, { ...verifikation, rader: MANGA })),
    lyckas(get(VERIFIKATIONER)),
    lyckas(get(`${VERIFIKATIONER}?ar=2024&serie=a&per=2024-12-31&max=1`)),
    lyckas(get(`${OKANT}/verifikationer`)),
    lyckas(get(`${VERIFIKATIONER}/2024/a/1`)),
    nekas('VERIFIKATION_OKAND', get(`${VERIFIKATIONER}/2024/a/999`)),

    lyckas(post(RATTELSER, rattelse)),
    ...nekadeRader(RATTELSER, rattelse),
    nekas('SERIE_OGILTIG', post(`${VERIFIKATIONER}/2024/a-b/1/rattelser`, rattelse)),
    nekas('VERIFIKATION_OKAND', post(`${VERIFIKATIONER}/2024/a/999/rattelser`, rattelse)),
    nekas('DATUM_UTANFOR_AR', post(RATTELSER, { ...rattelse, datum: '2025-01-01' })),

    lyckas(post(BALANSER, balans)),
    ...nekadeRader(BALANSER, balans),
    nekas('SERIE_OGILTIG', post(BALANSER, { ...balans, serie: 'a-b' })),
    nekas('INGAENDE_BALANS_RESULTATKONTO', post(BALANSER, { ...balans, rader: RADER })),
  ],
  odelade: {
    '/api/v1/forbund/{forbund}/kontoplan': 'en kontoplan har högst så många konton som det finns kontonummer',
    '/api/v1/forbund/{forbund}/verifikationer/{ar}/{serie}/{nummer}': 'en verifikation har högst 5 000 rader',
  },
};
