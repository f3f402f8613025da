import {
  arPersonnyckel,
  malnyckel,
  type Malutfall,
  type Maluppgifter,
  type UppfoljningKommando,
  type Uppfoljningsuppgifter,
  type UppfoljningState,
} from '#insats/public.js';
import { arFor, arsStart, type Period } from '#kernel/datum.js';
import { nyckelAv, type ForbundId, type InsatsId } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Dokumentinsats, Dokumentmal } from '../domain/kalldokument.js';
import { iOrdning } from '../domain/mal.js';
import type { Dokumentstruktur } from '../domain/struktur.js';

/** A number beyond this counts no people; it stays in the document. */
const MAX_ANTAL = 1_000_000;

/** What a förbund's documents state of an insats, all of them put together: the order of loading cannot matter. */
export interface Insatsfakta {
  readonly mal: Map<string, { uppgifter: Maluppgifter; ur: string }>;
  readonly utfall: Map<string, { mal: string; period: Period; utfall: Malutfall; ur: string }>;
  readonly rapporter: Map<string, { period: Period; antal: Map<string, number>; ur: string }>;
}

/** Pure: goals, outcomes and counts per insats; of two documents the later holds. */
export function insatsfakta(dokument: readonly Dokumentstruktur[]): Map<InsatsId, Insatsfakta> {
  const ut = new Map<InsatsId, Insatsfakta>();
  for (const { dokument: d, datum } of iOrdning(dokument))
    for (const i of d.insatser) {
      const fakta = ut.get(i.insats) ?? { mal: new Map(), utfall: new Map(), rapporter: new Map() };
      ut.set(i.insats, fakta);
      const period = {
        fran: i.uppfoljning?.fran ?? arsStart(arFor(datum)),
        till: i.uppfoljning?.till ?? datum,
      };
      laggRapport(fakta, i, period, d.id);
      for (const m of i.mal) laggMal(fakta, m, period, d.id);
    }
  return ut;
}

function laggRapport(fakta: Insatsfakta, i: Dokumentinsats, period: Period, ur: string): void {
  const { fran: _, till: __, ...resten } = i.uppfoljning ?? {};
  const antal = utplattade(resten);
  if (antal.length === 0) return;
  const nyckel = kanoniskJson(period);
  const fore = fakta.rapporter.get(nyckel)?.antal ?? new Map<string, number>();
  fakta.rapporter.set(nyckel, { period, antal: new Map([...fore, ...antal]), ur });
}

/** Whole numbers by name; one within another is named by both. What is no count stays in the document. */
function utplattade(varde: object, prefix = ''): [string, number][] {
  return Object.entries(varde).flatMap(([falt, v]: [string, unknown]) => {
    const nyckel = nyckelAv(`${prefix}${falt}`);
    if (nyckel === '' || arPersonnyckel(nyckel)) return [];
    if (typeof v === 'number') return Number.isInteger(v) && v >= 0 && v <= MAX_ANTAL ? [[nyckel, v]] : [];
    return typeof v === 'object' && v !== null && !Array.isArray(v) ? utplattade(v, `${nyckel}-`) : [];
  });
}

const hundradelar = (v: unknown): number | undefined =>
  typeof v === 'number' && v >= 0 && v <= MAX_ANTAL ? Math.round(v * 100) : undefined;

/** A goal in per cent, or a number of people: the safer reading of a bare number. */
function laggMal(fakta: Insatsfakta, m: Dokumentmal, period: Period, ur: string): void {
  const mal = nyckelAv(m.matt);
  const enhet = m.mal_procent === undefined ? 'deltagare' : 'procent';
  const malvarde = hundradelar(m.mal_procent ?? m.mal_antal);
  if (mal === '' || malvarde === undefined) return;
  const nyckel = malnyckel(mal, period);
  const uppgifter: Maluppgifter = {
    ...{ mal, period, indikator: m.matt, enhet, riktning: 'minst', malvardeHundradelar: malvarde },
  };
  fakta.mal.set(nyckel, { uppgifter, ur });
  const utfall = hundradelar(enhet === 'procent' ? m.utfall_procent : m.utfall_antal);
  if (utfall !== undefined)
    fakta.utfall.set(nyckel, { mal, period, utfall: { slag: 'varde', hundradelar: utfall }, ur });
}

const somUppgifter = (antal: ReadonlyMap<string, number>): Uppfoljningsuppgifter => {
  const avslutade = antal.get('avslutade');
  const egna = [...antal].filter(([vad]) => vad !== 'avslutade').map(([vad, n]) => ({ vad, antal: n }));
  return {
    ...(avslutade === undefined ? {} : { avslutade: { totalt: avslutade } }),
    ...(egna.length === 0 ? {} : { antal: egna }),
  };
};

/** The commands that are still to be given. What people have told or put right since is left as they have it. */
export function planeraInsatsfakta(
  adress: { forbund: ForbundId; insats: InsatsId },
  fakta: Insatsfakta,
  state: UppfoljningState,
): UppfoljningKommando[] {
  const ut: UppfoljningKommando[] = [];
  const lika = (a: object, b: object) => kanoniskJson(a) === kanoniskJson(b);
  for (const [nyckel, { uppgifter, ur }] of fakta.mal) {
    const fore = state.mal.get(nyckel);
    if (!fore || (fore.ur !== undefined && !lika(fore.uppgifter, uppgifter)))
      ut.push({ typ: 'SattMal', data: { ...adress, ...uppgifter, ur } });
  }
  for (const [nyckel, u] of fakta.utfall) {
    const fore = state.utfall.get(nyckel);
    const orsak = `Annan uppgift i ${u.ur}`;
    if (!fore) ut.push({ typ: 'RapporteraMalutfall', data: { ...adress, ...u } });
    else if (fore.ur !== undefined && !lika(fore.utfall, u.utfall))
      ut.push({ typ: 'RattaMalutfall', data: { ...adress, ...u, orsak } });
  }
  for (const { period, antal, ur } of fakta.rapporter.values()) {
    const uppgifter = somUppgifter(antal);
    const n = state.rapporter.findLastIndex((r) => lika(r.period, period));
    const fore = state.rapporter[n];
    const data = { ...adress, period, uppgifter, ur };
    if (!fore) ut.push({ typ: 'RapporteraUppfoljning', data });
    else if (fore.ur !== undefined && fore.rattadAv === undefined && !lika(fore.uppgifter, uppgifter))
      ut.push({ typ: 'RattaUppfoljning', data: { ...data, rattar: n + 1, orsak: `Annan uppgift i ${ur}` } });
  }
  return ut;
}
