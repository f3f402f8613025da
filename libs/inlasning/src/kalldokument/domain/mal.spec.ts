import { describe, expect, it } from '@jest/globals';
import { budget, intakt, isar, kostnad, prognos, summa, tabell, utfall } from './dokument.fixtures.js';
import { forbundsmal, type Forbundsmal } from './mal.js';
import type { Dokumentstruktur } from './struktur.js';

const malet = (...dokument: Dokumentstruktur[]): Forbundsmal => forbundsmal('provforbundet', dokument);
/** Day → post → kronor. */
const utfallet = (mal: Forbundsmal): Record<string, Record<string, number>> =>
  Object.fromEntries(
    [...mal.utfall].map(([dag, poster]) => [
      dag,
      Object.fromEntries([...poster].map(([p, o]) => [p, Number(o) / 100])),
    ]),
  );
const budgeten = (mal: Forbundsmal, ar: number): Record<string, Record<string, number>> =>
  Object.fromEntries(
    [...(mal.budgetar.get(ar) ?? [])].map(([den, v]) => [
      den,
      Object.fromEntries([...v.rader].map(([p, o]) => [p, Number(o) / 100])),
    ]),
  );

const HALVAR = utfall('2022-01-01', '2022-06-30');
const HELAR = utfall('2022-01-01', '2022-12-31');

describe('one booking per money', () => {
  it('books a figure that several tables show once, in its finest print', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({ id: 'a', enhet: 'tkr', kolumner: [HALVAR], rader: [kostnad('team', [-488])] }),
          tabell({ id: 'b', kolumner: [HALVAR], rader: [kostnad('team', [-487_913])] }),
        ],
      }),
    );
    expect(utfallet(mal)).toEqual({ '2022-06-30': { 'kostnad:team': -487_913 } });
  });

  it('turns costs printed as positive into negative', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            tecken: 'kostnad_positiv',
            kolumner: [HALVAR],
            rader: [intakt('bidrag', [500]), kostnad('team', [300])],
          }),
        ],
      }),
    );
    expect(utfallet(mal)).toEqual({ '2022-06-30': { 'intakt:bidrag': 500, 'kostnad:team': -300 } });
  });

  it('lets details replace the coarse row, within its rounding without a rest', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            id: 'rr',
            enhet: 'tkr',
            kolumner: [HALVAR],
            rader: [kostnad('insatser', [-10], { specificeras_av: ['not'] })],
          }),
          tabell({ id: 'not', kolumner: [HALVAR], rader: [kostnad('a', [-6_100]), kostnad('b', [-4_300])] }),
        ],
      }),
    );
    expect(utfallet(mal)).toEqual({ '2022-06-30': { 'kostnad:a': -6_100, 'kostnad:b': -4_300 } });
    expect(mal.poster.get('kostnad:a')?.overordnad).toBe('kostnad:insatser');
  });

  it('books the coarse row itself for columns that the details do not have', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            id: 'rr',
            kolumner: [HALVAR, utfall('2021-01-01', '2021-12-31')],
            rader: [kostnad('insatser', [-10, -8], { specificeras_av: ['not'] })],
          }),
          tabell({ id: 'not', kolumner: [HALVAR], rader: [kostnad('a', [-10])] }),
        ],
      }),
    );
    expect(utfallet(mal)).toEqual({
      '2021-12-31': { 'kostnad:insatser': -8 },
      '2022-06-30': { 'kostnad:a': -10 },
    });
  });

  it('books a longer period as what it has beyond the shorter one in it', () => {
    const mal = malet(
      isar({ tabeller: [tabell({ kolumner: [HELAR, HALVAR], rader: [kostnad('team', [-100, -40])] })] }),
    );
    expect(utfallet(mal)).toEqual({
      '2022-06-30': { 'kostnad:team': -40 },
      '2022-12-31': { 'kostnad:team': -60 },
    });
  });

  it('books what comes before a shorter period that ends on the same day on the day before it', () => {
    const kvartal = utfall('2022-04-01', '2022-06-30');
    const mal = malet(
      isar({ tabeller: [tabell({ kolumner: [HALVAR, kvartal], rader: [kostnad('team', [-100, -70])] })] }),
    );
    expect(utfallet(mal)).toEqual({
      '2022-03-31': { 'kostnad:team': -30 },
      '2022-06-30': { 'kostnad:team': -70 },
    });
  });

  it('keeps zero and leaves out what the source does not print', () => {
    const mal = malet(
      isar({
        tabeller: [tabell({ kolumner: [HALVAR], rader: [kostnad('noll', [0]), kostnad('tom', [null])] })],
      }),
    );
    expect(utfallet(mal)).toEqual({ '2022-06-30': { 'kostnad:noll': 0 } });
  });
});

