import type { Kalldokument } from './kalldokument.js';
import { tolkaKalldokument } from '../tolkning.js';
import { taIsar, type Dokumentstruktur } from './struktur.js';

type Json = Record<string, unknown>;

/** A document in few words: what a test does not say has a plain value. Goes through the real reader. */
export const dokument = (d: {
  id?: string;
  tabeller: Json[];
  beslut?: Json[];
  forbund?: string;
}): Kalldokument =>
  tolkaKalldokument(
    JSON.stringify({
      schema: 'kalldokument/1',
      id: d.id ?? 'rapport',
      forbund: { nyckel: d.forbund ?? 'provforbundet', namn: 'Provförbundet' },
      beslut: d.beslut ?? [],
      tabeller: d.tabeller,
    }),
  );

export const isar = (d: Parameters<typeof dokument>[0]): Dokumentstruktur => taIsar(dokument(d));

export const tabell = (t: {
  id?: string;
  enhet?: 'kr' | 'tkr';
  tecken?: string;
  kolumner: Json[];
  rader: Json[];
  summor?: Json[];
}): Json => ({
  id: 'tabell',
  enhet: 'kr',
  tecken: 'kostnad_negativ',
  ...t,
});

export const intakt = (post: string, varden: (number | null)[], mer: Json = {}): Json => ({
  rad: post,
  post,
  slag: 'intakt',
  grupp: 'intakter',
  varden,
  ...mer,
});
export const kostnad = (post: string, varden: (number | null)[], mer: Json = {}): Json => ({
  rad: post,
  post,
  slag: 'kostnad',
  grupp: 'insatser',
  varden,
  ...mer,
});
export const summa = (namn: string, av: string[], varden: (number | null)[]): Json => ({ namn, av, varden });
export const utfall = (fran: string, till: string): Json => ({
  id: `utfall-${fran}-${till}`,
  slag: 'utfall',
  fran,
  till,
});
export const budget = (ar: number): Json => ({ id: `budget-${ar}`, slag: 'budget', ar });
export const prognos = (ar: number, avser: string): Json => ({
  id: `prognos-${ar}-${avser}`,
  slag: 'prognos',
  ar,
  avser,
});
