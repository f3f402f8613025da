import { describe, expect, it } from '@jest/globals';
import { mattnyckel, taIsar, tolkaKalldokument, type Matt } from '#inlasning/public.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { avstam } from './avstamning.js';

type Json = Record<string, unknown>;
const isar = (tabeller: Json[]) =>
  taIsar(
    tolkaKalldokument(
      JSON.stringify({
        schema: 'kalldokument/1',
        id: 'rapport',
        forbund: { nyckel: 'prov', namn: 'Prov' },
        tabeller,
      }),
    ),
  );

const utfall = (fran: string, till: string): Matt => ({ slag: 'utfall', fran, till }) as Matt;
const bok = (...rader: [Matt, Record<PostId, number>][]): Map<string, Map<PostId, Ore>> =>
  new Map(
    rader.map(([m, poster]) => [
      mattnyckel(m),
      new Map(Object.entries(poster).map(([p, kr]) => [p as PostId, BigInt(kr) * 100n])),
    ]),
  );

const HALVAR = { id: 'h', slag: 'utfall', fran: '2024-01-01', till: '2024-06-30' };
const TEAM = { rad: 'Team', post: 'team', slag: 'kostnad', grupp: 'individ' };

const tabell = (t: Json): Json => ({ id: 't', enhet: 'tkr', tecken: 'kostnad_positiv', ...t });

describe('classes of a cell', () => {
  const dokument = isar([tabell({ kolumner: [HALVAR], rader: [{ ...TEAM, varden: [107] }] })]);
  const slaget = (kr: number) =>
    avstam(dokument, bok([utfall('2024-01-01', '2024-06-30'), { 'kostnad:team': kr }]), []);

  it.each([
    [-106_500, [], 'rounded half away from zero it is equal'],
    [-107_499, [], 'equal'],
    [-107_500, ['avrundning'], 'one unit off'],
    [-105_500, ['avrundning'], 'one unit off the other way'],
    [-109_000, ['oforklarad'], 'two units off'],
    [0, ['oforklarad'], 'nothing booked'],
  ])('%d kr against 107 tkr: %p (%s)', (kr, slag) => {
    expect(slaget(kr).skillnader.map((s) => s.slag)).toEqual(slag);
  });

  it('has no rounding between kronor', () => {
    const ikr = isar([tabell({ enhet: 'kr', kolumner: [HALVAR], rader: [{ ...TEAM, varden: [107] }] })]);
    const svar = avstam(ikr, bok([utfall('2024-01-01', '2024-06-30'), { 'kostnad:team': -108 }]), []);
    expect(svar.skillnader).toEqual([
      {
        tabell: 't',
        cell: 'Team',
        kolumn: 'h',
        kallan: 107,
        beraknat: 108,
        slag: 'oforklarad',
        forklaring: 'Räkenskaperna ger 108, källan trycker 107.',
      },
    ]);
  });
});

describe('a fault of the source', () => {
  const rader = [
    { ...TEAM, varden: [50] },
    { ...TEAM, rad: 'Förtroendevalda', post: 'fortroendevalda', varden: [25] },
  ];
  const dokument = isar([
    tabell({ kolumner: [HALVAR], rader, summor: [{ namn: 'Summa', av: ['slag:kostnad'], varden: [50] }] }),
  ]);
  const bokfort = bok([
    utfall('2024-01-01', '2024-06-30'),
    { 'kostnad:team': -50_000, 'kostnad:fortroendevalda': -25_000 },
  ]);

  it('is found by its own arithmetic, with both places named', () => {
    expect(avstam(dokument, bokfort, []).skillnader).toEqual([
      {
        tabell: 't',
        cell: 'Summa',
        kolumn: 'h',
        kallan: 50,
        beraknat: 75,
        slag: 'kallfel',
        forklaring:
          'Raderna i t (h) ger 75 tkr: de överstiger Summa med 25 tkr, lika stort som raden Förtroendevalda.',
      },
    ]);
  });

  it('stays one whatever the books say, and is none when they say as it does', () => {
    const slag = (kr: number) =>
      avstam(
        dokument,
        bok([utfall('2024-01-01', '2024-06-30'), { 'kostnad:team': kr, 'kostnad:fortroendevalda': -25_000 }]),
        [],
      ).skillnader.map((s) => [s.cell, s.slag]);
    expect(slag(-90_000)).toEqual([
      ['Team', 'oforklarad'],
      ['Summa', 'kallfel'],
    ]);
    expect(slag(-25_000)).toEqual([['Team', 'oforklarad']]);
  });
});

