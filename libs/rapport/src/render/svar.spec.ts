import { expect, it } from '@jest/globals';
import type { Datum } from '#kernel/datum.js';
import type { Blad } from '../stomme/blad.js';
import { Rapport, type Rapportsvar } from '../stomme/rapport.js';
import { svarSomCsv } from './svar.csv.js';
import { svarSomJson } from './svar.json.js';
import { svarSomTabell } from './svar.tabell.js';

const KOLUMNER = [
  { rubrik: '', slag: 'text' },
  { rubrik: 'Belopp', slag: 'belopp' },
  { rubrik: 'Andel', slag: 'andel' },
  { rubrik: 'Antal', slag: 'antal' },
] as const;
const BLAD: Blad = {
  rubrik: 'Lilla förbundet',
  kolumner: KOLUMNER,
  rader: [
    { slag: 'rubrik', celler: ['Intäkter'] },
    { slag: 'rad', niva: 1, celler: ['Medel; "alla"', 123_456_750n, 625, 12_345] },
    { slag: 'rad', niva: 1, celler: ['=SUM(A1)', -50n, -5, null] },
    { slag: 'summa', celler: ['RESULTAT', null, undefined, -3] },
  ],
  noter: ['Not.'],
  forklaringar: ['Skäl: så blev det.'],
};
const TOMT: Blad = { rubrik: 'Stora förbundet', kolumner: KOLUMNER, rader: [], tomt: 'saknas' };

class Prov extends Rapport<readonly Blad[]> {
  readonly namn = 'prov';
  readonly titel = 'Prov';
  readonly regelversion = 'prov/1';
  readonly lasmodeller = [];
  readonly schema = {};
  las = (): Promise<readonly Blad[]> => Promise.reject(new Error('läses inte'));
  json = (): object => ({ rader: [1] });
  blad = (b: readonly Blad[]): readonly Blad[] => b;
}

const svar = (...blad: Blad[]): Rapportsvar<Prov> => ({
  rapport: new Prov(),
  resultat: blad,
  omfattning: { nyckel: 'lanet', namn: 'Länet' },
  ar: 2024,
  anmarkningar: ['Inte klart.'],
  underlag: { ordinal: 7, per: '2024-08-31' as Datum, regelversion: 'prov/1' },
});

it('shows kronor, per cent and counts the Swedish way, and what is missing as –', () => {
  expect(svarSomTabell(svar(BLAD, TOMT)).replaceAll('\u00A0', ' ').split('\n')).toEqual([
    'PROV 2024 · Länet · per 2024-08-31 · kronor',
    'OBS! Inte klart.',
    '',
    'Lilla förbundet',
    '                    Belopp   Andel   Antal',
    '──────────────────────────────────────────',
    'Intäkter',
    '  Medel; "alla"  1 234 568  62,5 %  12 345',
    '  =SUM(A1)              −1  −0,5 %       –',
    '──────────────────────────────────────────',
    'RESULTAT                 –              −3',
    '  Not.',
    '',
    'Stora förbundet',
    '  saknas',
    '',
    'Skäl: så blev det.',
    '',
    'Underlag: händelse 7, per 2024-08-31, regler prov/1. – = uppgift saknas.',
  ]);
  expect(svarSomTabell(svar(BLAD), { forklaringar: false })).not.toContain('Skäl');
});

it('is CSV that a Swedish spreadsheet opens: öre kept, rows that tell where they stand, no formula run', () => {
  const annat = {
    ...TOMT,
    kolumner: KOLUMNER.slice(0, 2),
    rader: [{ slag: 'rad', celler: ['A', 1n] }],
  } as Blad;
  expect(svarSomCsv(svar(BLAD, { ...BLAD, rader: BLAD.rader.slice(3) }, annat))).toBe(
    [
      '\uFEFFBlad;Avsnitt;Radslag;Rad;Belopp;Andel;Antal',
      'Lilla förbundet;Intäkter;rad;"Medel; ""alla""";1234567,50;62,5;12345',
      "Lilla förbundet;Intäkter;rad;'=SUM(A1);-0,50;-0,5;",
      'Lilla förbundet;;summa;RESULTAT;;;-3',
      'Lilla förbundet;;summa;RESULTAT;;;-3',
      '',
      'Blad;Avsnitt;Radslag;Rad;Belopp',
      'Stora förbundet;;rad;A;0,01',
      '',
    ].join('\r\n'),
  );
});

it('has one head in every report’s JSON', () => {
  expect(svarSomJson(svar())).toEqual({
    rapport: 'prov',
    omfattning: 'lanet',
    ar: 2024,
    per: '2024-08-31',
    enhet: 'ore',
    rader: [1],
    anmarkningar: ['Inte klart.'],
    underlag: { ordinal: 7, per: '2024-08-31', regelversion: 'prov/1' },
  });
});
