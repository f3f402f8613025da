import type { Kalldokument } from './kalldokument.js';

export interface Cellskillnad {
  readonly tabell: string;
  readonly rad: string;
  readonly kolumn: string;
  readonly fore: number | null;
  readonly efter: number | null;
}

function celler(
  dokument: Kalldokument,
): Map<string, { plats: Omit<Cellskillnad, 'fore' | 'efter'>; varde: number | null }> {
  const ut = new Map<string, { plats: Omit<Cellskillnad, 'fore' | 'efter'>; varde: number | null }>();
  for (const tabell of dokument.tabeller) {
    const rader = [
      ...tabell.rader.map((r, n) => ({ namn: r.rad, nyckel: `rad ${n} ${r.post}`, varden: r.varden })),
      ...tabell.summor.map((s, n) => ({ namn: s.namn, nyckel: `summa ${n} ${s.namn}`, varden: s.varden })),
    ];
    for (const { namn, nyckel, varden } of rader)
      tabell.kolumner.forEach((kolumn, k) =>
        ut.set(`${tabell.id}|${nyckel}|${kolumn.id}`, {
          plats: { tabell: tabell.id, rad: namn, kolumn: kolumn.id },
          varde: varden[k] ?? null,
        }),
      );
  }
  return ut;
}

/** Every cell that two versions of a document print differently; a cell that one of them lacks counts as null there. */
export function skillnaderMellan(fore: Kalldokument, efter: Kalldokument): Cellskillnad[] {
  const gamla = celler(fore);
  const nya = celler(efter);
  return [...new Set([...gamla.keys(), ...nya.keys()])].flatMap((nyckel) => {
    const [g, n] = [gamla.get(nyckel), nya.get(nyckel)];
    const plats = g?.plats ?? n?.plats;
    const skiljer = (g?.varde ?? null) !== (n?.varde ?? null);
    return plats && skiljer ? [{ ...plats, fore: g?.varde ?? null, efter: n?.varde ?? null }] : [];
  });
}
