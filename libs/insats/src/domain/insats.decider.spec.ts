import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekandetAv, nekar, type Nekad } from '../../../../test/given.js';
import {
  insatsDecider,
  insatsStream,
  kontrolleraStod,
  type BeviljaInsats,
  type InsatsKod,
  type InsatsKommando,
} from './insats.decider.js';
import type {
  InsatsAvslutad,
  InsatsBeviljad,
  InsatsHandelse,
  InsatsRegistrerad,
  InsatsStartad,
} from './insats.events.js';

const vilken = { forbund: 'ostra', insats: 'samordningsteam' };
const registrera: InsatsKommando = {
  typ: 'RegistreraInsats',
  data: { ...vilken, namn: 'Samordningsteam', slag: 'individ' },
};
const registrerad: InsatsRegistrerad = {
  typ: 'InsatsRegistrerad',
  data: { ...vilken, namn: 'Samordningsteam', slag: 'individ' },
};
const beviljande = {
  ...vilken,
  fran: datum('2024-01-01'),
  till: datum('2024-12-31'),
  beloppOre: 170_000_00n,
  stod: { slag: 'beslut', beslut: '2023-11-24-budget' },
} as const;
const bevilja = (delar: Partial<BeviljaInsats['data']> = {}): InsatsKommando => ({
  typ: 'BeviljaInsats',
  data: { ...beviljande, ...delar },
});
const beviljad: InsatsBeviljad = { typ: 'InsatsBeviljad', data: beviljande };
const starta = (den: string): InsatsKommando => ({
  typ: 'StartaInsats',
  data: { ...vilken, den: datum(den) },
});
const startad: InsatsStartad = { typ: 'InsatsStartad', data: { ...vilken, den: datum('2024-02-01') } };
const avsluta = (den: string, overgarTill?: string): InsatsKommando => ({
  typ: 'AvslutaInsats',
  data: { ...vilken, den: datum(den), ...(overgarTill === undefined ? {} : { overgarTill }) },
});
const avslutad: InsatsAvslutad = { typ: 'InsatsAvslutad', data: { ...vilken, den: datum('2024-06-30') } };

describe('en insats', () => {
  it('registreras, beviljas, startar och avslutas', () => {
    given(insatsDecider).when(registrera).then([registrerad]);
    given(insatsDecider, [registrerad]).when(bevilja()).then([beviljad]);
    given(insatsDecider, [registrerad, beviljad]).when(starta('2024-02-01')).then([startad]);
    given(insatsDecider, [registrerad, beviljad, startad]).when(avsluta('2024-06-30')).then([avslutad]);
  });

  it('registreras utan slag när källan inte säger vilket', () => {
    const data = { ...vilken, namn: 'Samordningsteam' };
    given(insatsDecider)
      .when({ typ: 'RegistreraInsats', data })
      .then([{ typ: 'InsatsRegistrerad', data }]);
  });

  it('beviljas igen medan den pågår, och för en enda dag', () => {
    const den = datum('2025-01-01');
    given(insatsDecider, [registrerad, beviljad, startad])
      .when(bevilja({ fran: den, till: den, beloppOre: 1n }))
      .then([{ typ: 'InsatsBeviljad', data: { ...beviljande, fran: den, till: den, beloppOre: 1n } }]);
  });

  it('startar också efter ett beviljande: det ändrar inte skedet', () => {
    given(insatsDecider, [registrerad, startad, beviljad])
      .when(starta('2024-03-01'))
      .thenThrows('INSATS_REDAN_STARTAD', 'den');
  });

  it('kan avslutas samma dag, utan att ha startat, och övergå till en medlem', () => {
    given(insatsDecider, [registrerad, startad])
      .when(avsluta('2024-02-01'))
      .then([{ typ: 'InsatsAvslutad', data: { ...vilken, den: datum('2024-02-01') } }]);
    given(insatsDecider, [registrerad])
      .when(avsluta('2024-02-01', 'Sala kommun'))
      .then([
        {
          typ: 'InsatsAvslutad',
          data: { ...vilken, den: datum('2024-02-01'), overgarTill: 'Sala kommun' },
        },
      ]);
  });

  it.each([
    ['beviljas', bevilja()],
    ['startas', starta('2025-01-01')],
    ['avslutas', avsluta('2025-01-01')],
  ])('%s inte när den är avslutad eller okänd', (_, kommando) => {
    given(insatsDecider, [registrerad, avslutad]).when(kommando).thenThrows('INSATS_AVSLUTAD', 'insats');
    given(insatsDecider).when(kommando).thenThrows('INSATS_OKAND', 'insats');
  });

  it('registreras inte på nytt när den är avslutad', () => {
    given(insatsDecider, [registrerad, avslutad]).when(registrera).thenThrows('INSATS_FINNS', 'insats');
  });

  it('beviljas inte för en tid som slutar innan den börjar, eller för ett negativt belopp', () => {
    given(insatsDecider, [registrerad])
      .when(bevilja({ till: datum('2023-12-31') }))
      .thenThrows('INSATS_TID_OMVAND', 'till', 'en dag efter fran');
    given(insatsDecider, [registrerad])
      .when(bevilja({ beloppOre: -1n }))
      .thenThrows('INSATS_BELOPP_EJ_POSITIVT', 'beloppOre');
  });
});

