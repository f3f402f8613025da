import { DAG, ellerNull, lista, objekt, TEXT } from '#platform/http/schema.js';
import { BELOPP, RAD_ID, type Svarsfalt } from '../stomme/jsonschema.js';
import { KOLUMNER } from './budgetuppfoljning.js';

const BELOPPEN = {
  budget: BELOPP,
  utfall: BELOPP,
  prognos: BELOPP,
  avvikelse: { ...BELOPP, description: 'prognos − budget; positiv är ett bättre resultat.' },
};
const SUMMA = objekt(BELOPPEN);

export const UPPFOLJNING: Svarsfalt = {
  rader: lista(
    objekt({
      ...{ id: RAD_ID, rad: TEXT, post: TEXT, slag: TEXT, forbund: TEXT, grupp: TEXT },
      insats: ellerNull(TEXT),
      overordnad: ellerNull(TEXT),
      ...BELOPPEN,
      prognosBeraknad: ellerNull(objekt({ belopp: BELOPP, metod: TEXT, motiv: TEXT })),
    }),
  ),
  forbund: lista(
    objekt({ forbund: TEXT, namn: TEXT, bokfortTill: ellerNull(DAG), id: RAD_ID, summa: SUMMA }),
  ),
  summa: SUMMA,
  saknas: lista(objekt({ forbund: TEXT, kolumn: { ...TEXT, enum: [...KOLUMNER] } })),
};
