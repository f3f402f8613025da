import type { Blad, Bladkolumn, Bladrad, Cell } from '../stomme/blad.js';
import type { Andelskontroll, Finansieringsrapport, Forbundsfinansiering, Medelsrad, Part } from './rader.js';

const LAGE: readonly Bladkolumn[] = [
  { rubrik: '', slag: 'text', max: 44 },
  { rubrik: 'Beslutat', slag: 'belopp' },
  { rubrik: 'Fakturerat', slag: 'belopp' },
  { rubrik: 'Mottaget', slag: 'belopp' },
  { rubrik: 'Periodiserat', slag: 'belopp' },
  { rubrik: 'Förutbetalt', slag: 'belopp' },
  { rubrik: 'Bokfört', slag: 'belopp' },
  { rubrik: 'Andel bokfört', slag: 'andel' },
];
const KONTROLL: readonly Bladkolumn[] = [
  { rubrik: '', slag: 'text' },
  { rubrik: 'Belopp', slag: 'belopp' },
  { rubrik: 'Väntat', slag: 'belopp' },
  { rubrik: 'Avvikelse', slag: 'belopp' },
  { rubrik: 'Andel', slag: 'andel' },
  { rubrik: 'Ska vara', slag: 'andel' },
  { rubrik: 'Skiljer', slag: 'andel' },
];
const PARTNAMN: Readonly<Record<Part, string>> = { stat: 'Staten', region: 'Regionen', kommun: 'Kommunerna' };
const GRUNDNAMN = { beslutat: 'Beslutat', bokfort: 'Bokfört' } as const;

const celler = (rubrik: string, r: Medelsrad): Cell[] => [
  rubrik,
  r.beslutatOre,
  r.faktureratOre,
  r.mottagetOre,
  r.periodiseratOre,
  r.forutbetaltOre,
  r.bokfortOre,
  r.andelBokfort,
];

const arKand = (r: Medelsrad): boolean =>
  [r.beslutatOre, r.faktureratOre, r.mottagetOre, r.periodiseratOre, r.bokfortOre].some((b) => b !== null);

function laget(f: Forbundsfinansiering, ar: number): Blad {
  const parter = f.parter.flatMap((p): Bladrad[] => [
    { slag: 'rad', celler: celler(PARTNAMN[p.part], p) },
    ...p.huvudman
      .filter((h) => h.namn !== null)
      .map((h): Bladrad => ({ slag: 'rad', niva: 1, celler: celler(h.namn ?? '', h) })),
  ]);
  const ledgerns = (rubrik: string, belopp: bigint | null): Bladrad[] =>
    belopp === null
      ? []
      : [{ slag: 'rad', celler: [rubrik, undefined, undefined, undefined, undefined, undefined, belopp] }];
  const kand = arKand(f.summa) || f.parter.some(arKand);
  return {
    rubrik: f.namn,
    kolumner: LAGE,
    tomt: `saknas: inga uppgifter om medel från huvudmännen för ${ar}`,
    rader: kand
      ? [
          ...parter,
          { slag: 'summa', celler: celler('MEDEL FRÅN HUVUDMÄNNEN', f.summa) },
          ...ledgerns('Skuld i huvudboken: förutbetalda medel', f.bokfordSkuldOre),
          ...ledgerns('Fordran i huvudboken', f.bokfordFordranOre),
        ]
      : [],
    noter: [
      ...(f.beslutatEnligt === 'budget'
        ? ['Beslutat är styrelsens budget: alla huvudmäns beslut är inte kända.']
        : []),
      ...f.undantag.map((u) => `OBS! ${u.text}${u.part === null ? '' : `: ${PARTNAMN[u.part]}`}.`),
    ],
  };
}

const kontrollrader = (k: Andelskontroll): Bladrad[] => [
  { slag: 'rubrik', celler: [GRUNDNAMN[k.grund]] },
  ...(k.rader ?? []).map((r): Bladrad => ({
    slag: 'rad',
    niva: 1,
    celler: [
      PARTNAMN[r.part],
      r.beloppOre,
      r.vantatOre,
      r.avvikelseOre,
      r.andelPromille,
      r.vantadPromille,
      r.avvikelsePromille,
    ],
  })),
];

const kontrollen = (f: Forbundsfinansiering): Blad => ({
  rubrik: `${f.namn} · kontroll av ½ ¼ ¼`,
  kolumner: KONTROLL,
  tomt: f.kontroller.map((k) => `${GRUNDNAMN[k.grund]} kan inte prövas: ${k.varforInte ?? ''}.`).join(' '),
  rader: f.kontroller.filter((k) => k.rader !== null).flatMap(kontrollrader),
  noter: f.kontroller.some((k) => k.rader !== null)
    ? f.kontroller
        .filter((k) => k.rader === null)
        .map((k) => `${GRUNDNAMN[k.grund]} kan inte prövas: ${k.varforInte ?? ''}.`)
    : [],
});

/** Where the year's medel stand and whether they are shared as the law says, for each förbund by itself. */
export const finansieringensBlad = (rapport: Finansieringsrapport): Blad[] =>
  rapport.forbund.flatMap((f) => [laget(f, rapport.ar), kontrollen(f)]);
