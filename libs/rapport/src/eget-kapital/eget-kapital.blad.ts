import { kronor } from '../render/talformat.js';
import type { Blad, Bladkolumn, Bladrad } from '../stomme/blad.js';
import { uppstallningensBlad } from '../uppstallning/uppstallning.blad.js';
import type { Egetkapital } from './eget-kapital.js';
import type { Kapitalindikatorer } from './indikatorer.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: '', slag: 'text' },
  { rubrik: 'Belopp', slag: 'belopp' },
  { rubrik: 'Andel av medlen', slag: 'andel' },
];

const rad = (rubrik: string, belopp: bigint | null, andel?: number | null): Bladrad => ({
  slag: 'rad',
  celler: [rubrik, belopp, andel],
});

const indikatorbladet = ({ namn, balanskrav, kapitaltak }: Kapitalindikatorer): Blad => {
  const okandaAr = balanskrav.tidigare.filter((t) => t.resultatOre === null);
  return {
    rubrik: `${namn} · Balanskrav och sparat kapital`,
    kolumner: KOLUMNER,
    rader: [
      rad('Balanskravsresultat till dagen', balanskrav.resultatOre),
      rad('Balanskravsresultat enligt styrelsens prognos för året', balanskrav.prognosOre),
      ...balanskrav.tidigare.map((t) => rad(`Resultat ${t.ar}`, t.resultatOre)),
      ...balanskrav.attAterstalla.map((u) =>
        rad(`Underskott ${u.ar} att återställa senast ${u.senast}`, -u.kvarOre),
      ),
      rad('Eget kapital', kapitaltak.kapitalOre, kapitaltak.andelPromille),
      rad('Rekommenderat tak', kapitaltak.takOre),
      rad('Eget kapital över taket', kapitaltak.overTaketOre),
    ],
    noter: [
      ...(balanskrav.kalla === null ? [] : [`Balanskrav: ${balanskrav.kalla}.`]),
      ...(okandaAr.length === 0
        ? []
        : [`Resultatet för hela året är inte känt: ${okandaAr.map((t) => t.ar).join(', ')}.`]),
      ...(kapitaltak.kalla === null ? [] : [`Tak: ${kapitaltak.kalla}.`]),
      ...(kapitaltak.varforInte === null ? [] : [`Inget tak: ${kapitaltak.varforInte}.`]),
    ],
  };
};

/** Each förbund's tables, then its indicators. */
export const egetkapitalsBlad = ({ uppstallning, indikatorer, arsskiften }: Egetkapital): Blad[] => {
  const tabeller = uppstallningensBlad(uppstallning).map((blad, n) => {
    const forbund = uppstallning.tabeller[n]?.forbund;
    const noter = arsskiften
      .filter((a) => a.forbund === forbund)
      .map(
        (a) =>
          `OBS! ${a.ar} öppnar med ${kronor(a.ingaendeOre)} kr i eget kapital; ${a.ar - 1} stängde med ${kronor(a.utgaendeOre)} kr.`,
      );
    return { ...blad, noter: [...(blad.noter ?? []), ...noter] };
  });
  return [...tabeller, ...indikatorer.map(indikatorbladet)];
};
