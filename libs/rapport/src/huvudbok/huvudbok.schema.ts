import { DAG, ellerNull, HELTAL, JA_NEJ, lista, objekt, ORE, TEXT } from '#platform/http/schema.js';
import { BELOPP, type Svarsfalt } from '../stomme/jsonschema.js';
import { SAMBAND } from '../stomme/samband.schema.js';

const NASTA = { ...TEXT, description: 'Ges som efter för nästa sida, som av samma händelse.' };

const RAD = objekt({
  ...{ ar: HELTAL, serie: TEXT, nummer: HELTAL, datum: DAG, text: TEXT, ordinal: HELTAL, nr: HELTAL },
  ...{ insats: ellerNull(TEXT), motpart: ellerNull(TEXT), motpartsnamn: ellerNull(TEXT) },
  ...{ debet: BELOPP, kredit: BELOPP, saldo: ORE },
  ...SAMBAND,
});
const KONTO = objekt({
  ...{ konto: TEXT, namn: ellerNull(TEXT) },
  fortsatter: { ...JA_NEJ, description: 'Kontot började på en tidigare sida.' },
  ...{ ingaendeSaldo: ORE, rader: lista(RAD) },
  slut: {
    ...ellerNull(objekt({ debet: ORE, kredit: ORE, utgaendeSaldo: ORE })),
    description: 'Hela periodens summor, där kontot slutar på sidan.',
  },
});

export const HUVUDBOK: Svarsfalt = {
  fran: ellerNull(DAG),
  till: ellerNull(DAG),
  forbund: lista(
    objekt({
      ...{ forbund: TEXT, namn: TEXT, konton: lista(KONTO) },
      summa: ellerNull(objekt({ debet: ORE, kredit: ORE })),
    }),
  ),
  saknas: lista(objekt({ forbund: TEXT })),
  nasta: ellerNull(NASTA),
};
