import { describe, expect, it } from '@jest/globals';
import type { Huvudman } from '#finansiering/public.js';
import { budget, dokument, intakt, isar, summa, tabell, utfall } from '../domain/dokument.fixtures.js';
import { forbundsmal } from '../domain/mal.js';
import { taIsar, type Dokumentstruktur } from '../domain/struktur.js';
import { finansieringsmal, lasAndelar, type Medelsuppgift } from './finansieringsmal.js';
import type { Medelsregel } from './kontering.js';

const MEDLEMMAR = new Map<string, { typ: Huvudman['part'] }>([
  ['regionen', { typ: 'region' }],
  ['staden', { typ: 'kommun' }],
  ['sala-kommun', { typ: 'kommun' }],
]);
const REGLER: readonly Medelsregel[] = [
  { slag: 'intakt', huvudman: true },
  { slag: 'intakt', ord: ['huvudm'] },
  { slag: 'skuld', ord: ['huvudm'] },
];
const HALVAR = utfall('2022-01-01', '2022-06-30');
const STAT = { huvudman: { typ: 'stat' } };
const vem = (typ: string, namn?: string) => ({ huvudman: { typ, ...(namn === undefined ? {} : { namn }) } });

const malet = (...d: Dokumentstruktur[]) =>
  finansieringsmal(d, forbundsmal('provforbundet', d), MEDLEMMAR, REGLER);
const not = (rader: object[], kolumner: object[] = [HALVAR]) =>
  tabell({
    id: 'not',
    kolumner: kolumner as Record<string, unknown>[],
    rader: rader as Record<string, unknown>[],
  });
/** `stat 200 2022-06-30 rapport` */
const somText = (uppgifter: readonly Medelsuppgift[] = []): string[] =>
  uppgifter.map((u) => {
    const medlem = u.huvudman.part === 'stat' ? undefined : u.huvudman.medlem;
    const vems = medlem === undefined ? u.huvudman.part : `${u.huvudman.part}:${medlem}`;
    return `${vems} ${u.beloppOre} ${u.dag} ${u.stod.slag === 'beslut' ? u.stod.beslut : u.stod.dokument}`;
  });

describe('intäkter per huvudman', () => {
  it('är vad som hör till året till och med dagen, med dokumentet som stöd', () => {
    const mal = malet(
      isar({
        tabeller: [
          not([
            intakt('stat', [2], STAT),
            intakt('region', [1], vem('region', 'Regionen')),
            intakt('stad', [1], vem('kommun', 'Staden')),
          ]),
        ],
      }),
    );
    expect(somText(mal.ar.get(2022)?.periodiserade)).toEqual([
      'stat 200 2022-06-30 rapport',
      'region:regionen 100 2022-06-30 rapport',
      'kommun:staden 100 2022-06-30 rapport',
    ]);
    expect(mal.ar.get(2022)?.beslutade).toEqual([]);
  });

  it('räknas från årets början, också när en längre period kommer i ett senare dokument, i vilken ordning som helst', () => {
    const juni = isar({ id: 'juni', tabeller: [not([intakt('stat', [2], STAT)])] });
    const augusti = isar({
      id: 'augusti',
      tabeller: [not([intakt('stat', [3], STAT)], [utfall('2022-01-01', '2022-08-31')])],
    });
    const vantat = ['stat 200 2022-06-30 juni', 'stat 300 2022-08-31 augusti'];
    expect(somText(malet(juni, augusti).ar.get(2022)?.periodiserade)).toEqual(vantat);
    expect(somText(malet(augusti, juni).ar.get(2022)?.periodiserade)).toEqual(vantat);
  });

  it('säger inget om en period som inte börjar med året', () => {
    const mal = malet(
      isar({ tabeller: [not([intakt('stat', [2], STAT)], [utfall('2022-04-01', '2022-06-30')])] }),
    );
    expect(mal.ar.size).toBe(0);
  });

  it.each([
    ['en kommun som inte är medlem', vem('kommun', 'Okänd kommun')],
    ['en rad utan namn', vem('kommun')],
    ['en medlem av annat slag', vem('kommun', 'Regionen')],
  ])('berättas för hela parten när den har %s bland de andra', (_vad, annan) => {
    const mal = malet(
      isar({ tabeller: [not([intakt('a', [6], vem('kommun', 'Sala kommun')), intakt('b', [4], annan)])] }),
    );
    expect(somText(mal.ar.get(2022)?.periodiserade)).toEqual(['kommun 1000 2022-06-30 rapport']);
  });
});

