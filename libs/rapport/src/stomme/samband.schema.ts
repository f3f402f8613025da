import { DAG, ellerNull, HELTAL, JA_NEJ, lista, objekt, TEXT } from '#platform/http/schema.js';

const PLATS = ellerNull(objekt({ ar: HELTAL, serie: TEXT, nummer: HELTAL }));

/** What `sambandSomJson` gives. */
export const SAMBAND = {
  rattar: ellerNull(HELTAL),
  makulerar: JA_NEJ,
  rattasAv: lista(HELTAL),
  periodisering: ellerNull(objekt({ slag: TEXT, vands: DAG })),
  vander: PLATS,
  vandsAv: PLATS,
};
