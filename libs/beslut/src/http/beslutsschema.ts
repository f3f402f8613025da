import { DAG, ellerNull, HELTAL, lista, objekt, TEXT } from '#platform/http/schema.js';
import type { Beslutsrad } from '../projections/beslut/beslut.query.js';
import type { Beslutsvy } from '../projections/beslut/beslutsvy.query.js';

const REF = objekt({ forbund: TEXT, beslut: TEXT });
const SKEDE = {
  ...TEXT,
  enum: ['fattat', 'justerat', 'anslaget', 'overklagat', 'laga_kraft', 'upphavt', 'ersatt'],
};

/** A beslut as it is shown, alone or in a list. */
export const BESLUT = {
  beslut: TEXT,
  organ: TEXT,
  rubrik: TEXT,
  text: ellerNull(TEXT),
  fattatSlag: { ...TEXT, enum: ['dag', 'ar', 'period'] },
  fattatFran: DAG,
  fattatTill: DAG,
  paragraf: ellerNull(HELTAL),
  dnr: ellerNull(TEXT),
  avserBudget: ellerNull(HELTAL),
  avserPrognos: ellerNull(HELTAL),
  styrkt: { ...TEXT, enum: ['protokoll', 'kalldokument'] },
  sammantrade: ellerNull(TEXT),
  omrostning: ellerNull(objekt({ ja: HELTAL, nej: HELTAL, avstod: HELTAL })),
  reservationer: lista(TEXT),
  skede: SKEDE,
  justerat: ellerNull(DAG),
  anslaget: ellerNull(DAG),
  nedtaget: ellerNull(DAG),
  sistaOverklagandedag: ellerNull(DAG),
  lagaKraft: ellerNull(DAG),
  upphort: ellerNull(objekt({ slag: { ...TEXT, enum: ['upphavt', 'ersatt', 'dom'] }, av: TEXT, den: DAG })),
  faststalltAv: lista(REF),
  avvikelser: lista(
    objekt({
      slag: { ...TEXT, enum: ['justering', 'anslag', 'nedtagning', 'overklagande'] },
      frist: DAG,
      den: ellerNull(DAG),
      dagar: HELTAL,
      overklagande: ellerNull(TEXT),
    }),
  ),
  /** How many events rest on it. */
  vilar: HELTAL,
};

export const DETALJER = {
  faststaller: lista(REF),
  upphaver: lista(TEXT),
  overklaganden: lista(
    objekt({
      overklagande: TEXT,
      den: DAG,
      malnummer: ellerNull(TEXT),
      utfall: ellerNull({ ...TEXT, enum: ['avslaget', 'avvisat', 'aterkallat', 'bifallet'] }),
      avgjort: ellerNull(DAG),
    }),
  ),
};

const omrostningen = ({ ja, nej, avstod }: Beslutsrad) =>
  ja === null || nej === null || avstod === null ? null : { ja, nej, avstod };

/** Field by field as BESLUT says it. */
export function beslutsvisning({ rad, lage, faststalltAv }: Beslutsvy, vilar: number) {
  const { forbund: _f, ordinal: _o, registrerad: _r, ja: _j, nej: _n, avstod: _a, ...uppgifter } = rad;
  return { ...uppgifter, omrostning: omrostningen(rad), ...lage, faststalltAv, vilar };
}
