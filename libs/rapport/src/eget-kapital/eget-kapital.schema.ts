import { ellerNull, HELTAL, lista, objekt, ORE, TEXT } from '#platform/http/schema.js';
import { BELOPP, type Svarsfalt } from '../stomme/jsonschema.js';
import { UPPSTALLNINGEN } from '../uppstallning/uppstallning.schema.js';

/** A row whose figures open. */
const PLATS = { id: TEXT, rad: TEXT };

export const EGET_KAPITAL: Svarsfalt = {
  ...UPPSTALLNINGEN,
  indikatorer: lista(
    objekt({
      forbund: TEXT,
      balanskrav: objekt({
        ...{ ...PLATS, resultat: BELOPP, prognos: BELOPP },
        tidigare: {
          ...lista(objekt({ ...PLATS, rakenskapsar: HELTAL, resultat: BELOPP })),
          description:
            'År som underskott kan vara kvar från; resultatet är null när året inte är känt till slutet.',
        },
        attAterstalla: lista(objekt({ ...PLATS, rakenskapsar: HELTAL, belopp: ORE, senast: HELTAL })),
        kalla: ellerNull(TEXT),
      }),
      kapitaltak: objekt({
        ...PLATS,
        ...{ kapital: BELOPP, medel: BELOPP, andelPromille: ellerNull(HELTAL), tak: BELOPP },
        overTaket: { ...BELOPP, description: 'Negativ: så mycket ryms till.' },
        ...{ varforInte: ellerNull(TEXT), kalla: ellerNull(TEXT) },
      }),
    }),
  ),
  arsskiften: {
    ...lista(
      objekt({ ...PLATS, forbund: TEXT, rakenskapsar: HELTAL, utgaende: ORE, ingaende: ORE, skillnad: ORE }),
    ),
    description: 'År som öppnar med annat eget kapital än året före stängde med.',
  },
};
