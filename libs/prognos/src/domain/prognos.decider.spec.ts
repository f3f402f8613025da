import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import {
  arAndrad,
  prognosDecider,
  prognosStream,
  type PrognosState,
  type RegistreraPrognos,
} from './prognos.decider.js';
import type { PrognosBeraknad, PrognosHandelse, Prognosrad } from './prognos.events.js';
import { METODVERSION } from './radprognos.js';

const styrelse: Prognosrad = {
  post: 'kostnad:styrelse',
  beloppOre: -68_110_700n,
  metod: 'linjar',
  motiv: 'Takten.',
};
const bidrag: Prognosrad = {
  post: 'intakt:bidrag',
  beloppOre: 1_903_800_000n,
  metod: 'budget',
  motiv: 'Budgeten.',
};

const registrera = (delar: Partial<RegistreraPrognos['data']> = {}): RegistreraPrognos => ({
  typ: 'RegistreraPrognos',
  data: {
    forbund: 'vastmanland',
    ar: 2024,
    per: datum('2024-08-31'),
    underlagOrdinal: 100,
    rader: [styrelse, bidrag],
    ...delar,
  },
});

const beraknad = (delar: Partial<PrognosBeraknad['data']> = {}): PrognosBeraknad => ({
  typ: 'PrognosBeraknad',
  data: {
    forbund: 'vastmanland',
    ar: 2024,
    per: datum('2024-08-31'),
    underlagOrdinal: 100,
    metodversion: METODVERSION,
    rader: [bidrag, styrelse],
    ...delar,
  },
});

const efter = (...handelser: PrognosHandelse[]) =>
  handelser.reduce<PrognosState>(prognosDecider.evolve, prognosDecider.start);

function kod(handling: () => unknown): string {
  try {
    handling();
  } catch (fel) {
    if (fel instanceof DomanFel) return String(fel.kod);
    throw fel;
  }
  return 'inget fel';
}

describe('RegistreraPrognos', () => {
  it('registrerar den första, med raderna i ordning', () => {
    expect(prognosDecider.decide(registrera(), efter())).toEqual([beraknad()]);
  });

  it.each<[string, Partial<RegistreraPrognos['data']>]>([
    ['en ny dag', { per: datum('2024-09-30') }],
    ['ett nytt belopp', { rader: [{ ...styrelse, beloppOre: -1n }, bidrag] }],
    ['en ny metod', { rader: [{ ...styrelse, metod: 'budget' }, bidrag] }],
    ['ett nytt motiv', { rader: [{ ...styrelse, motiv: 'Annat.' }, bidrag] }],
    ['en rad mindre', { rader: [styrelse] }],
    ['en rad mer', { rader: [styrelse, bidrag, { ...styrelse, post: 'kostnad:lokal' }] }],
    ['inga rader', { rader: [] }],
  ])('registrerar %s', (_, delar) => {
    const kommando = registrera({ underlagOrdinal: 101, ...delar });
    expect(arAndrad(efter(beraknad()), kommando)).toBe(true);
    expect(prognosDecider.decide(kommando, efter(beraknad()))).toMatchObject([
      { data: { underlagOrdinal: 101 } },
    ]);
  });

  it('registrerar samma rader på nytt när metoderna har ändrats', () => {
    expect(arAndrad(efter(beraknad({ metodversion: 'prognos-0' })), registrera())).toBe(true);
  });

  it('vägrar en oförändrad, också på nyare underlag och med raderna omkastade', () => {
    const kommando = registrera({ underlagOrdinal: 200, rader: [styrelse, bidrag] });
    expect(arAndrad(efter(beraknad()), kommando)).toBe(false);
    expect(kod(() => prognosDecider.decide(kommando, efter(beraknad())))).toBe('PROGNOS_OFORANDRAD');
  });

  it('jämför med den senaste, inte med någon tidigare', () => {
    const state = efter(beraknad(), beraknad({ underlagOrdinal: 150, rader: [styrelse] }));
    expect(arAndrad(state, registrera({ underlagOrdinal: 200 }))).toBe(true);
  });

  it('har inget att säga om ett år utan rader som ingen har sagt något om', () => {
    expect(kod(() => prognosDecider.decide(registrera({ rader: [] }), efter()))).toBe('PROGNOS_OFORANDRAD');
  });

  it('vägrar en post som står två gånger', () => {
    const kommando = registrera({ rader: [styrelse, bidrag, styrelse] });
    expect(kod(() => prognosDecider.decide(kommando, efter()))).toBe('PROGNOSRAD_DUBBEL');
  });

  it('vägrar en dag utanför året', () => {
    expect(kod(() => prognosDecider.decide(registrera({ per: datum('2025-01-31') }), efter()))).toBe(
      'PROGNOS_PER_UTANFOR_AR',
    );
  });

  it('vägrar ett jobb som blev klart efter ett på nyare underlag', () => {
    const kommando = registrera({ underlagOrdinal: 99, rader: [] });
    expect(kod(() => prognosDecider.decide(kommando, efter(beraknad())))).toBe('PROGNOS_UNDERLAG_ALDRE');
  });
});

it('strömmen är förbundets år', () => {
  expect(prognosStream('vastmanland', 2024)).toBe('prognos-vastmanland-2024');
});
