import type { Datum } from '#kernel/datum.js';
import { oreTillTal, type Ore } from '#kernel/ore.js';
import { DAG, ellerNull, HELTAL, lista, objekt, ORE, sida, svar, TEXT } from '#platform/http/schema.js';
import { kontrolleraAndelar, LAGENS_ANDELAR, PARTER } from '../projections/finansiering/andelskontroll.js';
import type { Fakturarad } from '../projections/finansiering/fakturor.query.js';
import type { Finansieringsfakta } from '../projections/finansiering/finansiering.query.js';
import { partbelopp, partlagen, summalage, type Medelslage } from '../projections/finansiering/lage.js';

const PART = { ...TEXT, enum: [...PARTER] };
const BRAK = objekt({ taljare: HELTAL, namnare: HELTAL });
const BELOPP = ellerNull(ORE);
const LAGE = {
  beslutatOre: BELOPP,
  faktureratOre: BELOPP,
  mottagetOre: BELOPP,
  periodiseratOre: BELOPP,
  obetaltOre: BELOPP,
  forutbetaltOre: BELOPP,
};

export const FINANSIERING = svar({
  andelar: ellerNull(objekt({ stat: BRAK, region: BRAK, kommun: BRAK })),
  beslut: lista(
    objekt({
      part: PART,
      medlem: ellerNull(TEXT),
      den: DAG,
      beloppOre: ORE,
      stod: objekt({ slag: TEXT, id: TEXT }),
    }),
  ),
  parter: lista(
    objekt({
      part: PART,
      ...LAGE,
      ofordelatOre: BELOPP,
      huvudman: lista(objekt({ medlem: ellerNull(TEXT), ...LAGE })),
    }),
  ),
  summa: objekt(LAGE),
  kontroll: ellerNull(
    lista(
      objekt({
        part: PART,
        beloppOre: ORE,
        vantatOre: ORE,
        avvikelseOre: ORE,
        andelPromille: ellerNull(HELTAL),
        vantadPromille: HELTAL,
        avvikelsePromille: ellerNull(HELTAL),
      }),
    ),
  ),
});

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));
const lage = (l: Medelslage) => ({
  beslutatOre: tal(l.beslutatOre),
  faktureratOre: tal(l.faktureratOre),
  mottagetOre: tal(l.mottagetOre),
  periodiseratOre: tal(l.periodiseratOre),
  obetaltOre: tal(l.obetaltOre),
  forutbetaltOre: tal(l.forutbetaltOre),
});

/** A förbund's year as the API tells it. The check is of what is decided, and null until every part has decided. */
export function finansieringsvisning(fakta: Finansieringsfakta, per: Datum) {
  const { andelar } = fakta;
  const parter = partlagen(fakta, per);
  const beslutat = partbelopp((part) => parter.find((p) => p.part === part)?.beslutatOre ?? null, andelar);
  return {
    andelar,
    beslut: fakta.beslutade.map(({ part, medlem, den, beloppOre, stod }) => ({
      ...{ part, medlem, den, stod },
      beloppOre: oreTillTal(beloppOre),
    })),
    parter: parter.map((p) => ({
      part: p.part,
      ...lage(p),
      ofordelatOre: tal(p.ofordelatOre),
      huvudman: p.huvudman.map((h) => ({ medlem: h.medlem, ...lage(h) })),
    })),
    summa: lage(summalage(parter, andelar)),
    kontroll:
      beslutat &&
      kontrolleraAndelar(beslutat, LAGENS_ANDELAR).map((k) => ({
        ...k,
        beloppOre: oreTillTal(k.beloppOre),
        vantatOre: oreTillTal(k.vantatOre),
        avvikelseOre: oreTillTal(k.avvikelseOre),
      })),
  };
}

export const FAKTUROR = sida(
  'fakturor',
  objekt({
    faktura: TEXT,
    part: PART,
    medlem: ellerNull(TEXT),
    den: DAG,
    forfaller: DAG,
    avser: objekt({ fran: DAG, till: DAG }),
    beloppOre: ORE,
    krediteratOre: ORE,
    mottagetOre: ORE,
  }),
);

export const fakturavisning = ({ ordinal: _, fran, till, ...rad }: Fakturarad) => ({
  ...rad,
  avser: { fran, till },
});
