import { arsStart } from '#kernel/datum.js';
import { kronor } from '../render/talformat.js';
import type { Blad, Bladkolumn, Bladrad, Cell } from '../stomme/blad.js';
import {
  arBalanskonto,
  type Forbundssaldon,
  type Klassaldo,
  type Saldobalans,
  type Saldobelopp,
  type Saldoundantag,
} from './saldobalans.js';

const KLASSER: Readonly<Record<string, string>> = {
  1: 'Tillgångar',
  2: 'Eget kapital och skulder',
  3: 'Intäkter',
  4: 'Kostnader och bidrag',
  5: 'Personalkostnader',
  6: 'Övriga kostnader',
  7: 'Övriga kostnader',
  8: 'Finansiella poster',
};

/** A period within the year has a balance of its own to begin with. */
const kolumner = (fran: boolean): readonly Bladkolumn[] => [
  { rubrik: 'Konto', slag: 'text' },
  { rubrik: 'Benämning', slag: 'text', max: 48 },
  { rubrik: 'Ingående balans', slag: 'belopp' },
  ...(fran ? [{ rubrik: 'Ingående saldo', slag: 'belopp' } as const] : []),
  { rubrik: 'Debet', slag: 'belopp' },
  { rubrik: 'Kredit', slag: 'belopp' },
  { rubrik: 'Utgående saldo', slag: 'belopp' },
];

interface Visning {
  readonly fran: boolean;
  readonly balans: boolean;
}

const belopp = (b: Saldobelopp, { fran, balans }: Visning): Cell[] => [
  balans ? b.ingaendeBalansOre : undefined,
  ...(fran ? [b.ingaendeOre] : []),
  b.debetOre,
  b.kreditOre,
  b.utgaendeOre,
];

function klassens({ klass, konton, ...summa }: Klassaldo, fran: boolean): Bladrad[] {
  const v = { fran, balans: arBalanskonto(klass) };
  return [
    { slag: 'rubrik', celler: [`Klass ${klass}`, KLASSER[klass]] },
    ...konton.flatMap(({ konto, namn, delar, ...b }): Bladrad[] => [
      { slag: 'rad', niva: 1, celler: [konto, namn, ...belopp(b, v)] },
      ...delar.map(({ insats, motpart, motpartsnamn, ...del }): Bladrad => {
        const plats =
          [insats, motpartsnamn ?? motpart].filter((x) => x !== null).join(' · ') ||
          'utan insats och motpart';
        return { slag: 'rad', niva: 2, celler: [konto, `  ${plats}`, ...belopp(del, v)] };
      }),
    ]),
    { slag: 'summa', niva: 1, celler: ['Summa', `klass ${klass}`, ...belopp(summa, v)] },
  ];
}

const iOrd = ({ text, beloppOre }: Saldoundantag): string =>
  `OBS! ${text}${beloppOre === null ? '' : `: ${kronor(beloppOre)} kr`}.`;

function forbundets(f: Forbundssaldon, fran: boolean): Blad {
  const summor = (etikett: string, b: Saldobelopp, balans = true): Bladrad => ({
    slag: 'summa',
    celler: ['Summa', etikett, ...belopp(b, { fran, balans })],
  });
  return {
    rubrik: f.namn,
    kolumner: kolumner(fran),
    rader: [
      ...f.klasser.flatMap((k) => klassens(k, fran)),
      summor('balanskonton, klass 1–2', f.balans),
      summor('resultatkonton, klass 3–8', f.resultat, false),
      summor('alla konton', f.summa),
    ],
    noter: f.undantag.map(iOrd),
  };
}

/** Each förbund by itself: its books are its own. */
export function saldobalansensBlad({ ar, period, forbund, saknas }: Saldobalans): Blad[] {
  const fran = period !== undefined && period.fran > arsStart(ar);
  const tomt = `saknas: inget är bokfört ${ar} och ingen ingående balans finns`;
  return [
    ...forbund.map((f) => forbundets(f, fran)),
    ...saknas.map((f) => ({ rubrik: f.namn, kolumner: kolumner(fran), rader: [], tomt })),
  ];
}
