import { describe, expect, it } from '@jest/globals';
import { forbundDecider, styrelsenDen, type ForbundState, type Plats } from '#forbund/public.js';
import { datum } from '#kernel/datum.js';
import { nekandetAv } from '../../../../../test/given.js';
import { tolkaKalldokument } from '../tolkning.js';
import { planeraStyrelse } from './styrelse.js';

type Json = Record<string, unknown>;

const dokument = (styrelse: Json[], per = '2024-08-31') =>
  tolkaKalldokument(
    JSON.stringify({
      schema: 'kalldokument/1',
      id: `rapport-${per}`,
      forbund: { nyckel: 'ostra', namn: 'Östra' },
      tabeller: [
        {
          id: 'resultat',
          enhet: 'kr',
          tecken: 'kostnad_negativ',
          kolumner: [{ id: 'utfall', slag: 'utfall', fran: `${per.slice(0, 4)}-01-01`, till: per }],
          rader: [],
        },
      ],
      styrelse,
    }),
  );

const register = (...medlemmar: string[]): ForbundState =>
  medlemmar
    .map((medlem) => ({
      typ: 'MedlemIntradde' as const,
      data: { forbund: 'ostra', medlem, namn: medlem, typ: 'kommun' as const },
    }))
    .reduce(forbundDecider.evolve, forbundDecider.start);
const satt = (state: ForbundState, den: string, platser: readonly Plats[], senast = false): ForbundState =>
  forbundDecider.evolve(state, {
    typ: 'StyrelseSammansatt',
    data: { forbund: 'ostra', den: datum(den), platser, ...(senast ? { senast: true } : {}) },
  });

const rad = (utsedd_av: string, roll?: string, mer: Json = {}): Json => ({
  utsedd_av,
  ...(roll === undefined ? {} : { roll }),
  ordinarie: 1,
  ersattare: 1,
  ...mer,
});
const somText = (platser: readonly Plats[] = []): string[] =>
  platser.map((p) => [p.plats, p.utseddAv, p.slag, ...(p.uppdrag ? [p.uppdrag] : [])].join(' '));
const MEDLEMMAR = register('kopings-kommun', 'vasteras-stad');

describe('dokumentets styrelse', () => {
  it('blir platser från dagen som dokumentet talar från, hur medlemmens namn än är skrivet', () => {
    const plan = planeraStyrelse(
      dokument([rad('Köpings kommun', 'ordforande'), rad('Västerås Stad', 'vice_ordforande')]),
      MEDLEMMAR,
    );
    expect(plan.utelamnade).toEqual([]);
    expect(plan.data).toMatchObject({ forbund: 'ostra', den: '2024-08-31', senast: true });
    expect(somText(plan.data?.platser)).toEqual([
      'kopings-kommun-ordinarie-1 kopings-kommun ordinarie ordforande',
      'kopings-kommun-ersattare-1 kopings-kommun ersattare',
      'vasteras-stad-ordinarie-1 vasteras-stad ordinarie vice_ordforande',
      'vasteras-stad-ersattare-1 vasteras-stad ersattare',
    ]);
  });

  it('räknar platserna per medlem och slag, över raderna; en revisor är ingen ledamot', () => {
    const plan = planeraStyrelse(
      dokument([
        rad('Köpings kommun', 'ordforande', { ordinarie: 2, ersattare: 0 }),
        rad('Köpings kommun', 'ledamot'),
        rad('Västerås stad', 'Revisor'),
        { utsedd_av: 'Västerås stad' },
      ]),
      MEDLEMMAR,
    );
    expect(somText(plan.data?.platser)).toEqual([
      'kopings-kommun-ordinarie-1 kopings-kommun ordinarie ordforande',
      'kopings-kommun-ordinarie-2 kopings-kommun ordinarie',
      'kopings-kommun-ordinarie-3 kopings-kommun ordinarie',
      'kopings-kommun-ersattare-1 kopings-kommun ersattare',
      'vasteras-stad-revisor-1 vasteras-stad revisor',
      'vasteras-stad-revisorsersattare-1 vasteras-stad revisor',
      'vasteras-stad-ordinarie-1 vasteras-stad ordinarie',
    ]);
  });

  it('utelämnar platser som någon utser utan att vara medlem, och säger vem', () => {
    const { data, utelamnade } = planeraStyrelse(dokument([rad('Staten'), rad('Köpings kommun')]), MEDLEMMAR);
    expect(utelamnade).toEqual(['staten']);
    expect(data?.platser).toHaveLength(2);
    expect(planeraStyrelse(dokument([rad('Staten')]), MEDLEMMAR)).toEqual({ utelamnade: ['staten'] });
    expect(planeraStyrelse(dokument([]), MEDLEMMAR)).toEqual({ utelamnade: [] });
    // One that leaves before the document's day is no member that day.
    const lamnat = forbundDecider.evolve(MEDLEMMAR, {
      typ: 'MedlemUttradde',
      data: { forbund: 'ostra', medlem: 'kopings-kommun', till: datum('2024-08-30') },
    });
    expect(planeraStyrelse(dokument([rad('Köpings kommun')]), lamnat).utelamnade).toEqual(['kopings-kommun']);
  });
});

