import { DomanFel, visaVarde } from '#kernel/fel.js';
import type { RapportKod } from '../rapportfel.js';
import { svarSomJson } from '../render/svar.json.js';
import type { Figurplats } from '../stomme/figur.js';
import type { Rapportsvar } from '../stomme/rapport.js';

type Rad = Readonly<Record<string, unknown>>;

/** Beside a row's figures in JSON. */
const INTE_FIGURER = new Set([
  'niva',
  'ar',
  'rakenskapsar',
  'senast',
  'nummer',
  'rattar',
  'ordinal',
  'paragraf',
]);

/** What a row is called. */
const ETIKETTER = ['rad', 'namn', 'rubrik', 'indikator', 'cell', 'part'] as const;

const text = (varde: unknown): string => (typeof varde === 'string' ? varde : '');

/** Rows that are offered when none was found: enough to see how they are called. */
const FORSLAG = 12;

/**
 * The place of a figure by what people call it: a row's id or label, and a column; without one, the first that has a figure.
 * @throws DomanFel FIGUR_OKAND
 */
export function finnFigur(svar: Rapportsvar, visa: string, kolumn: string | undefined): Figurplats {
  const valbara = raderna(svarSomJson(svar)).filter((r) => kolumner(r).length > 0);
  const sokt = visa.toLowerCase();
  const traffar = valbara.filter((r) => r['id'] === visa);
  const funna =
    traffar.length > 0
      ? traffar
      : valbara.filter((r) => ETIKETTER.some((e) => text(r[e]).toLowerCase() === sokt));
  const [rad, annan] = funna;
  if (!rad || annan) {
    const forslag = (funna.length > 0 ? funna : valbara).slice(0, FORSLAG).map((r) => text(r['id']));
    throw new DomanFel<RapportKod>(
      'FIGUR_OKAND',
      rad ? `Flera rader heter ${visaVarde(visa)}.` : `Ingen rad heter ${visaVarde(visa)}.`,
      { falt: 'visa', forvantat: `en rads namn eller id, t.ex. ${forslag.join(', ')}` },
    );
  }
  const vald = kolumn ?? kolumner(rad).find((k) => rad[k] !== null) ?? kolumner(rad)[0] ?? '';
  return { rad: text(rad['id']), kolumn: vald };
}

/** All rows that have an id, however deep: columns have one too. */
function raderna(svar: unknown): Rad[] {
  if (typeof svar !== 'object' || svar === null) return [];
  const inre = Object.entries(svar).flatMap(([namn, v]) => (namn === 'kolumner' ? [] : raderna(v)));
  return typeof (svar as Rad)['id'] === 'string' ? [svar as Rad, ...inre] : inre;
}

const kolumner = (rad: Rad): string[] =>
  Object.entries(rad).flatMap(([namn, varde]) =>
    !INTE_FIGURER.has(namn) && (typeof varde === 'number' || varde === null) && !NYCKLAR.has(namn)
      ? [namn]
      : [],
  );

/** Null where a row has nothing of the kind: no figures either. */
const NYCKLAR = new Set([
  'post',
  'slag',
  'konto',
  'insats',
  'motpart',
  'motpartsnamn',
  'grupp',
  'overordnad',
  'tabell',
  'kalla',
  'varforInte',
  'forbund',
]);
