import type { Blad, Bladkolumn, Bladrad } from '../stomme/blad.js';
import type { Insatsrapporten, Insatsuppgift } from './las-insatser.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: 'Insats', slag: 'text', max: 52 },
  { rubrik: 'Slag', slag: 'text' },
  { rubrik: 'Skede', slag: 'text' },
  { rubrik: 'Beviljat', slag: 'belopp' },
  { rubrik: 'Budget', slag: 'belopp' },
  { rubrik: 'Utfall', slag: 'belopp' },
];
const UPPFOLJNINGSKOLUMNER: readonly Bladkolumn[] = [
  { rubrik: 'Insats', slag: 'text', max: 52 },
  { rubrik: 'Period', slag: 'text' },
  { rubrik: 'Mål', slag: 'text' },
  { rubrik: 'Utfall', slag: 'text' },
  { rubrik: 'Status', slag: 'text' },
];
/** What is not published: small counts, and what would give them away. */
const SKYDDAD = 'x';
const skyddsnot = `${SKYDDAD} = skyddad uppgift: antal under fem, och det som annars skulle röja dem.`;

const varde = (hundradelar: number, enhet: string): string =>
  `${String(hundradelar / 100).replace('.', ',')} ${enhet === 'procent' ? '%' : enhet}`;

const etikett = (cell: string): string => cell.replace(/^antal\./, '').replaceAll(/[._-]/g, ' ');

const insatsrad = (i: Insatsuppgift): Bladrad => ({
  slag: 'rad',
  celler: [
    i.namn,
    i.slag,
    i.den === null ? i.status : `${i.status} ${i.den}`,
    i.beviljatOre,
    i.budgetOre,
    i.utfallOre,
  ],
});

const vidare = (i: Insatsuppgift): string[] => [
  ...i.foregangare.map((l) => `${i.namn}: fortsätter ${l.fore.namn ?? l.fore.insats} sedan ${l.fran}.`),
  ...i.efterfoljare.map(
    (l) =>
      `${i.namn}: från ${l.fran} ${
        l.efter
          ? `${l.efter.namn ?? `${l.efter.insats} (ej registrerad)`} i ${l.efter.forbund}`
          : `hos ${l.medlem ?? ''}`
      }.`,
  ),
];

const malrader = (i: Insatsuppgift): Bladrad[] =>
  i.mal.flatMap((m) => {
    const mal = varde(m.malvardeHundradelar, m.enhet);
    const rad = (period: string, utfall: string | null, status: string | undefined): Bladrad => ({
      slag: 'rad',
      niva: 1,
      celler: [m.indikator, period, mal, utfall, status],
    });
    if (m.utfall.length === 0) return [rad(`${m.fran}–${m.till}`, null, undefined)];
    return m.utfall.flatMap((u) =>
      u.versioner.map((v, n) =>
        rad(
          `${u.fran}–${u.till}`,
          v.skyddad ? SKYDDAD : v.hundradelar === null ? null : varde(v.hundradelar, m.enhet),
          n < u.versioner.length - 1
            ? 'rättad'
            : v.uppnatt === null
              ? undefined
              : v.uppnatt
                ? 'nått'
                : 'ej nått',
        ),
      ),
    );
  });

const uppfoljningsrader = (i: Insatsuppgift): Bladrad[] =>
  i.uppfoljning.flatMap(({ versioner }) =>
    versioner.flatMap((v, n) =>
      v.tal.map((t): Bladrad => ({
        slag: 'rad',
        niva: 1,
        celler: [
          etikett(t.cell),
          `${v.fran}–${v.till}`,
          undefined,
          t.antal === null ? SKYDDAD : String(t.antal),
          n < versioner.length - 1 ? 'rättad' : undefined,
        ],
      })),
    ),
  );

/** Each förbund's insatser with their money, and what came out of them. */
export const insatsernasBlad = (rapport: Insatsrapporten): Blad[] =>
  rapport.forbund.flatMap(({ forbund, namn }) => {
    const egna = rapport.insatser.filter((i) => i.forbund === forbund);
    const utfall = egna.flatMap((i): Bladrad[] => {
      const rader = [...malrader(i), ...uppfoljningsrader(i)];
      return rader.length === 0 ? [] : [{ slag: 'rubrik', celler: [i.namn] }, ...rader];
    });
    return [
      {
        rubrik: namn,
        kolumner: KOLUMNER,
        rader: egna.map(insatsrad),
        tomt: 'saknas: inga insatser i källorna',
        noter: egna.flatMap(vidare),
      },
      ...(utfall.length === 0
        ? []
        : [
            {
              rubrik: `${namn} · mål och uppföljning`,
              kolumner: UPPFOLJNINGSKOLUMNER,
              rader: utfall,
              noter: [skyddsnot],
            },
          ]),
    ];
  });
