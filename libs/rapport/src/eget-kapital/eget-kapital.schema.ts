import { ellerNull, HELTAL, lista, objekt, ORE, TEXT } from '#platform/http/schema.js';
import { BELOPP, type Svarsfalt } from '../stomme/jsonschema.js';
import { UPPSTALLNINGEN } from '../uppstallning/uppstallning.schema.js';

export const EGET_KAPITAL: Svarsfalt = {
  ...UPPSTALLNINGEN,
  indikatorer: lista(
    objekt({
      forbund: TEXT,
      balanskrav: objekt({
        ...{ resultat: BELOPP, prognos: BELOPP },
        attAterstalla: lista(objekt({ ar: HELTAL, belopp: ORE, senast: HELTAL })),
        okandaAr: { ...lista(HELTAL), description: 'År vars resultat inte är känt till slutet.' },
        kalla: ellerNull(TEXT),
      }),
      kapitaltak: objekt({
        ...{ kapital: BELOPP, medel: BELOPP, andelPromille: ellerNull(HELTAL), tak: BELOPP },
        overTaket: { ...BELOPP, description: 'Negativ: så mycket ryms till.' },
        ...{ varforInte: ellerNull(TEXT), kalla: ellerNull(TEXT) },
      }),
    }),
  ),
  arsskiften: {
    ...lista(objekt({ forbund: TEXT, ar: HELTAL, utgaende: ORE, ingaende: ORE, skillnad: ORE })),
    description: 'År som öppnar med annat eget kapital än året före stängde med.',
  },
};
