import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arDomanFel } from '#kernel/fel.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  konteringsnyckel,
  kontoplanDecider,
  kontoplanStream,
  type KompletteraKontoplan,
  type KontoplanKod,
  type KontoplanState,
} from './kontoplan.decider.js';
import type { KontoplanHandelse } from './kontoplan.events.js';

type Data = KompletteraKontoplan['data'];
const forbund = 'ostra';
const komplettera = (delar: Partial<Data>): KompletteraKontoplan => ({
  typ: 'KompletteraKontoplan',
  data: { forbund, konton: [], motparter: [], nyaPoster: [], andradePoster: [], ...delar },
});

const konto = (nr: string, namn = 'Insatser') => ({ konto: nr, namn });
const team = {
  post: 'kostnad:team',
  rad: 'Samordningsteam',
  grupp: 'individ',
  kontering: { konto: '4100', insats: 'team' },
} as const;
const sala = { nyckel: 'sala-kommun', namn: 'Sala kommun', medlem: true };

const upplagt = (nr: string): KontoplanHandelse => ({
  typ: 'KontoUpplagt',
  data: { forbund, ...konto(nr) },
});
const motpartUpplagd: KontoplanHandelse = { typ: 'MotpartUpplagd', data: { forbund, motpart: sala } };
const teamUpplagt: KontoplanHandelse = { typ: 'PostUpplagd', data: { forbund, ...team } };
const fore = [upplagt('4100'), motpartUpplagd, teamUpplagt];

describe('KompletteraKontoplan', () => {
  it('lägger upp konton, motparter och poster i den ordningen, så att de får bygga på varandra', () => {
    const bidrag = {
      post: 'intakt:bidrag',
      rad: 'Bidrag',
      grupp: 'intakter',
      kontering: { konto: '3010', motpart: 'sala-kommun' },
    } as const;
    given(kontoplanDecider)
      .when(
        komplettera({ konton: [konto('4100'), konto('3010')], motparter: [sala], nyaPoster: [team, bidrag] }),
      )
      .then([
        upplagt('4100'),
        upplagt('3010'),
        motpartUpplagd,
        teamUpplagt,
        { typ: 'PostUpplagd', data: { forbund, ...bidrag } },
      ]);
  });

  it('går förbi det som finns och det som står två gånger', () => {
    given(kontoplanDecider, fore)
      .when(
        komplettera({
          konton: [konto('4100', 'Nytt namn'), konto('4101'), konto('4101')],
          motparter: [sala],
        }),
      )
      .then([upplagt('4101')]);
  });

  it('skiljer poster på samma konto åt med insats och motpart', () => {
    const nyaPoster = [
      { ...team, post: 'kostnad:annat-team', kontering: { konto: '4100', insats: 'annat' } },
      { ...team, post: 'kostnad:team-sala', kontering: { ...team.kontering, motpart: 'sala-kommun' } },
      { ...team, post: 'kostnad:insatser', kontering: { konto: '4100' } },
    ] as const;
    given(kontoplanDecider, fore)
      .when(komplettera({ nyaPoster }))
      .then(nyaPoster.map((p) => ({ typ: 'PostUpplagd', data: { forbund, ...p } })));
  });

  it('beskriver en post på nytt, och bara den som har ändrats', () => {
    const andrad = {
      post: team.post,
      rad: 'Team',
      grupp: 'individ',
      overordnad: 'kostnad:insatser',
      ordning: '1',
    } as const;
    given(kontoplanDecider, fore)
      .when(komplettera({ andradePoster: [andrad] }))
      .then([{ typ: 'PostAndrad', data: { forbund, ...andrad } }]);
    given(kontoplanDecider, [...fore, { typ: 'PostAndrad', data: { forbund, ...andrad } }])
      .when(komplettera({ andradePoster: [andrad] }))
      .thenThrows('KONTOPLAN_OFORANDRAD');
  });

  it('låter en omdöpt post behålla sin kontering', () => {
    const andrad: KontoplanHandelse = {
      typ: 'PostAndrad',
      data: { forbund, post: team.post, rad: 'Team', grupp: 'individ' },
    };
    given(kontoplanDecider, [...fore, andrad])
      .when(komplettera({ nyaPoster: [{ ...team, post: 'kostnad:nytt' }] }))
      .thenThrows('KONTERING_UPPTAGEN', 'nyaPoster[0].kontering');
  });

  it.each(['0100', '9100', '410', '41000', '41a0'])('nekar kontot %s', (nr) => {
    given(kontoplanDecider)
      .when(komplettera({ konton: [konto('4100'), konto(nr)] }))
      .thenThrows('KONTO_OGILTIGT', 'konton[1].konto', 'fyra siffror, första 1–8');
  });

  it.each<[PostId, string, string]>([
    ['tillgang:bank', '2010', 'klass 1'],
    ['skuld:leverantorer', '1930', 'klass 2'],
    ['eget_kapital:balanserat', '1930', 'klass 2'],
    ['intakt:bidrag', '4100', 'klass 3 eller 8'],
    ['kostnad:hyra', '3010', 'klass 4 eller 5 eller 6 eller 7 eller 8'],
  ])('nekar %s på konto %s', (post, nr, forvantat) => {
    given(kontoplanDecider)
      .when(komplettera({ konton: [konto(nr)], nyaPoster: [{ ...team, post, kontering: { konto: nr } }] }))
      .thenThrows('KONTO_FEL_KLASS', 'nyaPoster[0].kontering.konto', forvantat);
  });

  it('nekar samma post eller kontering två gånger i ett kommando', () => {
    given(kontoplanDecider)
      .when(komplettera({ konton: [konto('4100')], nyaPoster: [team, team] }))
      .thenThrows('POST_FINNS', 'nyaPoster[1].post');
    given(kontoplanDecider)
      .when(komplettera({ konton: [konto('4100')], nyaPoster: [team, { ...team, post: 'kostnad:nytt' }] }))
      .thenThrows('KONTERING_UPPTAGEN', 'nyaPoster[1].kontering');
  });
});

