import { DAG, ellerNull, HELTAL, JA_NEJ, lista, objekt, TEXT, type Schema } from '#platform/http/schema.js';
import { BELOPP, RAD_ID, type Svarsfalt } from '../stomme/jsonschema.js';

const SKYDDAT = { description: 'Null när uppgiften är skyddad.' };
const VARDE: Schema = { type: 'number', description: 'I målets enhet.' };
const LED = objekt({
  led: HELTAL,
  slag: { ...TEXT, enum: ['fortsattning', 'delning', 'sammanforing', 'overlamning'] },
  fran: DAG,
  fore: objekt({ forbund: TEXT, insats: TEXT, namn: ellerNull(TEXT) }),
  efter: ellerNull(objekt({ forbund: TEXT, insats: TEXT, namn: ellerNull(TEXT) })),
  medlem: ellerNull(TEXT),
  enhet: ellerNull(TEXT),
  vantarPa: lista(objekt({ forbund: TEXT, insats: TEXT })),
});
const MAL = objekt({
  id: RAD_ID,
  ...{ mal: TEXT, fran: DAG, till: DAG, indikator: TEXT, enhet: TEXT },
  riktning: { ...TEXT, enum: ['minst', 'hogst'] },
  malvarde: VARDE,
  utfall: lista(
    objekt({
      fran: DAG,
      till: DAG,
      versioner: lista(
        objekt({
          id: RAD_ID,
          ...{ taljare: ellerNull(HELTAL), namnare: ellerNull(HELTAL), orsak: ellerNull(TEXT) },
          ...{ skyddad: JA_NEJ, uppnatt: ellerNull(JA_NEJ) },
          varde: { ...ellerNull(VARDE), ...SKYDDAT },
        }),
      ),
    }),
  ),
});
const UPPFOLJNING = objekt({
  versioner: lista(
    objekt({
      ...{ nummer: HELTAL, rattar: ellerNull(HELTAL), orsak: ellerNull(TEXT), fran: DAG, till: DAG },
      tal: lista(
        objekt({ id: RAD_ID, cell: TEXT, antal: { ...ellerNull(HELTAL), ...SKYDDAT }, skyddad: JA_NEJ }),
      ),
    }),
  ),
});

export const INSATSER: Svarsfalt = {
  insatser: lista(
    objekt({
      id: RAD_ID,
      ...{ forbund: TEXT, insats: TEXT, namn: TEXT, slag: ellerNull(TEXT), status: TEXT },
      ...{ den: ellerNull(DAG), overgarTill: ellerNull(TEXT) },
      ...{ beviljat: BELOPP, utfall: BELOPP, budget: BELOPP },
      mal: lista(MAL),
      uppfoljning: lista(UPPFOLJNING),
      foregangare: lista(LED),
      efterfoljare: lista(LED),
    }),
  ),
};