describe('rests', () => {
  it('makes a row of what a total has beyond its rows, per total, narrow before wide', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            enhet: 'tkr',
            kolumner: [budget(2023)],
            rader: [kostnad('a', [-50], { grupp: 'individ' }), kostnad('b', [-30], { grupp: 'struktur' })],
            summor: [
              summa('Struktur', ['grupp:struktur'], [-55]),
              summa('Kostnader', ['slag:kostnad'], [-205]),
            ],
          }),
        ],
      }),
    );
    expect(budgeten(mal, 2023)).toEqual({
      '2022-12-31': {
        'kostnad:a': -50_000,
        'kostnad:b': -30_000,
        'kostnad:ej-specificerat-struktur': -25_000,
        'kostnad:ej-specificerat-kostnad': -100_000,
      },
    });
    expect(mal.poster.get('kostnad:ej-specificerat-struktur')?.grupp).toBe('struktur');
  });

  it('makes none where the rows exceed the total: that is a fault of the source', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            enhet: 'tkr',
            kolumner: [budget(2023)],
            rader: [kostnad('a', [-50])],
            summor: [summa('Kostnader', ['slag:kostnad'], [-40])],
          }),
        ],
      }),
    );
    expect(budgeten(mal, 2023)).toEqual({ '2022-12-31': { 'kostnad:a': -50_000 } });
  });

  it('makes one of kronor when income, details and the result of the balance sheet are exact and the lines are not', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            id: 'rr',
            enhet: 'tkr',
            kolumner: [HALVAR],
            rader: [
              intakt('bidrag', [50], { specificeras_av: ['not'] }),
              kostnad('kontor', [-20], { grupp: 'administration' }),
            ],
          }),
          tabell({ id: 'not', kolumner: [HALVAR], rader: [intakt('staten', [50_000])] }),
          tabell({
            id: 'br',
            tecken: 'skuld_positiv',
            kolumner: [{ id: 'ub', slag: 'ub', per: '2022-06-30' }],
            rader: [
              {
                rad: 'Periodens resultat',
                post: 'resultat',
                slag: 'eget_kapital',
                grupp: 'eget_kapital',
                harled: 'periodens_resultat',
                varden: [29_874],
              },
            ],
          }),
        ],
      }),
    );
    expect(utfallet(mal)['2022-06-30']).toEqual({
      'intakt:staten': 50_000,
      'kostnad:kontor': -20_000,
      'kostnad:ej-specificerat-resultat-kostnad': -126,
    });
    expect(mal.poster.get('kostnad:ej-specificerat-resultat-kostnad')?.grupp).toBe('administration');
  });

  it('makes none of what another row’s own details refute', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            id: 'oversikt',
            enhet: 'tkr',
            kolumner: [HALVAR],
            rader: [intakt('in', [100]), kostnad('ut', [-60], { specificeras_av: ['not'] })],
            summor: [summa('Resultat', ['slag:intakt', 'slag:kostnad'], [40])],
          }),
          tabell({ id: 'not', enhet: 'tkr', kolumner: [HALVAR], rader: [kostnad('a', [-70])] }),
        ],
      }),
    );
    expect(utfallet(mal)['2022-06-30']).toEqual({ 'intakt:in': 100_000, 'kostnad:a': -70_000 });
  });
});