nekar(kontoplanDecider, {
  KONTO_OGILTIGT: {
    when: komplettera({ konton: [konto('41')] }),
    falt: 'konton[0].konto',
    forvantat: 'fyra siffror, första 1–8',
  },
  KONTO_OKANT: {
    when: komplettera({ nyaPoster: [team] }),
    falt: 'nyaPoster[0].kontering.konto',
    forvantat: 'ett upplagt konto',
  },
  KONTO_FEL_KLASS: {
    given: [upplagt('1930')],
    when: komplettera({ nyaPoster: [{ ...team, kontering: { konto: '1930' } }] }),
    falt: 'nyaPoster[0].kontering.konto',
    forvantat: 'klass 4 eller 5 eller 6 eller 7 eller 8',
  },
  KONTERING_UPPTAGEN: {
    given: fore,
    when: komplettera({ nyaPoster: [{ ...team, post: 'kostnad:nytt' }] }),
    falt: 'nyaPoster[0].kontering',
    forvantat: 'en ledig kontering',
  },
  POST_OKAND: {
    given: fore,
    when: komplettera({ andradePoster: [{ post: 'kostnad:nytt', rad: 'Nytt', grupp: 'individ' }] }),
    falt: 'andradePoster[0].post',
    forvantat: 'en upplagd post',
  },
  POST_FINNS: {
    given: fore,
    when: komplettera({ nyaPoster: [team] }),
    falt: 'nyaPoster[0].post',
    forvantat: 'en ny post',
  },
  MOTPART_OKAND: {
    given: [upplagt('4100')],
    when: komplettera({ nyaPoster: [{ ...team, kontering: { konto: '4100', motpart: 'okand' } }] }),
    falt: 'nyaPoster[0].kontering.motpart',
    forvantat: 'en upplagd motpart',
  },
  KONTOPLAN_OFORANDRAD: {
    given: fore,
    when: komplettera({ konton: [konto('4100')], motparter: [sala] }),
    falt: 'konton',
    forvantat: 'något nytt',
  },
} satisfies Record<KontoplanKod, Nekad<KompletteraKontoplan, KontoplanHandelse>>);

