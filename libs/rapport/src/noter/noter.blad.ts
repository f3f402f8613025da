import type { Periodiseringsvisning } from '#bokforing/public.js';
import { summa } from '#kernel/ore.js';
import type { Blad, Bladkolumn, Bladrad } from '../stomme/blad.js';
import { uppstallningensBlad } from '../uppstallning/uppstallning.blad.js';
import type { Noterna } from './noter.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: '', slag: 'text', max: 48 },
  { rubrik: 'Verifikation', slag: 'text' },
  { rubrik: 'Datum', slag: 'text' },
  { rubrik: 'Vänds', slag: 'text' },
  { rubrik: 'Belopp', slag: 'belopp' },
];

const SLAG: Readonly<Record<Periodiseringsvisning['slag'], string>> = {
  upplupen_kostnad: 'Upplupna kostnader',
  forutbetald_kostnad: 'Förutbetalda kostnader',
  upplupen_intakt: 'Upplupna intäkter',
  forutbetald_intakt: 'Förutbetalda intäkter',
};
/** Debts: shown positive, as in the tables. */
const SKULDER: ReadonlySet<string> = new Set(['upplupen_kostnad', 'forutbetald_intakt']);

function slagets(slag: Periodiseringsvisning['slag'], alla: readonly Periodiseringsvisning[]): Bladrad[] {
  const egna = alla.filter((p) => p.slag === slag);
  const visas = (debetOre: bigint): bigint => (SKULDER.has(slag) ? -debetOre : debetOre);
  if (egna.length === 0) return [];
  return [
    { slag: 'rubrik', celler: [SLAG[slag]] },
    ...egna.map((p): Bladrad => ({
      slag: 'rad',
      niva: 1,
      celler: [p.text, `${p.ar} ${p.serie} ${p.nummer}`, p.datum, p.vands, visas(p.beloppOre)],
    })),
    {
      slag: 'summa',
      niva: 1,
      celler: ['Summa', undefined, undefined, undefined, visas(summa(egna.map((p) => p.beloppOre)))],
    },
  ];
}

/** Each förbund's notes, and after them that of its accruals, where it has any. */
export function noternasBlad({ uppstallning, periodiseringar }: Noterna): Blad[] {
  const namn = new Map(uppstallning.tabeller.map((t) => [t.forbund, t.namn]));
  const egna = [...namn].flatMap(([forbund, forbundsnamn]): Blad[] => {
    const alla = periodiseringar.filter((p) => p.forbund === forbund);
    const rader = (Object.keys(SLAG) as Periodiseringsvisning['slag'][]).flatMap((s) => slagets(s, alla));
    return rader.length === 0
      ? []
      : [{ rubrik: `${forbundsnamn} · Periodiseringar`, kolumner: KOLUMNER, rader }];
  });
  return [...uppstallningensBlad(uppstallning), ...egna];
}
