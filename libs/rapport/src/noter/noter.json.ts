import { oreTillTal } from '#kernel/ore.js';
import { DAG, HELTAL, lista, objekt, ORE, TEXT } from '#platform/http/schema.js';
import type { Svarsfalt } from '../stomme/jsonschema.js';
import { uppstallningSomJson } from '../uppstallning/uppstallning.json.js';
import { UPPSTALLNINGEN } from '../uppstallning/uppstallning.schema.js';
import type { Noterna } from './noter.js';

export const noternaSomJson = ({ uppstallning, periodiseringar }: Noterna) => ({
  ...uppstallningSomJson(uppstallning),
  periodiseringar: periodiseringar.map(
    ({ forbund, ar, serie, nummer, datum, text, slag, vands, beloppOre }) => ({
      ...{ forbund, ar, serie, nummer, datum, text, slag, vands },
      belopp: oreTillTal(beloppOre),
    }),
  ),
});

export const NOTERNA: Svarsfalt = {
  ...UPPSTALLNINGEN,
  periodiseringar: {
    ...lista(
      objekt({
        ...{ forbund: TEXT, ar: HELTAL, serie: TEXT, nummer: HELTAL, datum: DAG, text: TEXT },
        slag: {
          ...TEXT,
          enum: ['upplupen_kostnad', 'forutbetald_kostnad', 'upplupen_intakt', 'forutbetald_intakt'],
        },
        ...{ vands: DAG, belopp: { ...ORE, description: 'På balanskontot: debet positivt.' } },
      }),
    ),
    description: 'De som står kvar dagen per.',
  },
};
