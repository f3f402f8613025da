import { get, lyckas, nekas, post, postText, type Kontextprov } from './anrop.fixtures.js';

const DOKUMENT = '/api/v1/kalldokument';

const rad = {
  rad: 'Team',
  post: 'team',
  slag: 'kostnad',
  grupp: 'individ',
  varden: [-100],
};
const tabell = {
  id: 't',
  enhet: 'kr',
  tecken: 'kostnad_negativ',
  kolumner: [{ id: 'h', slag: 'utfall', fran: '2024-01-01', till: '2024-06-30' }],
  rader: [rad],
};
const insats = { insats: 'spira', rubrik: 'Spira' };
const dokument = {
  schema: 'kalldokument/1',
  id: 'provrapport',
  titel: 'Provrapport',
  forbund: { nyckel: 'lilla-tryckta', namn: 'Lilla tryckta' },
  tabeller: [tabell],
  insatser: [{ ...insats, start: '2024-01-01' }],
};
const PERIODER = '/api/v1/forbund/lilla-tryckta/rakenskapsar/2024';
const HALVARET = {
  fran: '2024-01-01',
  till: '2024-06-30',
  grund: { slag: 'anteckning', text: 'Delårsbokslut' },
};
const MER_AN_10_MIB = 10.1 * 1024 * 1024;
/** Another document, with its one table changed. */
const med = (mer: object) => post(DOKUMENT, { ...dokument, id: 'annan', tabeller: [{ ...tabell, ...mer }] });
const medKolumn = (fran: string, till: string) => med({ kolumner: [{ ...tabell.kolumner[0], fran, till }] });

export const KALLDOKUMENT: Kontextprov = {
  prov: [
    lyckas(post(`${DOKUMENT}?dryRun=true`, dokument)),
    lyckas(post(DOKUMENT, dokument)),
    lyckas(post(DOKUMENT, dokument)),
    nekas('KALLDOKUMENT_ANDRAT', post(DOKUMENT, { ...dokument, titel: 'Ändrad' })),
    nekas('KALLDOKUMENT_FEL_SCHEMA', post(DOKUMENT, { schema: 'annat/1' })),
    nekas('KALLDOKUMENT_OGILTIGT', post(DOKUMENT, { ...dokument, tabeller: [] })),
    nekas('KALLDOKUMENT_FEL_ANTAL_VARDEN', med({ rader: [{ ...rad, varden: [1, 2] }] })),
    nekas(
      'KALLDOKUMENT_DUBBEL_TABELL',
      post(DOKUMENT, { ...dokument, id: 'annan', tabeller: [tabell, tabell] }),
    ),
    nekas('KALLDOKUMENT_DUBBEL_POST', med({ rader: [rad, rad] })),
    nekas('KALLDOKUMENT_OKAND_HANVISNING', med({ rader: [{ ...rad, specificeras_av: ['not-9'] }] })),
    nekas('KALLDOKUMENT_CIRKEL', med({ rader: [{ ...rad, specificeras_av: ['t'] }] })),
    nekas('KALLDOKUMENT_PERIOD_OMVAND', medKolumn('2024-06-30', '2024-01-01')),
    nekas('KALLDOKUMENT_PERIOD_OVER_ARSSKIFTE', medKolumn('2023-06-30', '2024-06-30')),
    nekas(
      'KALLDOKUMENT_UTAN_SIFFROR',
      med({ kolumner: [{ id: 'a', slag: 'avvikelse', formel: 'prognos-budget' }] }),
    ),
    nekas('KALLDOKUMENT_EJ_JSON', postText(DOKUMENT, '{"schema":')),
    nekas('BEGARAN_FOR_STOR', postText(DOKUMENT, JSON.stringify({ text: 'x'.repeat(MER_AN_10_MIB) }))),
    nekas('BELOPP_FOR_STORT', med({ rader: [{ ...rad, varden: [1e15] }] })),
    nekas(
      'INSATS_TID_OMVAND',
      post(DOKUMENT, { ...dokument, id: 'annan', insatser: [{ ...insats, slut: '2023-01-01' }] }),
    ),
    nekas('UPPGIFT_OM_PERSON', post(DOKUMENT, { ...dokument, id: 'annan', titel: 'Om 19800101-1231' })),
    nekas(
      'UPPFOLJNING_TID_OMVAND',
      post(DOKUMENT, {
        ...{ ...dokument, id: 'annan' },
        insatser: [{ ...insats, uppfoljning: { fran: '2030-01-01', kontakt: 1 } }],
      }),
    ),
    // A figure of a period that is closed would have to be corrected in it.
    lyckas(post(`${PERIODER}/stangningar`, HALVARET)),
    nekas(
      'PERIOD_STANGD',
      post(DOKUMENT, {
        ...dokument,
        id: 'rattad-provrapport',
        tabeller: [{ ...tabell, rader: [{ ...rad, varden: [-200] }] }],
      }),
    ),
    lyckas(post(`${PERIODER}/oppningar`, HALVARET)),
    nekas('BELOPP_EJ_HELTAL', med({ rader: [{ ...rad, varden: [0.001] }] })),
    lyckas(get(DOKUMENT)),
    lyckas(get(`${DOKUMENT}/provrapport/avstamning`)),
    nekas('KALLDOKUMENT_EJ_INLAST', get(`${DOKUMENT}/okant/avstamning`)),
  ],
  oprovade: {
    'post /api/v1/kalldokument': {
      KALLDOKUMENT_INLAST: 'två processer läser in samma dokument på en gång',
      INLASNING_PAGAR: 'två processer läser in var sitt dokument för ett förbund på en gång',
      INLASNING_EJ_PABORJAD: 'inläsningen påbörjas och avslutas i samma anrop',
      KONTERINGSREGEL_SAKNAS: 'de medföljande reglerna har konto åt varje slag',
      KONTOINTERVALL_FULLT: 'ett dokument med fler poster än ett kontointervall har konton',
    },
  },
  odelade: {
    '/api/v1/kalldokument/{id}/avstamning': 'ett dokument, som är högst 10 MiB',
  },
};
