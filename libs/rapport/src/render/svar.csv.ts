import type { Blad, Bladkolumn, Bladrad, Cell } from '../stomme/blad.js';
import type { Rapportsvar } from '../stomme/rapport.js';
import { procenttal } from './talformat.js';

/** Swedish spreadsheets split at semicolons, since the comma is in the numbers, and need the mark to read UTF-8. */
const SKILJE = ';';
const BOM = '\uFEFF';
const RADSLUT = '\r\n';
const ORE_PER_KRONA = 100n;

/** A text that a spreadsheet would run as a formula is kept as text. */
const FORMEL = /^[=+\-@\t\r]/;

const text = (t: string): string => {
  const ofarlig = FORMEL.test(t) ? `'${t}` : t;
  return /[;"\r\n]/.test(ofarlig) ? `"${ofarlig.replaceAll('"', '""')}"` : ofarlig;
};

function kronorOchOren(ore: bigint): string {
  const belopp = ore < 0n ? -ore : ore;
  return `${ore < 0n ? '-' : ''}${belopp / ORE_PER_KRONA},${String(belopp % ORE_PER_KRONA).padStart(2, '0')}`;
}

function falt(cell: Cell, kolumn: Bladkolumn | undefined): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'bigint') return kronorOchOren(cell);
  if (typeof cell === 'number') return kolumn?.slag === 'andel' ? procenttal(cell, '-') : String(cell);
  return text(cell);
}

/** Where a row stands is told by its first columns, so that it means the same when it is sorted or filtered. */
function bladets(blad: Blad): string[][] {
  const rubriker: string[] = [];
  return blad.rader.flatMap((rad: Bladrad) => {
    const niva = rad.niva ?? 0;
    while (rubriker.length < niva) rubriker.push('');
    rubriker.length = niva;
    if (rad.slag === 'rubrik') {
      rubriker.push(String(rad.celler[0] ?? ''));
      return [];
    }
    const avsnitt = rubriker.filter((r) => r !== '').join(' / ');
    return [
      [text(blad.rubrik), text(avsnitt), rad.slag, ...blad.kolumner.map((k, n) => falt(rad.celler[n], k))],
    ];
  });
}

/** The report as CSV: kronor with decimals, every row with its sheet and section. Sheets of the same columns share a header. */
export const svarSomCsv = (svar: Rapportsvar): string => bladenSomCsv(svar.rapport.blad(svar.resultat));

export function bladenSomCsv(bladen: readonly Blad[]): string {
  let forra: string | undefined;
  const rader = bladen.flatMap((blad) => {
    const huvud = ['Blad', 'Avsnitt', 'Radslag', ...blad.kolumner.map((k) => text(k.rubrik || 'Rad'))].join(
      SKILJE,
    );
    const ny = huvud !== forra;
    const avstand = ny && forra !== undefined ? [''] : [];
    forra = huvud;
    return [...avstand, ...(ny ? [huvud] : []), ...bladets(blad).map((r) => r.join(SKILJE))];
  });
  return `${BOM}${rader.map((r) => `${r}${RADSLUT}`).join('')}`;
}