nekar(insatsDecider, {
  INSATS_NYCKEL_OGILTIG: {
    when: { typ: 'RegistreraInsats', data: { ...vilken, insats: 'Team 1', namn: 'Team 1' } },
    falt: 'insats',
    forvantat: 'gemener a–z, siffror och bindestreck',
  },
  INSATS_FINNS: { given: [registrerad], when: registrera, falt: 'insats', forvantat: 'en ny nyckel' },
  INSATS_OKAND: { when: starta('2024-02-01'), falt: 'insats', forvantat: 'en registrerad insats' },
  INSATS_REDAN_STARTAD: {
    given: [registrerad, startad],
    when: starta('2024-03-01'),
    falt: 'den',
    forvantat: 'en insats som inte har startat',
  },
  INSATS_AVSLUTAD: {
    given: [registrerad, startad, avslutad],
    when: bevilja(),
    falt: 'insats',
    forvantat: 'en insats som pågår',
  },
  INSATS_TID_OMVAND: {
    given: [registrerad, startad],
    when: avsluta('2024-01-31'),
    falt: 'den',
    forvantat: 'en dag efter starten',
  },
  INSATS_BELOPP_EJ_POSITIVT: {
    given: [registrerad],
    when: bevilja({ beloppOre: 0n }),
    falt: 'beloppOre',
    forvantat: 'ett positivt antal öre',
  },
  INSATS_UTAN_STOD: {
    given: [registrerad],
    when: {
      typ: 'BeviljaInsats',
      data: { ...vilken, fran: beviljande.fran, till: beviljande.till, beloppOre: 1n },
    },
    falt: 'stod',
    forvantat: 'ett beslut eller ett källdokument',
  },
} satisfies Record<Exclude<InsatsKod, 'INSATS_BESLUT_OKANT'>, Nekad<InsatsKommando, InsatsHandelse>>);

describe('stödet', () => {
  it('nekas när beslutet inte finns, och godtas när det finns eller är ett dokument', () => {
    const prova = (finns: boolean) =>
      nekandetAv(() => {
        kontrolleraStod(beviljande.stod, finns);
      });
    expect(prova(false)).toEqual({
      kod: 'INSATS_BESLUT_OKANT',
      falt: 'stod.beslut',
      forvantat: 'ett registrerat beslut',
    });
    kontrolleraStod(beviljande.stod, true);
    kontrolleraStod({ slag: 'dokument', dokument: 'rapport' }, false);
  });
});

it('strömmen är insatsens inom förbundet', () => {
  expect(insatsStream('ostra', 'samordningsteam')).toBe('insats-ostra--samordningsteam');
});
