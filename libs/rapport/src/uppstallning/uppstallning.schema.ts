import { DAG, ellerNull, HELTAL, lista, objekt, TEXT, type Schema } from '#platform/http/schema.js';
import { BELOPP, RAD_ID, type Svarsfalt } from '../stomme/jsonschema.js';

/** What a row is about, null where its money has nothing in common, and an amount for each of its table's columns. */
const RAD: Schema = {
  ...objekt({
    id: RAD_ID,
    ...{ forbund: TEXT, tabell: TEXT, typ: TEXT, rad: TEXT, niva: HELTAL },
    ...{ post: ellerNull(TEXT), slag: ellerNull(TEXT), grupp: ellerNull(TEXT) },
    ...{ konto: ellerNull(TEXT), insats: ellerNull(TEXT), motpart: ellerNull(TEXT) },
  }),
  additionalProperties: BELOPP,
};

export const UPPSTALLNINGEN: Svarsfalt = {
  tabeller: lista(
    objekt({
      ...{ forbund: TEXT, namn: TEXT, tabell: TEXT, rubrik: TEXT, tecken: TEXT, visasI: TEXT },
      kolumner: lista(
        objekt({
          ...{ id: TEXT, rubrik: TEXT, slag: TEXT, ar: ellerNull(HELTAL) },
          ...{ fran: ellerNull(DAG), till: ellerNull(DAG), per: ellerNull(DAG) },
          ...{ formel: ellerNull(TEXT), anmarkning: ellerNull(TEXT) },
        }),
      ),
    }),
  ),
  rader: lista(RAD),
  saknas: lista(objekt({ forbund: TEXT, tabell: TEXT, kolumn: TEXT })),
};
