import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum, dagenFore, type Datum } from '#kernel/datum.js';
import { dagarEfter } from '#kernel/frist.js';
import {
  beslutslage,
  type Beslutsfakta,
  type Overklagande,
  type Protokollssteg,
  type Upphorande,
} from './beslutslage.js';

type Stegval = Partial<Omit<Protokollssteg, 'steg' | 'den'>>;
const steg = (slag: Protokollssteg['steg'], den: string, mer: Stegval = {}): Protokollssteg => ({
  steg: slag,
  den: datum(den),
  paragrafer: null,
  rattelse: false,
  ...mer,
});
const overklagat = (den: string, utfall: Overklagande['utfall'] = null, avgjort?: string): Overklagande => ({
  overklagande: `mal-${den}`,
  den: datum(den),
  malnummer: null,
  utfall,
  avgjort: avgjort === undefined ? null : datum(avgjort),
});
const fakta = (delar: Partial<Beslutsfakta> = {}): Beslutsfakta => ({
  paragraf: 7,
  hallet: datum('2024-09-11'),
  protokollssteg: [],
  overklaganden: [],
  upphoranden: [],
  ...delar,
});
/** Held on a Wednesday, justerat a week later, announced the day after: Thursday; three weeks on is 10 October. */
const JUSTERAT = steg('justering', '2024-09-18');
const ANSLAGET = steg('anslag', '2024-09-19');
const vanlig = (delar: Partial<Beslutsfakta> = {}): Beslutsfakta =>
  fakta({ protokollssteg: [JUSTERAT, ANSLAGET], ...delar });

const lage = (f: Beslutsfakta, per: string) => beslutslage(f, datum(per));
const skede = (f: Beslutsfakta, per: string): string => lage(f, per).skede;

describe('vägen till laga kraft', () => {
  it.each([
    ['2024-09-11', 'fattat', null],
    ['2024-09-17', 'fattat', null],
    ['2024-09-18', 'justerat', null],
    ['2024-09-19', 'anslaget', '2024-10-11'],
    ['2024-10-10', 'anslaget', '2024-10-11'],
    ['2024-10-11', 'laga_kraft', '2024-10-11'],
  ])('%s: %s', (per, vantat, lagaKraft) => {
    expect(lage(vanlig(), per)).toMatchObject({ skede: vantat, lagaKraft, avvikelser: [] });
  });

  it('säger alla dagar, så som de var kända den dagen', () => {
    expect(lage(vanlig(), '2024-10-11')).toEqual({
      skede: 'laga_kraft',
      justerat: '2024-09-18',
      anslaget: '2024-09-19',
      nedtaget: null,
      sistaOverklagandedag: '2024-10-10',
      lagaKraft: '2024-10-11',
      upphort: null,
      avvikelser: [],
    });
    expect(lage(vanlig(), '2024-09-18')).toMatchObject({ anslaget: null, sistaOverklagandedag: null });
  });

  it('sista dagen flyttas från en helg till nästa vardag', () => {
    const anslaget = (den: string) =>
      fakta({ protokollssteg: [steg('justering', '2024-12-09'), steg('anslag', den)] });
    // Three weeks from Tuesday 10 December is nyårsafton, and after that nyårsdagen.
    expect(lage(anslaget('2024-12-10'), '2024-12-10')).toMatchObject({
      sistaOverklagandedag: '2025-01-02',
      lagaKraft: '2025-01-03',
    });
    // A Saturday, three weeks on: the Monday.
    expect(lage(anslaget('2024-11-16'), '2024-12-09').sistaOverklagandedag).toBe('2024-12-09');
  });

  it('utan sammanträde och protokoll är ett beslut fattat, och inget mer är känt', () => {
    const bara = fakta({ paragraf: null, hallet: null });
    expect(lage(bara, '2030-01-01')).toEqual({
      skede: 'fattat',
      justerat: null,
      anslaget: null,
      nedtaget: null,
      sistaOverklagandedag: null,
      lagaKraft: null,
      upphort: null,
      avvikelser: [],
    });
  });

  it('en omedelbart justerad paragraf går sin egen väg, de andra med resten', () => {
    const protokollssteg = [
      steg('justering', '2024-09-11', { paragrafer: [7] }),
      steg('anslag', '2024-09-12', { paragrafer: [7] }),
      JUSTERAT,
      ANSLAGET,
    ];
    expect(lage(fakta({ protokollssteg }), '2024-10-04')).toMatchObject({
      skede: 'laga_kraft',
      lagaKraft: '2024-10-04',
    });
    expect(lage(fakta({ protokollssteg, paragraf: 8 }), '2024-10-04').lagaKraft).toBe('2024-10-11');
    expect(lage(fakta({ protokollssteg, paragraf: null }), '2024-10-04').lagaKraft).toBe('2024-10-11');
  });
});