describe('en budget', () => {
  const rader = [intakt('stat', [500], STAT), intakt('region', [250], vem('region', 'Regionen'))];
  it('säger vad varje huvudman har beslutat, på det beslut som dokumentet nämner', () => {
    const beslut = { datum: '2021-11-24', organ: 'Styrelsen', rubrik: 'Budget', avser: { budget: 2022 } };
    const mal = malet(isar({ beslut: [beslut], tabeller: [not(rader, [budget(2022)])] }));
    expect(somText(mal.ar.get(2022)?.beslutade)).toEqual([
      'stat 50000 2021-11-24 2021-11-24-budget',
      'region:regionen 25000 2021-11-24 2021-11-24-budget',
    ]);
  });

  it('på bara en summa är inget beslut per huvudman', () => {
    const mal = malet(
      isar({ tabeller: [not([intakt('medel', [1000], { rad: 'Medel från huvudmännen' })], [budget(2022)])] }),
    );
    expect(mal.ar.size).toBe(0);
    expect([...mal.medelsposter]).toEqual([['intakt:medel', undefined]]);
  });
});

describe('medelsposterna', () => {
  it('är de som reglerna finner, med sin huvudman där ett dokument säger den', () => {
    const mal = malet(
      isar({
        tabeller: [
          tabell({
            id: 'resultat',
            kolumner: [HALVAR],
            rader: [
              intakt('bidrag', [3], { rad: 'Medel från HUVUDMÄNNEN', specificeras_av: ['not'] }),
              intakt('ranta', [1]),
            ],
            summor: [summa('Summa', ['slag:intakt'], [4])],
          }),
          not([intakt('stat', [2], STAT), intakt('okand', [1], vem('kommun', 'Okänd kommun'))]),
          {
            ...tabell({
              id: 'skulder',
              kolumner: [{ id: 'ub', slag: 'ub', per: '2022-06-30' }],
              rader: [
                {
                  rad: 'Förskott från huvudmän',
                  post: 'forskott',
                  slag: 'skuld',
                  grupp: 'skulder',
                  varden: [1],
                },
                { rad: 'Leverantör', post: 'lev', slag: 'skuld', grupp: 'skulder', varden: [1] },
              ],
            }),
            tecken: 'skuld_positiv',
          },
        ],
      }),
    );
    expect([...mal.medelsposter]).toEqual([
      ['intakt:bidrag', undefined],
      ['intakt:stat', { part: 'stat' }],
      ['intakt:okand', { part: 'kommun' }],
      ['skuld:forskott', undefined],
    ]);
  });
});

describe('angivna andelar', () => {
  const med = (finansiering: unknown) =>
    taIsar({
      ...dokument({ tabeller: [not([intakt('stat', [1, 2], STAT)], [budget(2022), budget(2023)])] }),
      finansiering,
    });

  it('gäller det senaste år som dokumentet handlar om', () => {
    const mal = malet(med({ stat: '1/2', region: '1/4', kommuner: '1/4' }));
    expect(mal.ar.get(2023)?.andelar).toEqual({
      andelar: {
        stat: { taljare: 1, namnare: 2 },
        region: { taljare: 1, namnare: 4 },
        kommun: { taljare: 1, namnare: 4 },
      },
      stod: { slag: 'dokument', dokument: 'rapport' },
    });
    expect(mal.ar.get(2022)?.andelar).toBeUndefined();
  });

  it.each([
    [undefined],
    [null],
    ['hälften'],
    [{ stat: '1/2', region: '1/4' }],
    [{ stat: '1/2', region: '1/4', kommuner: '1/5' }],
    [{ stat: 0.5, region: 0.25, kommuner: 0.25 }],
    [{ stat: '1/0', region: '0/1', kommuner: '0/1' }],
  ])('av %j är inga', (finansiering) => {
    expect(lasAndelar(finansiering)).toBeUndefined();
  });
});
