import { describe, expect, it } from '@jest/globals';
import { intakt, isar, kostnad, summa, tabell, utfall } from './dokument.fixtures.js';
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
const HALVAR = utfall('2022-01-01', '2022-06-30');
const HELAR = utfall('2022-01-01', '2022-12-31');

describe('periods of different detail', () => {
  const JAN_APR = utfall('2022-01-01', '2022-04-30');
  const JAN_AUG = utfall('2022-01-01', '2022-08-31');

  it('moves what a shorter period booked on the coarse row to the parts that the longer one gives', () => {
    const kort = isar({
      id: 'kort',
      tabeller: [tabell({ kolumner: [JAN_APR], rader: [kostnad('insatser', [-400])] })],
    });
    const lang = isar({
      id: 'lang',
      tabeller: [
        tabell({
          id: 'rr',
          kolumner: [JAN_AUG],
          rader: [kostnad('insatser', [-900], { specificeras_av: ['not'] })],
        }),
        tabell({ id: 'not', kolumner: [JAN_AUG], rader: [kostnad('x', [-500]), kostnad('y', [-400])] }),
      ],
    });
    expect(utfallet(malet(kort, lang))).toEqual({
      '2022-04-30': { 'kostnad:insatser': -400 },
      '2022-08-31': { 'kostnad:insatser': 400, 'kostnad:x': -500, 'kostnad:y': -400 },
    });
  });

  it('takes back a rest that the longer period has rows for', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            kolumner: [HALVAR, HELAR],
            rader: [kostnad('a', [-300, -700]), kostnad('b', [null, -500])],
            summor: [summa('Kostnader', ['slag:kostnad'], [-550, -1200])],
          }),
        ],
      }),
    );
    const aret = Object.values(utfallet(mal)).flatMap((dag) => Object.values(dag));
    expect(aret.reduce((s, b) => s + b, 0)).toBe(-1200);
    expect(utfallet(mal)['2022-06-30']).toMatchObject({ 'kostnad:ej-specificerat-kostnad': -250 });
    expect(utfallet(mal)['2022-12-31']).toMatchObject({ 'kostnad:ej-specificerat-kostnad': 250 });
  });
});

it('lets an exact total of a note settle the rest that a rounded row leaves too', () => {
  const mal = malet(
    isar({
      tabeller: [
        tabell({
          id: 'rr',
          enhet: 'tkr',
          kolumner: [HALVAR],
          rader: [kostnad('insatser', [-2011.3], { specificeras_av: ['not'] })],
        }),
        tabell({
          id: 'not',
          kolumner: [HALVAR],
          rader: [kostnad('a', [-2_001_250])],
          summor: [summa('Summa', ['slag:kostnad'], [-2_011_250])],
        }),
      ],
    }),
  );
  expect(utfallet(mal)['2022-06-30']).toEqual({
    'kostnad:a': -2_001_250,
    'kostnad:ej-specificerat-insatser': -10_000,
  });
});

describe('contradictions of the source', () => {
  it('make no income of costs that exceed their total', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            enhet: 'tkr',
            kolumner: [HALVAR],
            rader: [intakt('in', [1000]), kostnad('a', [-500]), kostnad('b', [-300])],
            summor: [
              summa('Kostnader', ['slag:kostnad'], [-750]),
              summa('Resultat', ['slag:intakt', 'slag:kostnad'], [250]),
            ],
          }),
        ],
      }),
    );
    expect(utfallet(mal)['2022-06-30']).toEqual({
      'intakt:in': 1_000_000,
      'kostnad:a': -500_000,
      'kostnad:b': -300_000,
    });
  });

  it('between two tables book the figure once, and no rest', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            id: 'rr',
            kolumner: [HALVAR],
            rader: [kostnad('team', [-700])],
            summor: [summa('S', ['slag:kostnad'], [-700])],
          }),
          tabell({
            id: 'not',
            kolumner: [HALVAR],
            rader: [kostnad('team', [-701])],
            summor: [summa('S', ['slag:kostnad'], [-701])],
          }),
        ],
      }),
    );
    expect(utfallet(mal)['2022-06-30']).toEqual({ 'kostnad:team': -700 });
  });
});