describe('anslaget', () => {
  const nedtaget = (den: string, ...mer: Protokollssteg[]) =>
    vanlig({ protokollssteg: [JUSTERAT, ANSLAGET, steg('nedtagning', den), ...mer] });

  it('ska stå hela överklagandetiden: dagen efter den får det tas ned', () => {
    expect(lage(nedtaget('2024-10-11'), '2024-10-11')).toMatchObject({
      skede: 'laga_kraft',
      nedtaget: '2024-10-11',
      avvikelser: [],
    });
  });

  it('som tas ned sista dagen har inte stått hela tiden: beslutet får inte laga kraft', () => {
    expect(lage(nedtaget('2024-10-10'), '2024-12-01')).toMatchObject({
      skede: 'justerat',
      lagaKraft: null,
      avvikelser: [
        { slag: 'nedtagning', frist: '2024-10-11', den: '2024-10-10', dagar: 1, overklagande: null },
      ],
    });
    // Before that day it was not known to be taken down.
    expect(lage(nedtaget('2024-10-10'), '2024-10-09').lagaKraft).toBe('2024-10-11');
  });

  it('anslås det igen räknas tiden därifrån', () => {
    const igen = nedtaget('2024-10-01', steg('anslag', '2024-10-03'));
    expect(lage(igen, '2024-10-25')).toMatchObject({
      skede: 'laga_kraft',
      anslaget: '2024-10-03',
      lagaKraft: '2024-10-25',
      avvikelser: [{ slag: 'nedtagning' }],
    });
  });

  it('rättas dagen gäller den nya, och den gamla har aldrig gällt', () => {
    const rattat = vanlig({
      protokollssteg: [JUSTERAT, ANSLAGET, steg('anslag', '2024-09-20', { rattelse: true })],
    });
    expect(skede(rattat, '2024-09-19')).toBe('justerat');
    expect(lage(rattat, '2024-10-14')).toMatchObject({ lagaKraft: '2024-10-12' });
  });
});

describe('fristerna', () => {
  const sent = (justerat: string, anslaget?: string) =>
    fakta({
      protokollssteg: [
        steg('justering', justerat),
        ...(anslaget === undefined ? [] : [steg('anslag', anslaget)]),
      ],
    });

  it('justering inom fjorton dagar, anslag senast andra dagen, helger räknade', () => {
    expect(lage(sent('2024-09-25', '2024-09-27'), '2024-09-27').avvikelser).toEqual([]);
    // Justerat on a Friday: the second day is a Sunday, so Monday is in time.
    expect(lage(sent('2024-09-20', '2024-09-23'), '2024-09-23').avvikelser).toEqual([]);
  });

  it('för sent visas, med hur många dagar, och flyttar ingenting', () => {
    expect(lage(sent('2024-09-26', '2024-10-02'), '2024-10-02')).toMatchObject({
      skede: 'anslaget',
      justerat: '2024-09-26',
      lagaKraft: '2024-10-24',
      avvikelser: [
        { slag: 'justering', frist: '2024-09-25', den: '2024-09-26', dagar: 1, overklagande: null },
        { slag: 'anslag', frist: '2024-09-30', den: '2024-10-02', dagar: 2, overklagande: null },
      ],
    });
  });

  it('det som inte är gjort när fristen är ute visas dag för dag', () => {
    expect(lage(fakta(), '2024-09-25').avvikelser).toEqual([]);
    expect(lage(fakta(), '2024-09-28').avvikelser).toEqual([
      { slag: 'justering', frist: '2024-09-25', den: null, dagar: 3, overklagande: null },
    ]);
    expect(lage(sent('2024-09-18'), '2024-09-21').avvikelser).toEqual([
      { slag: 'anslag', frist: '2024-09-20', den: null, dagar: 1, overklagande: null },
    ]);
  });
});

