import type { Blad, Bladkolumn, Bladrad } from '../stomme/blad.js';
import type { Uppstallning, Uppstallningsrad, Uppstallningstabell } from './uppstallning.js';
import { harFigurer, saknadeKolumner } from './uppstallning.json.js';

/** Longer labels are cut in a terminal. */
const LANGSTA_ETIKETT = 60;

const raden = (rad: Uppstallningsrad): Bladrad => ({
  slag: rad.typ === 'kontroll' ? 'rad' : rad.typ,
  niva: rad.niva,
  celler: [rad.rad, ...[...rad.celler.values()].map((c) => c.ore)],
});

/** `budget_foregaende` as a reader says it. */
const iOrd = (id: string): string => id.replaceAll('_', ' ');

/** The formulas of the table, what its columns must be compared with care for, and where figures are missing. */
function noterna(tabell: Uppstallningstabell): string[] {
  const { kolumner, definition } = tabell;
  const saknas = saknadeKolumner(tabell).flatMap((id) => kolumner.find((k) => k.id === id)?.rubrik ?? []);
  return [
    ...kolumner.flatMap((k) => (k.formel ? [`${k.rubrik} = ${k.formel.map(iOrd).join(' − ')}.`] : [])),
    ...(definition.tecken === 'kostnad_positiv' ? ['Kostnader visas utan minus.'] : []),
    ...kolumner.flatMap((k) => k.anmarkning ?? []),
    ...(definition.noter ?? []),
    ...(saknas.length > 0 ? [`saknas: ${saknas.join(', ')}`] : []),
  ];
}

function bladet(tabell: Uppstallningstabell): Blad {
  const { definition, kolumner } = tabell;
  const slag = definition.enhet === 'tkr' ? 'tkr' : 'belopp';
  return {
    rubrik: `${tabell.namn} · ${definition.rubrik}${slag === 'tkr' ? ' · tkr' : ''}`,
    kolumner: [
      { rubrik: '', slag: 'text', max: LANGSTA_ETIKETT },
      ...kolumner.map((k): Bladkolumn => ({ rubrik: k.rubrik, slag })),
    ],
    rader: harFigurer(tabell) ? tabell.rader.map(raden) : [],
    tomt: 'saknas: inga uppgifter i källorna',
    noter: harFigurer(tabell) ? noterna(tabell) : [],
  };
}

/** A sheet for each table of each förbund. */
export const uppstallningensBlad = ({ tabeller }: Uppstallning): Blad[] => tabeller.map(bladet);
