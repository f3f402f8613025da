import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../../test/given.js';
import {
  inlasningDecider,
  inlasningStream,
  pagaende,
  type InlasningKod,
  type InlasningKommando,
} from './inlasning.decider.js';
import type { InlasningHandelse, InlasningPaborjad, InlasningSlutford } from './inlasning.events.js';

const forbund = 'ostra';
const begynnelse = (dokument: string, sha256: string): InlasningPaborjad['data'] => ({
  forbund,
  dokument,
  sha256,
  titel: 'Delårsrapport',
  datum: datum('2024-08-31'),
});
const paborja = (dokument: string, sha256 = 'aa'): InlasningKommando => ({
  typ: 'PaborjaInlasning',
  data: begynnelse(dokument, sha256),
});
const slutfor = (dokument: string, sha256 = 'aa'): InlasningKommando => ({
  typ: 'SlutforInlasning',
  data: { forbund, dokument, sha256 },
});
const paborjad = (dokument: string): InlasningPaborjad => ({
  typ: 'InlasningPaborjad',
  data: begynnelse(dokument, 'aa'),
});
const slutford = (dokument: string): InlasningSlutford => ({
  typ: 'InlasningSlutford',
  data: { forbund, dokument, sha256: 'aa' },
});

describe('en inläsning', () => {
  it('påbörjas och slutförs', () => {
    given(inlasningDecider)
      .when(paborja('delar'))
      .then([paborjad('delar')]);
    given(inlasningDecider, [paborjad('delar')])
      .when(slutfor('delar'))
      .then([slutford('delar')]);
  });

  it('följs av nästa dokument när den är slutförd', () => {
    given(inlasningDecider, [paborjad('delar'), slutford('delar')])
      .when(paborja('helar'))
      .then([paborjad('helar')]);
  });

  it('slutförs en gång', () => {
    given(inlasningDecider, [paborjad('delar'), slutford('delar')])
      .when(slutfor('delar'))
      .thenThrows('INLASNING_EJ_PABORJAD', 'id');
  });

  it('slutförs med det innehåll som den påbörjades med', () => {
    given(inlasningDecider, [paborjad('delar')])
      .when(slutfor('delar', 'bb'))
      .thenThrows('INLASNING_EJ_PABORJAD', 'id');
  });

  it('påbörjas inte två gånger: en avbruten återupptas utan ny början', () => {
    given(inlasningDecider, [paborjad('delar')])
      .when(paborja('delar'))
      .thenThrows('KALLDOKUMENT_INLAST', 'id');
  });

  it('säger att innehållet har ändrats, också medan något annat pågår', () => {
    given(inlasningDecider, [paborjad('delar'), slutford('delar'), paborjad('helar')])
      .when(paborja('delar', 'bb'))
      .thenThrows('KALLDOKUMENT_ANDRAT', 'id');
  });
});

describe('ett dokument som är inläst', () => {
  const inlast = [paborjad('delar'), slutford('delar')];
  const med = (mer: Partial<InlasningPaborjad['data']>): InlasningKommando & { typ: 'PaborjaInlasning' } => ({
    typ: 'PaborjaInlasning',
    data: { ...begynnelse('delar', 'aa'), ...mer },
  });

  it('ersätts av ett annat innehåll som säger att det rättar just det', () => {
    const rattelse = med({ sha256: 'bb', ersatter: 'aa' });
    given(inlasningDecider, inlast)
      .when(rattelse)
      .then([{ typ: 'InlasningPaborjad', data: rattelse.data }]);
    given(inlasningDecider, inlast)
      .when(med({ sha256: 'bb', ersatter: 'cc' }))
      .thenThrows('KALLDOKUMENT_ANDRAT', 'id');
  });

  it('läses på nytt av ett program som finner mer i det, och inte av samma program', () => {
    const nytt = med({ lasare: 2 });
    given(inlasningDecider, inlast)
      .when(nytt)
      .then([{ typ: 'InlasningPaborjad', data: nytt.data }]);
    given(inlasningDecider, inlast)
      .when(med({ lasare: 1 }))
      .thenThrows('KALLDOKUMENT_INLAST', 'id');
  });

  it('räknar sina inläsningar', () => {
    const gangerna = [...inlast, { typ: 'InlasningPaborjad', data: med({ lasare: 2 }).data } as const];
    const state = gangerna.reduce(inlasningDecider.evolve, inlasningDecider.start);
    expect(state.dokument.get('delar')).toEqual({ sha256: 'aa', status: 'pagar', lasare: 2, gang: 2 });
  });
});

describe('den inläsning som pågår', () => {
  it.each<[string, InlasningHandelse[], string | undefined]>([
    ['finns inte från början', [], undefined],
    ['är den som har påbörjats', [paborjad('delar'), slutford('delar'), paborjad('helar')], 'helar'],
    ['finns inte när den är slutförd', [paborjad('delar'), slutford('delar')], undefined],
  ])('%s', (_, handelser, vantad) => {
    expect(pagaende(handelser.reduce(inlasningDecider.evolve, inlasningDecider.start))).toBe(vantad);
  });
});

nekar(inlasningDecider, {
  KALLDOKUMENT_ANDRAT: {
    given: [paborjad('delar'), slutford('delar')],
    when: paborja('delar', 'bb'),
    falt: 'id',
    forvantat: 'samma innehåll, ett nytt id, eller att det läses in som en rättelse',
  },
  KALLDOKUMENT_INLAST: {
    given: [paborjad('delar'), slutford('delar')],
    when: paborja('delar'),
    falt: 'id',
    forvantat: 'ett nytt dokument',
  },
  INLASNING_PAGAR: {
    given: [paborjad('delar')],
    when: paborja('helar'),
    falt: 'id',
    forvantat: 'att den slutförs först',
  },
  INLASNING_EJ_PABORJAD: { when: slutfor('delar'), falt: 'id', forvantat: 'en påbörjad inläsning' },
} satisfies Record<InlasningKod, Nekad<InlasningKommando, InlasningHandelse>>);

it('strömmen är förbundets: två dokument planeras aldrig mot samma böcker på en gång', () => {
  expect(inlasningStream('ostra')).toBe('inlasning-ostra');
});