describe('godtyckliga historier', () => {
  const oftast = <T>(vanliga: readonly T[], ovanliga: readonly T[]): fc.Arbitrary<T> =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...vanliga) },
      { weight: 1, arbitrary: fc.constantFrom(...ovanliga) },
    );
  const nr = oftast(['4100', '4101'], ['1930', '3010', '5010', '410']);
  const nyckel = oftast(['a', 'b'], ['okand']);
  const post = oftast<PostId>(
    ['kostnad:x', 'kostnad:y', 'kostnad:z', 'kostnad:u', 'kostnad:v'],
    ['intakt:x', 'tillgang:x'],
  );
  const beskrivning = { rad: fc.constantFrom('X', 'Y'), grupp: fc.constant('individ') };
  const kontering = fc.record({ konto: nr, insats: nyckel, motpart: nyckel }, { requiredKeys: ['konto'] });
  const kommando = fc
    .record({
      konton: fc.array(
        nr.map((n) => konto(n)),
        { maxLength: 1 },
      ),
      motparter: fc.array(
        nyckel.map((n) => ({ nyckel: n, namn: n })),
        { maxLength: 1 },
      ),
      nyaPoster: fc.array(fc.record({ ...beskrivning, post, kontering }), { minLength: 1, maxLength: 2 }),
      andradePoster: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.record({ ...beskrivning, post }), { maxLength: 2 }) },
      ),
    })
    .map(komplettera);
  const historia = fc.array(kommando, { minLength: 10, maxLength: 40, size: 'max' });
  const motpart = (n: string): KontoplanHandelse => ({
    typ: 'MotpartUpplagd',
    data: { forbund, motpart: { nyckel: n, namn: n } },
  });
  const grund = [upplagt('4100'), upplagt('4101'), upplagt('1930'), motpart('a'), motpart('b')].reduce(
    kontoplanDecider.evolve,
    kontoplanDecider.start,
  );

  /** The plan after commands in this order, those that are refused left out. */
  const efter = (kommandon: readonly KompletteraKontoplan[]): KontoplanState =>
    kommandon.reduce((state, k) => {
      try {
        return kontoplanDecider.decide(k, state).reduce(kontoplanDecider.evolve, state);
      } catch (fel) {
        if (arDomanFel(fel)) return state;
        throw fel;
      }
    }, grund);

  it('ger ingen kontering åt två poster, och lägger inget på ett konto som inte finns', () => {
    fc.assert(
      fc.property(historia, (kommandon) => {
        const { konton, motparter, poster, konteringar } = efter(kommandon);
        expect(konteringar.size).toBe(poster.size);
        for (const [p, { kontering: k }] of poster) {
          expect(konteringar.get(konteringsnyckel(k))).toBe(p);
          expect(konton.has(k.konto)).toBe(true);
          expect(k.motpart === undefined || motparter.has(k.motpart)).toBe(true);
          expect(delaPostId(p).slag === 'kostnad').toBe(/^[4-8]/.test(k.konto));
        }
      }),
    );
  });

  it('lägger upp flera poster: historier utan poster skulle inte pröva något', () => {
    const antal = fc.sample(historia, { seed: 1, numRuns: 20 }).map((k) => efter(k).poster.size);
    expect(antal.filter((n) => n >= 3).length).toBeGreaterThan(10);
  });
});

it('strömmen är förbundets', () => {
  expect(kontoplanStream('ostra')).toBe('kontoplan-ostra');
});