describe('mot registret', () => {
  const detta = dokument([rad('Köpings kommun', 'ordforande')]);
  const platser = planeraStyrelse(detta, MEDLEMMAR).data?.platser ?? [];

  it('ger inget när samma styrelse redan gäller, i vilken ordning platserna än står', () => {
    for (const den of ['2024-01-01', '2024-08-31'])
      expect(planeraStyrelse(detta, satt(MEDLEMMAR, den, platser.toReversed())).data).toBeUndefined();
  });

  it('ger en ny version när en annan gällde, och ersätter bara ett annat dokuments ord om samma dag', () => {
    expect(planeraStyrelse(detta, satt(MEDLEMMAR, '2024-08-30', [])).data).toBeDefined();
    expect(planeraStyrelse(detta, satt(MEDLEMMAR, '2024-08-31', [], true)).data).toBeDefined();
    expect(planeraStyrelse(detta, satt(MEDLEMMAR, '2024-08-31', [])).data).toBeUndefined();
  });

  it('ger samma styrelse varje dag, i vilken ordning dokumenten än läses in', () => {
    const tre = [
      dokument([rad('Köpings kommun', 'ordforande')], '2022-06-30'),
      dokument([rad('Västerås stad', 'ordforande')], '2023-06-30'),
      dokument([rad('Västerås stad', 'ordforande')], '2024-06-30'),
    ];
    const inlasta = (ordning: readonly number[]): ForbundState =>
      ordning.reduce((state, n) => {
        const { data } = planeraStyrelse(tre[n]!, state);
        return data ? forbundDecider.evolve(state, { typ: 'StyrelseSammansatt', data }) : state;
      }, MEDLEMMAR);
    const dagar = ['2021-01-01', '2022-06-30', '2023-06-29', '2023-06-30', '2024-06-30', '2025-01-01'].map(
      (d) => datum(d),
    );
    const [forsta, ...andra] = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ].map((ordning) => dagar.map((d) => somText(styrelsenDen(inlasta(ordning).styrelser, d))));
    for (const annan of andra) expect(annan).toEqual(forsta);
  });
});

describe('ett presidium som registret skulle neka nekas innan inläsningen påbörjas', () => {
  it.each<[string, Json[], string]>([
    ['två ordförande', [rad('A', 'ordforande'), rad('B', 'Ordförande')], 'styrelse[1].roll'],
    ['en ordförande utan plats', [rad('A', 'ordforande', { ordinarie: 0 })], 'styrelse[0].ordinarie'],
    ['fler platser än någon utser', [rad('A', 'ledamot', { ersattare: 51 })], 'styrelse[0].ersattare'],
    ['ingen som utser', [{ roll: 'ledamot' }], 'styrelse[0].utsedd_av'],
  ])('%s', (_, styrelse, falt) => {
    expect(nekandetAv(() => dokument(styrelse))).toMatchObject({ kod: 'KALLDOKUMENT_OGILTIGT', falt });
  });
});
