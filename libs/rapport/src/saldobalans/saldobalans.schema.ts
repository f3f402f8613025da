import { DAG, ellerNull, lista, objekt, ORE, TEXT, type Schema } from '#platform/http/schema.js';
import { BELOPP, RAD_ID, type Svarsfalt } from '../stomme/jsonschema.js';
import { RADTYPER } from './saldobalans.json.js';

/** A field that only some kinds of rows have. */
const frivilliga = (rad: Schema, ...falt: readonly string[]): Schema => ({
  ...rad,
  required: (rad.required ?? []).filter((f) => !falt.includes(f)),
});

export const SALDOBALANS: Svarsfalt = {
  fran: ellerNull(DAG),
  till: ellerNull(DAG),
  rader: lista(
    frivilliga(
      objekt({
        id: RAD_ID,
        ...{ typ: { ...TEXT, enum: [...RADTYPER] }, forbund: TEXT, klass: TEXT, konto: TEXT, rad: TEXT },
        ...{ insats: ellerNull(TEXT), motpart: ellerNull(TEXT), motpartsnamn: ellerNull(TEXT) },
        ingaendeBalans: { ...BELOPP, description: 'Debet positivt. Konton i klass 3–8 har ingen.' },
        ingaendeSaldo: { ...ORE, description: 'När perioden började.' },
        ...{ debet: ORE, kredit: ORE, utgaendeSaldo: ORE },
      }),
      ...['klass', 'konto', 'rad', 'insats', 'motpart', 'motpartsnamn'],
    ),
  ),
  undantag: lista(objekt({ forbund: TEXT, slag: TEXT, text: TEXT, belopp: BELOPP })),
  saknas: lista(objekt({ forbund: TEXT })),
};
