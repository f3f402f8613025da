import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { nekandetAv, type Nekande } from '../../../../test/given.js';
import { beslutDecider, type BeslutState } from './beslut.decider.js';
import type { Beslutsuppgifter, Beslutstid } from './beslut.events.js';
import type { BeslutsregisterKod, SammantradesregisterKod } from './beslutsfel.js';
import {
  kontrolleraFaststallande,
  kontrolleraMotSammantrade,
  kontrolleraNarvaro,
  kontrolleraUpphavande,
  type Platser,
} from './beslutsregister.js';
import { sammantradeDecider, type SammantradeState } from './sammantrade.decider.js';
import type { Narvaro } from './sammantrade.events.js';

const dagen = datum('2024-09-11');
const PLATSER: Platser = new Map([
  ['sala-1', 'ordinarie'],
  ['arboga-1', 'ordinarie'],
  ['sala-e', 'ersattare'],
  ['revisor', 'revisor'],
]);
const narvaro = (...platser: string[]): Narvaro[] =>
  platser.map((p) => ({ plats: p.replace('?', ''), tjanstgor: !p.endsWith('?') }));
const hallet = (nar?: readonly Narvaro[]): SammantradeState =>
  sammantradeDecider.evolve(sammantradeDecider.start, {
    typ: 'SammantradeHallet',
    data: {
      forbund: 'a',
      sammantrade: 'motet',
      slag: 'styrelsemöte',
      antal: 1,
      period: { fran: dagen, till: dagen },
      ...(nar === undefined ? {} : { narvaro: nar }),
    },
  });
const uppgifter = (mer: Partial<Beslutsuppgifter> = {}): Beslutsuppgifter => ({
  organ: 'styrelsen',
  rubrik: 'Budget',
  fattat: { slag: 'dag', datum: dagen },
  styrkt: 'protokoll',
  sammantrade: 'motet',
  ...mer,
});
const beslut = (fattat: Beslutstid | string): BeslutState =>
  beslutDecider.evolve(beslutDecider.start, {
    typ: 'BeslutFattat',
    data: {
      forbund: 'a',
      beslut: 'x',
      organ: 'styrelsen',
      rubrik: 'X',
      fattat: typeof fattat === 'string' ? { slag: 'dag', datum: datum(fattat) } : fattat,
      styrkt: 'protokoll',
    },
  });
const SAKNAS = beslutDecider.start;
const upphavande = { forbund: 'a', beslut: 'x', av: 'y', den: dagen };
const faststaller = { forbund: 'a', beslut: 'x', faststaller: [{ forbund: 'b', beslut: 'y' }] };

describe('godtas', () => {
  it('närvaro av platser i styrelsen: en ersättare i en ordinaries ställe, en revisor som inte tjänstgör', () => {
    kontrolleraNarvaro(narvaro('sala-e', 'arboga-1', 'sala-1?', 'revisor?'), PLATSER);
    kontrolleraNarvaro([], new Map());
  });

  it('ett beslut utan sammanträde, och ett i protokollet av den dag det hölls', () => {
    const { sammantrade: _, ...utan } = uppgifter({ reservationer: ['sala-1'] });
    kontrolleraMotSammantrade(utan, sammantradeDecider.start, PLATSER);
    kontrolleraMotSammantrade(uppgifter(), hallet(), PLATSER);
  });

  it('så många röster som tjänstgjorde, och reservationer av dem', () => {
    const med = uppgifter({ omrostning: { ja: 1, nej: 1, avstod: 0 }, reservationer: ['sala-1'] });
    kontrolleraMotSammantrade(med, hallet(narvaro('sala-1', 'arboga-1')), PLATSER);
    // Where it is not recorded who was there, the seats of the day are what can be checked.
    kontrolleraMotSammantrade(med, hallet(), PLATSER);
  });

  it('det som kan vara fattat i rätt ordning, hur noga tiderna än är kända', () => {
    kontrolleraUpphavande(upphavande, beslut('2024-09-11'), beslut({ slag: 'ar', ar: 2024 }));
    kontrolleraUpphavande(upphavande, beslut({ slag: 'ar', ar: 2024 }), beslut('2024-01-01'));
    kontrolleraFaststallande(faststaller, beslut({ slag: 'ar', ar: 2024 }), [beslut('2024-12-31')]);
  });
});