describe('avvikelse', () => {
  it('is taken between the columns of the same year and period, whatever stands between them', () => {
    const dokument = isar([
      tabell({
        kolumner: [
          { id: 'u', slag: 'utfall', fran: '2024-01-01', till: '2024-12-31' },
          { id: 'forra', slag: 'utfall', fran: '2023-01-01', till: '2023-12-31' },
          { id: 'b', slag: 'budget', ar: 2024 },
          { id: 'nasta', slag: 'budget', ar: 2025 },
          { id: 'p', slag: 'prognos', ar: 2024, avser: '2024-08-31' },
          { id: 'pb', slag: 'avvikelse', formel: 'prognos-budget' },
        ],
        rader: [{ ...TEAM, varden: [90, 80, 100, 110, 95, -5] }],
      }),
      tabell({
        id: 'drift',
        kolumner: [
          { id: 'u', slag: 'utfall', fran: '2024-01-01', till: '2024-12-31' },
          { id: 'forra', slag: 'utfall', fran: '2023-01-01', till: '2023-12-31' },
          { id: 'b', slag: 'budget', ar: 2024 },
          { id: 'bu', slag: 'avvikelse', formel: 'budget-utfall' },
        ],
        rader: [{ ...TEAM, varden: [90, 80, 100, 10] }],
      }),
    ]);
    const bokfort = bok(
      [utfall('2024-01-01', '2024-12-31'), { 'kostnad:team': -90_000 }],
      [utfall('2023-01-01', '2023-12-31'), { 'kostnad:team': -80_000 }],
      [{ slag: 'budget', ar: 2024 }, { 'kostnad:team': -100_000 }],
      [{ slag: 'budget', ar: 2025 }, { 'kostnad:team': -110_000 }],
      [{ slag: 'prognos', ar: 2024, avser: '2024-08-31' } as Matt, { 'kostnad:team': -95_000 }],
    );
    expect(avstam(dokument, bokfort, [])).toMatchObject({ celler: 10, lika: 10 });
  });

  it('is taken from the full year’s budget where its rows say so, also beside a period’s budget', () => {
    const dokument = isar([
      tabell({
        kolumner: [
          { id: 'b', slag: 'budget', ar: 2024 },
          { id: 'pb', slag: 'periodbudget', fran: '2024-01-01', till: '2024-06-30' },
          HALVAR,
          { id: 'a', slag: 'avvikelse', formel: 'budget-utfall' },
        ],
        rader: [{ ...TEAM, varden: [100, 50, 40, 60] }],
      }),
    ]);
    const bokfort = bok(
      [utfall('2024-01-01', '2024-06-30'), { 'kostnad:team': -40_000 }],
      [{ slag: 'budget', ar: 2024 }, { 'kostnad:team': -100_000 }],
      [{ slag: 'periodbudget', fran: '2024-01-01', till: '2024-06-30' } as Matt, { 'kostnad:team': -50_000 }],
    );
    expect(avstam(dokument, bokfort, [])).toMatchObject({ celler: 4, lika: 4 });
  });

  it('that its own row refutes by more than rounding is a fault of the source', () => {
    const dokument = isar([
      tabell({
        kolumner: [
          { id: 'b', slag: 'budget', ar: 2024 },
          HALVAR,
          { id: 'a', slag: 'avvikelse', formel: 'budget-utfall' },
        ],
        rader: [{ ...TEAM, varden: [100, 40, 70] }],
      }),
    ]);
    const bokfort = bok(
      [utfall('2024-01-01', '2024-06-30'), { 'kostnad:team': -40_000 }],
      [{ slag: 'budget', ar: 2024 }, { 'kostnad:team': -100_000 }],
    );
    expect(
      avstam(dokument, bokfort, []).skillnader.map((s) => [s.kolumn, s.kallan, s.beraknat, s.slag]),
    ).toEqual([['a', 70, 60, 'kallfel']]);
  });
});

it('tells which figures it does not know the derivation of', () => {
  const dokument = isar([
    tabell({
      id: 'kf',
      enhet: 'kr',
      tecken: 'som_skrivet',
      kolumner: [{ id: 'kf', slag: 'kassaflode', fran: '2024-01-01', till: '2024-06-30' }],
      rader: [
        {
          rad: 'Avskrivningar',
          post: 'a',
          slag: 'kassaflode',
          grupp: 'a',
          harled: 'avskrivningar',
          varden: [9],
        },
      ],
    }),
    tabell({ kolumner: [HALVAR], rader: [{ ...TEAM, varden: [0] }] }),
  ]);
  expect(avstam(dokument, new Map(), [])).toMatchObject({
    celler: 1,
    lika: 1,
    ejAvstamda: [{ tabell: 'kf', celler: 1 }],
  });
});