describe('överklagande', () => {
  const med = (...overklaganden: Overklagande[]) => vanlig({ overklaganden });

  it('i tid hindrar laga kraft tills det är slut', () => {
    const f = med(overklagat('2024-10-10', 'avslaget', '2025-02-03'));
    expect(skede(f, '2024-10-09')).toBe('anslaget');
    expect(lage(f, '2025-02-02')).toMatchObject({ skede: 'overklagat', lagaKraft: null });
    expect(lage(f, '2025-02-03')).toMatchObject({ skede: 'laga_kraft', lagaKraft: '2025-02-03' });
  });

  it('som återkallas före överklagandetidens slut flyttar den inte fram', () => {
    const f = med(overklagat('2024-09-20', 'aterkallat', '2024-09-25'));
    expect(lage(f, '2024-10-11')).toMatchObject({ skede: 'laga_kraft', lagaKraft: '2024-10-11' });
  });

  it('flera: alla ska vara slut', () => {
    const f = med(overklagat('2024-10-01', 'avvisat', '2024-11-01'), overklagat('2024-10-02'));
    expect(skede(f, '2025-12-31')).toBe('overklagat');
  });

  it('för sent hindrar inget, och visas', () => {
    expect(lage(med(overklagat('2024-10-11')), '2024-10-11')).toMatchObject({
      skede: 'laga_kraft',
      avvikelser: [
        {
          slag: 'overklagande',
          frist: '2024-10-10',
          den: '2024-10-11',
          dagar: 1,
          overklagande: 'mal-2024-10-11',
        },
      ],
    });
  });

  it('som bifalls upphäver beslutet', () => {
    const f = med(overklagat('2024-10-01', 'bifallet', '2025-03-01'));
    expect(skede(f, '2025-02-28')).toBe('overklagat');
    expect(lage(f, '2025-03-01')).toMatchObject({
      skede: 'upphavt',
      lagaKraft: null,
      upphort: { slag: 'dom', av: 'mal-2024-10-01', den: '2025-03-01' },
    });
  });

  it('av ett beslut vars anslag inte är känt hindrar också', () => {
    expect(skede(fakta({ hallet: null, overklaganden: [overklagat('2024-10-01')] }), '2024-10-01')).toBe(
      'overklagat',
    );
  });
});

describe('upphävt eller ersatt', () => {
  it.each(['upphavt', 'ersatt'] as const)('%s från sin dag, och laga kraft fram till dess', (slag) => {
    const upphort: Upphorande = { slag, av: 'senare', den: datum('2025-01-01') };
    const f = vanlig({ upphoranden: [upphort] });
    expect(skede(f, '2024-12-31')).toBe('laga_kraft');
    expect(lage(f, '2025-01-01')).toMatchObject({ skede: slag, lagaKraft: '2024-10-11', upphort });
  });
});

describe('i vilken historia som helst', () => {
  const bas = datum('2024-06-03');
  const dagar = fc.integer({ min: 0, max: 120 });
  const historia = fc.record({
    justering: dagar,
    anslag: dagar,
    nedtagning: fc.option(dagar),
    overklaganden: fc.array(fc.tuple(dagar, fc.option(dagar)), { maxLength: 3 }),
  });

  it('har den som fått laga kraft den kvar, och utan överklagande kommer den tre veckor efter anslaget, eller aldrig', () => {
    fc.assert(
      fc.property(historia, dagar, (h, n) => {
        const anslaget = dagarEfter(bas, h.justering + h.anslag);
        const protokollssteg = [
          steg('justering', dagarEfter(bas, h.justering)),
          steg('anslag', anslaget),
          ...(h.nedtagning === null ? [] : [steg('nedtagning', dagarEfter(anslaget, h.nedtagning))]),
        ];
        const overklaganden = h.overklaganden.map(([in_, slut], i): Overklagande => {
          const den = dagarEfter(bas, in_);
          const avgjort = slut === null ? null : dagarEfter(den, slut);
          return { overklagande: `m-${i}`, den, malnummer: null, utfall: avgjort && 'avslaget', avgjort };
        });
        const f = fakta({ hallet: bas, protokollssteg, overklaganden });
        const per: Datum = dagarEfter(bas, n * 4);
        const { skede: nu, lagaKraft, sistaOverklagandedag } = beslutslage(f, per);
        if (nu === 'laga_kraft') {
          expect(beslutslage(f, dagarEfter(per, 30))).toMatchObject({ skede: 'laga_kraft', lagaKraft });
          expect(lagaKraft! > sistaOverklagandedag!).toBe(true);
          expect(beslutslage(f, dagenFore(lagaKraft!)).skede).not.toBe('laga_kraft');
        }
        if (lagaKraft !== null) expect(lagaKraft > dagarEfter(anslaget, 21)).toBe(true);
      }),
    );
  });
});