const nekas: Record<BeslutsregisterKod | SammantradesregisterKod, [() => void, Omit<Nekande, 'kod'>]> = {
  NARVARO_PLATS_OKAND: [
    () => {
      kontrolleraNarvaro(narvaro('sala-1', 'koping-1'), PLATSER);
    },
    { falt: 'narvaro[1].plats', forvantat: 'en plats i styrelsen' },
  ],
  NARVARO_REVISOR_TJANSTGOR: [
    () => {
      kontrolleraNarvaro(narvaro('revisor'), PLATSER);
    },
    { falt: 'narvaro[0].tjanstgor', forvantat: 'false för en revisor' },
  ],
  NARVARO_FLER_AN_ORDINARIE: [
    () => {
      kontrolleraNarvaro(narvaro('sala-1', 'arboga-1', 'sala-e'), PLATSER);
    },
    { falt: 'narvaro', forvantat: 'högst så många som tjänstgör som det finns ordinarie platser' },
  ],
  BESLUT_SAMMANTRADE_OKANT: [
    () => {
      kontrolleraMotSammantrade(uppgifter(), sammantradeDecider.start, PLATSER);
    },
    { falt: 'sammantrade', forvantat: 'ett sammanträde som hållits' },
  ],
  BESLUT_EJ_SAMMANTRADETS_DAG: [
    () => {
      kontrolleraMotSammantrade(uppgifter({ fattat: { slag: 'ar', ar: 2024 } }), hallet(), PLATSER);
    },
    { falt: 'fattat', forvantat: 'dagen 2024-09-11' },
  ],
  OMROSTNING_FLER_AN_TJANSTGOR: [
    () => {
      const omrostning = { ja: 1, nej: 0, avstod: 1 };
      kontrolleraMotSammantrade(uppgifter({ omrostning }), hallet(narvaro('sala-1', 'arboga-1?')), PLATSER);
    },
    { falt: 'omrostning', forvantat: 'högst 1 röster' },
  ],
  RESERVATION_EJ_TJANSTGORANDE: [
    () => {
      const reservationer = ['sala-1', 'arboga-1'];
      kontrolleraMotSammantrade(
        uppgifter({ reservationer }),
        hallet(narvaro('sala-1', 'arboga-1?')),
        PLATSER,
      );
    },
    { falt: 'reservationer[1]', forvantat: 'en plats som tjänstgjorde' },
  ],
  RESERVATION_PLATS_OKAND: [
    () => {
      kontrolleraMotSammantrade(uppgifter({ reservationer: ['koping-1'] }), hallet(), PLATSER);
    },
    { falt: 'reservationer[0]', forvantat: 'en plats i styrelsen' },
  ],
  FASTSTALLT_BESLUT_OKANT: [
    () => {
      kontrolleraFaststallande(faststaller, beslut('2024-01-31'), [SAKNAS]);
    },
    { falt: 'faststaller[0].beslut', forvantat: 'ett registrerat beslut' },
  ],
  FASTSTALLT_BESLUT_SENARE: [
    () => {
      kontrolleraFaststallande(faststaller, beslut('2024-01-31'), [beslut('2024-02-01')]);
    },
    { falt: 'faststaller[0].beslut', forvantat: 'ett beslut som kan vara fattat senast 2024-01-31' },
  ],
  UPPHAVANDE_BESLUT_OKANT: [
    () => {
      kontrolleraUpphavande(upphavande, beslut('2024-01-31'), SAKNAS);
    },
    { falt: 'av', forvantat: 'ett registrerat beslut' },
  ],
  UPPHAVANDE_BESLUT_TIDIGARE: [
    () => {
      kontrolleraUpphavande(upphavande, beslut('2024-01-31'), beslut('2024-01-30'));
    },
    { falt: 'av', forvantat: 'ett annat beslut, fattat senare' },
  ],
};

it.each(Object.entries(nekas))('nekas med %s', (kod, [prova, vantat]) => {
  expect(nekandetAv(prova)).toEqual({ kod, ...vantat });
});

it('ett beslut upphäver inte sig självt, och ett sammanträde som bara räknats har inget protokoll', () => {
  expect(
    nekandetAv(() => {
      kontrolleraUpphavande({ ...upphavande, av: 'x' }, beslut('2024-01-31'), beslut('2024-01-31'));
    }).kod,
  ).toBe('UPPHAVANDE_BESLUT_TIDIGARE');
  expect(
    nekandetAv(() => {
      kontrolleraMotSammantrade(uppgifter(), { skede: 'raknade' }, PLATSER);
    }).kod,
  ).toBe('BESLUT_SAMMANTRADE_OKANT');
});
