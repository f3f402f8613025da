import { DAG, ellerNull, HELTAL, lista, objekt, ORE, TEXT } from '#platform/http/schema.js';
import { BELOPP, type Svarsfalt } from '../stomme/jsonschema.js';
import { SAMBAND } from '../stomme/samband.schema.js';

const RAD = objekt({
  ...{ konto: TEXT, kontonamn: ellerNull(TEXT), insats: ellerNull(TEXT) },
  ...{ motpart: ellerNull(TEXT), motpartsnamn: ellerNull(TEXT), debet: BELOPP, kredit: BELOPP },
});
const VERIFIKATION = objekt({
  ...{ ar: HELTAL, serie: TEXT, nummer: HELTAL, datum: DAG, text: TEXT, ordinal: HELTAL },
  ...{ registrerad: { ...TEXT, format: 'date-time' }, vem: TEXT, skal: { type: 'object' } },
  beslut: ellerNull({ type: 'object' }),
  ...{ dokument: ellerNull(TEXT), ...SAMBAND, rader: lista(RAD), debet: ORE, kredit: ORE },
});
const KONTROLL = objekt({
  ...{ serie: TEXT, fran: HELTAL, till: HELTAL, antal: HELTAL },
  luckor: lista(objekt({ fran: HELTAL, till: HELTAL })),
  senare: { ...HELTAL, description: 'Daterade efter per: räknade här, men inte med i listan.' },
});

export const VERIFIKATIONSLISTA: Svarsfalt = {
  forbund: lista(
    objekt({
      ...{ forbund: TEXT, namn: TEXT, verifikationer: lista(VERIFIKATION) },
      nummerkontroll: lista(KONTROLL),
    }),
  ),
  nasta: ellerNull({ ...TEXT, description: 'Ges som efter för nästa sida, som av samma händelse.' }),
};