describe('several documents of a förbund', () => {
  const delar = isar({
    id: 'delar',
    tabeller: [
      tabell({
        enhet: 'tkr',
        kolumner: [HALVAR],
        rader: [intakt('in', [90]), kostnad('team', [-41])],
        summor: [summa('S', ['slag:intakt', 'slag:kostnad'], [49])],
      }),
    ],
  });

  it('keeps the finer figure where a later document says the same more coarsely', () => {
    const fin = isar({
      id: 'fin',
      tabeller: [tabell({ kolumner: [HALVAR], rader: [kostnad('team', [-40_700])] })],
    });
    const senare = isar({
      id: 'senare',
      tabeller: [
        tabell({
          enhet: 'tkr',
          kolumner: [HALVAR, utfall('2023-01-01', '2023-06-30')],
          rader: [kostnad('team', [-41, -50])],
        }),
      ],
    });
    expect(utfallet(malet(fin, senare))['2022-06-30']).toEqual({ 'kostnad:team': -40_700 });
  });

  it('takes a restated figure from the later document', () => {
    const senare = isar({
      id: 'senare',
      tabeller: [
        tabell({
          enhet: 'tkr',
          kolumner: [HALVAR, utfall('2023-01-01', '2023-06-30')],
          rader: [kostnad('team', [-45, -50])],
        }),
      ],
    });
    expect(utfallet(malet(delar, senare))['2022-06-30']).toEqual({
      'intakt:in': 90_000,
      'kostnad:team': -45_000,
    });
  });

  it('books a full year that another document gives beside what it gives of the half year', () => {
    const ars = isar({
      id: 'ars',
      tabeller: [tabell({ kolumner: [HELAR], rader: [kostnad('team', [-100_000])] })],
    });
    expect(utfallet(malet(delar, ars))).toEqual({
      '2022-06-30': { 'intakt:in': 90_000, 'kostnad:team': -41_000 },
      '2022-12-31': { 'kostnad:team': -59_000 },
    });
  });

  it('moves what a later complete table no longer lists: no krona stands twice under two names', () => {
    const ars = isar({
      id: 'ars',
      tabeller: [
        tabell({
          enhet: 'tkr',
          kolumner: [HELAR],
          rader: [intakt('in', [180]), kostnad('teamet', [-95])],
          summor: [summa('S', ['slag:intakt', 'slag:kostnad'], [85])],
        }),
      ],
    });
    const mal = malet(delar, ars);
    const arets = Object.values(utfallet(mal)).flatMap((dag) => Object.values(dag));
    expect(arets.reduce((s, b) => s + b, 0)).toBe(85_000);
    expect(utfallet(mal)['2022-12-31']).toMatchObject({ 'kostnad:team': 41_000, 'kostnad:teamet': -95_000 });
  });

  it('gives each document’s budget as a version from its day, and names the beslut that it has', () => {
    const plan = isar({
      id: 'plan',
      beslut: [{ datum: '2022-11-24', organ: 'Styrelsen', rubrik: 'Budget 2023', avser: { budget: 2023 } }],
      tabeller: [tabell({ kolumner: [budget(2023)], rader: [kostnad('team', [-100])] })],
    });
    const senare = isar({
      id: 'senare',
      tabeller: [
        tabell({
          kolumner: [budget(2023), prognos(2023, '2023-06-30')],
          rader: [kostnad('team', [-120, -110])],
        }),
      ],
    });
    const mal = malet(senare, plan);
    expect(budgeten(mal, 2023)).toEqual({
      '2022-11-24': { 'kostnad:team': -100 },
      '2023-06-30': { 'kostnad:team': -120 },
    });
    const versioner = mal.budgetar.get(2023);
    expect([...(versioner?.values() ?? [])].map((v) => v.stod)).toEqual([
      { slag: 'beslut', beslut: '2022-11-24-budget-2023' },
      { slag: 'dokument', dokument: 'senare' },
    ]);
  });
});
