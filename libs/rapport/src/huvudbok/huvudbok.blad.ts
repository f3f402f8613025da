import type { Ore } from '#kernel/ore.js';
import type { Blad, Bladkolumn, Bladrad, Cell } from '../stomme/blad.js';
import { sambandIOrd, verNamn } from '../stomme/samband.js';
import type { Forbundshuvudbok, Huvudbok, Huvudbokskonto, Huvudboksrad } from './huvudbok.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: 'Konto', slag: 'text' },
  { rubrik: 'Datum', slag: 'text' },
  { rubrik: 'Ver', slag: 'text' },
  { rubrik: 'Text', slag: 'text', max: 44 },
  { rubrik: 'Insats', slag: 'text', max: 24 },
  { rubrik: 'Motpart', slag: 'text', max: 24 },
  { rubrik: 'Debet', slag: 'belopp' },
  { rubrik: 'Kredit', slag: 'belopp' },
  { rubrik: 'Saldo', slag: 'belopp' },
  { rubrik: 'Samband', slag: 'text' },
];

/** A row's amount in one of two columns; the other is blank. */
export const iKolumn = (belopp: Ore): [Cell, Cell] =>
  belopp < 0n ? [undefined, -belopp] : [belopp, undefined];

const raden = (konto: string, r: Huvudboksrad): Bladrad => ({
  slag: 'rad',
  niva: 1,
  celler: [
    ...[konto, r.datum, verNamn(r), r.text, r.insats ?? undefined],
    r.motpartsnamn ?? r.motpart ?? undefined,
    ...iKolumn(r.beloppOre),
    r.saldoOre,
    sambandIOrd(r) || undefined,
  ],
});

function kontots({ konto, namn, fortsatter, ingaendeOre, rader, slut }: Huvudbokskonto): Bladrad[] {
  const mellan = [undefined, undefined] as const;
  const ingaende = fortsatter ? 'Saldo från sidan före' : 'Ingående saldo';
  return [
    { slag: 'rubrik', celler: [konto, undefined, undefined, namn ?? undefined] },
    { slag: 'rad', niva: 1, celler: [konto, ...mellan, ingaende, ...mellan, ...mellan, ingaendeOre] },
    ...rader.map((r) => raden(konto, r)),
    ...(slut === null
      ? []
      : [
          {
            slag: 'summa' as const,
            niva: 1,
            celler: [
              ...[konto, ...mellan, 'Utgående saldo', ...mellan],
              ...[slut.debetOre, slut.kreditOre, slut.utgaendeOre],
            ],
          },
        ]),
  ];
}

function forbundets({ namn, konton, summa }: Forbundshuvudbok): Blad {
  const tomt = [undefined, undefined] as const;
  return {
    rubrik: namn,
    kolumner: KOLUMNER,
    tomt: 'Inget är bokfört på kontona under perioden, och inget stod på dem.',
    rader: [
      ...konton.flatMap(kontots),
      ...(konton.length === 0 || summa === null
        ? []
        : [
            {
              slag: 'summa' as const,
              celler: ['Summa', ...tomt, undefined, ...tomt, summa.debetOre, summa.kreditOre],
            },
          ]),
    ],
  };
}

/** What a reader does to see more. */
export const sidnot = (nasta: string | null): string[] =>
  nasta === null ? [] : [`Fler rader finns. Fortsätt med efter = ${nasta}`];

/** Each förbund by itself: its books are its own. */
export const huvudbokensBlad = ({ forbund, saknas, nasta }: Huvudbok): Blad[] => [
  ...forbund.map((f, n) => ({
    ...forbundets(f),
    noter: n === forbund.length - 1 ? sidnot(nasta) : [],
  })),
  ...saknas.map((f) => ({
    rubrik: f.namn,
    kolumner: KOLUMNER,
    rader: [],
    tomt: 'saknas: inget är bokfört under året och ingen ingående balans finns',
  })),
];
