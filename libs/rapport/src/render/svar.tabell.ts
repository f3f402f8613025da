import type { Blad, Bladkolumn, Bladrad, Cell } from '../stomme/blad.js';
import type { Rapportsvar } from '../stomme/rapport.js';
import { antal, kronor, procenttal, SAKNAS, tusental } from './talformat.js';
import { textkolumner } from './textkolumner.js';

/** A label stands this far in for each level. */
const INDRAG = '  ';

function visad(cell: Cell, { slag }: Bladkolumn): string {
  if (cell === undefined) return '';
  if (cell === null) return SAKNAS;
  if (typeof cell === 'bigint') return slag === 'tkr' ? tusental(cell) : kronor(cell);
  if (typeof cell === 'number' && slag === 'andel') return `${procenttal(cell)}\u00A0%`;
  return typeof cell === 'number' ? antal(cell) : cell;
}

const raden = (rad: Bladrad, kolumner: readonly Bladkolumn[]): string[] =>
  rad.celler.map((cell, k) => {
    const kolumn = kolumner[k];
    const text = kolumn ? visad(cell, kolumn) : '';
    return k === 0 ? `${INDRAG.repeat(rad.niva ?? 0)}${text}` : text;
  });

function tabell(blad: Blad): string {
  if (blad.rader.length === 0) return `${INDRAG}${blad.tomt ?? 'Inga uppgifter.'}`;
  const kolumner = blad.kolumner.map((k) => ({
    rubrik: k.rubrik,
    hoger: k.slag !== 'text',
    ...(k.max === undefined ? {} : { max: k.max }),
  }));
  const rader = blad.rader.flatMap((rad, n) => {
    // A rule before a total that closes the whole table.
    const slutsumma = rad.slag === 'summa' && (rad.niva ?? 0) === 0 && blad.rader[n - 1]?.slag !== 'summa';
    return [...(slutsumma && n > 0 ? [null] : []), raden(rad, blad.kolumner)];
  });
  return textkolumner(kolumner, rader);
}

export const bladetSomText = (blad: Blad): string =>
  [
    ...(blad.rubrik === '' ? [] : [blad.rubrik]),
    tabell(blad),
    ...(blad.noter ?? []).map((n) => `${INDRAG}${n}`),
  ].join('\n');

/** What the money of the sheets is shown in; empty when none has a column for it. */
function enheten(bladen: readonly Blad[]): string {
  const slagen = new Set(bladen.flatMap((b) => b.kolumner.map((k) => k.slag)));
  if (slagen.size > 0 && !slagen.has('belopp') && !slagen.has('tkr')) return '';
  const tkr = slagen.has('tkr') ? ['tusental kronor'] : [];
  return [...(slagen.has('belopp') || tkr.length === 0 ? ['kronor'] : []), ...tkr].join(' och ');
}

/** For a terminal: whole kronor (or thousands, where a sheet says so), `1 234 567`, `−` for minus, `–` for what is missing. */
export function svarSomTabell(
  svar: Rapportsvar,
  val: { readonly forklaringar: boolean } = { forklaringar: true },
): string {
  const { rapport, omfattning, ar, underlag } = svar;
  const bladen = rapport.blad(svar.resultat);
  const forklaringar = val.forklaringar ? bladen.flatMap((b) => b.forklaringar ?? []) : [];
  return [
    [`${rapport.titel.toUpperCase()} ${ar}`, omfattning.namn, `per ${underlag.per}`, enheten(bladen)]
      .filter((del) => del !== '')
      .join(' · '),
    ...svar.anmarkningar.map((a) => `OBS! ${a}`),
    ...bladen.flatMap((b) => ['', bladetSomText(b)]),
    ...(forklaringar.length === 0 ? [] : ['', ...forklaringar]),
    '',
    `Underlag: händelse ${underlag.ordinal}, per ${underlag.per}, regler ${underlag.regelversion}. ${SAKNAS} = uppgift saknas.`,
  ].join('\n');
}
