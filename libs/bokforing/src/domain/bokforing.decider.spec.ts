import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import { summa, type Ore } from '#kernel/ore.js';
import { given, nekandetAv, nekar, type Nekad } from '../../../../test/given.js';
import {
  bokforingDecider,
  bokforingStream,
  kontrolleraMotRegister,
  MAX_RADER,
  type BokforingKod,
  type BokforingKommando,
} from './bokforing.decider.js';
import type {
  BokforingHandelse,
  IngaendeBalansBokford,
  RattelseBokford,
  VerifikationBokford,
  Verifikationsrad,
} from './bokforing.events.js';
import { kontoplanDecider } from './kontoplan.decider.js';
import type { KontoplanHandelse } from './kontoplan.events.js';
import type { PeriodiseringKod } from './periodisering.js';
import type { PeriodKod } from './perioder.js';

const vilken = { forbund: 'ostra', ar: 2024, serie: 'a' };
const hyra: readonly Verifikationsrad[] = [
  { konto: '6010', beloppOre: 500n },
  { konto: '1930', beloppOre: -500n },
];
const innehall = { ...vilken, datum: datum('2024-03-31'), text: 'Hyra mars', rader: hyra };
type Innehall = Partial<Extract<BokforingKommando, { typ: 'BokforVerifikation' }>['data']>;

const bokfor = (delar: Innehall = {}): BokforingKommando => ({
  typ: 'BokforVerifikation',
  data: { ...innehall, ...delar },
});
const ratta = (rattar: number, delar: Innehall = {}): BokforingKommando => ({
  typ: 'RattaVerifikation',
  data: { ...innehall, ...delar, rattar },
});
const ingaende = (rader: readonly Verifikationsrad[]): BokforingKommando => ({
  typ: 'BokforIngaendeBalans',
  data: { ...vilken, rader },
});
const bokford = (nummer: number): VerifikationBokford => ({
  typ: 'VerifikationBokford',
  data: { ...innehall, nummer },
});
const rattad = (nummer: number, rattar: number): RattelseBokford => ({
  typ: 'RattelseBokford',
  data: { ...innehall, nummer, rattar },
});
const balans = [
  { konto: '1930', beloppOre: 900n },
  { konto: '2010', beloppOre: -900n },
];
const balansBokford: IngaendeBalansBokford = {
  typ: 'IngaendeBalansBokford',
  data: { ...vilken, rader: balans },
};

describe('BokforVerifikation', () => {
  it('får nästa nummer i serien', () => {
    given(bokforingDecider)
      .when(bokfor())
      .then([bokford(1)]);
    given(bokforingDecider, [bokford(1), rattad(2, 1)])
      .when(bokfor())
      .then([bokford(3)]);
  });

  it('behåller insats, motpart, källa och rader på noll', () => {
    const rader = [
      { konto: '4100', beloppOre: 0n, insats: 'team', motpart: 'sala-kommun' },
      { konto: '2999', beloppOre: 0n },
    ];
    given(bokforingDecider)
      .when(bokfor({ rader, dokument: 'rapport' }))
      .then([{ typ: 'VerifikationBokford', data: { ...innehall, rader, dokument: 'rapport', nummer: 1 } }]);
  });

  it('tar årets första och sista dag', () => {
    for (const den of ['2024-01-01', '2024-12-31'].map((d) => datum(d)))
      given(bokforingDecider)
        .when(bokfor({ datum: den }))
        .then([{ typ: 'VerifikationBokford', data: { ...innehall, datum: den, nummer: 1 } }]);
  });

  it('tar så många rader som gränsen säger', () => {
    const rader = Array.from({ length: MAX_RADER }, (_, n) => ({
      konto: '6010',
      beloppOre: n % 2 === 0 ? 1n : -1n,
    }));
    given(bokforingDecider)
      .when(bokfor({ rader }))
      .then([{ typ: 'VerifikationBokford', data: { ...innehall, rader, nummer: 1 } }]);
  });

  it('nekar ett öre som fattas', () => {
    const rader = [...hyra, { konto: '6010', beloppOre: 1n }];
    given(bokforingDecider)
      .when(bokfor({ rader }))
      .thenThrows('VERIFIKATION_OBALANSERAD', 'rader', 'rader som summerar till noll');
  });

  it.each(['A', 'a-1', ''])('nekar serien "%s"', (serie) => {
    given(bokforingDecider)
      .when(bokfor({ serie }))
      .thenThrows('SERIE_OGILTIG', 'serie', 'gemener a–z och siffror');
  });

  it.each(['2023-12-31', '2025-01-01'])('nekar %s i räkenskapsåret 2024', (den) => {
    given(bokforingDecider)
      .when(bokfor({ datum: datum(den) }))
      .thenThrows('DATUM_UTANFOR_AR', 'datum', 'en dag i 2024');
  });
});

describe('RattaVerifikation', () => {
  it('är en ny verifikation med eget nummer', () => {
    given(bokforingDecider, [bokford(1), bokford(2)])
      .when(ratta(2))
      .then([rattad(3, 2)]);
  });

  it('kan rätta en rättelse', () => {
    given(bokforingDecider, [bokford(1), rattad(2, 1)])
      .when(ratta(2))
      .then([rattad(3, 2)]);
  });

  it.each([0, 2, -1, 1.5, Number.NaN])('nekar nummer %s när serien har en', (nummer) => {
    given(bokforingDecider, [bokford(1)])
      .when(ratta(nummer))
      .thenThrows('VERIFIKATION_OKAND', 'rattar', 'ett nummer 1–1');
  });

  it('balanserar den också', () => {
    given(bokforingDecider, [bokford(1)])
      .when(ratta(1, { rader: hyra.slice(1) }))
      .thenThrows('VERIFIKATION_OBALANSERAD', 'rader');
  });
});

describe('BokforIngaendeBalans', () => {
  it('tar inget nummer, och kan bokföras om', () => {
    given(bokforingDecider).when(ingaende(balans)).then([balansBokford]);
    given(bokforingDecider, [balansBokford]).when(ingaende(balans)).then([balansBokford]);
    given(bokforingDecider, [balansBokford])
      .when(bokfor())
      .then([bokford(1)]);
  });

  it('balanserar', () => {
    given(bokforingDecider)
      .when(ingaende(balans.slice(1)))
      .thenThrows('VERIFIKATION_OBALANSERAD', 'rader');
    given(bokforingDecider).when(ingaende([])).thenThrows('VERIFIKATION_UTAN_RADER', 'rader');
  });
});

type AvKontoplan = 'KONTO_SAKNAS' | 'MOTPART_SAKNAS' | 'INSATS_SAKNAS';
/** Those of periods, accruals and full corrections have specs of their own. */
type Ovriga =
  | PeriodKod
  | PeriodiseringKod
  | 'PERIODANDRING_GENOMFORD'
  | 'BOKSLUT_BOKFORT'
  | 'VERIFIKATION_REDAN_MAKULERAD'
  | 'MAKULERING_INAKTUELL';

nekar(bokforingDecider, {
  VERIFIKATION_OBALANSERAD: {
    when: bokfor({ rader: hyra.slice(1) }),
    falt: 'rader',
    forvantat: 'rader som summerar till noll',
  },
  UTGAR_UTAN_RATTELSE: {
    when: bokfor({ rader: hyra.map((r) => ({ ...r, utgar: true as const })) }),
    falt: 'rader[0].utgar',
    forvantat: 'en rättelse',
  },
  VERIFIKATION_UTAN_RADER: { when: bokfor({ rader: [] }), falt: 'rader', forvantat: 'minst två rader' },
  VERIFIKATION_FOR_STOR: {
    when: bokfor({ rader: Array.from({ length: MAX_RADER + 1 }, () => ({ konto: '6010', beloppOre: 0n })) }),
    falt: 'rader',
    forvantat: `högst ${MAX_RADER} rader`,
  },
  VERIFIKATION_TEXT_SAKNAS: {
    when: bokfor({ text: ' ' }),
    falt: 'text',
    forvantat: 'vad affärshändelsen gäller',
  },
  VERIFIKATION_OKAND: {
    given: [bokford(1), bokford(2)],
    when: ratta(3),
    falt: 'rattar',
    forvantat: 'ett nummer 1–2',
  },
  DATUM_UTANFOR_AR: {
    when: bokfor({ datum: datum('2025-01-01') }),
    falt: 'datum',
    forvantat: 'en dag i 2024',
  },
  SERIE_OGILTIG: {
    when: bokfor({ serie: 'a-1' }),
    falt: 'serie',
    forvantat: 'gemener a–z och siffror',
  },
  INGAENDE_BALANS_RESULTATKONTO: {
    when: ingaende([...balans, { konto: '3010', beloppOre: 0n }]),
    falt: 'rader[2].konto',
    forvantat: 'ett konto i klass 1 eller 2',
  },
} satisfies Record<Exclude<BokforingKod, AvKontoplan | Ovriga>, Nekad<BokforingKommando, BokforingHandelse>>);

describe('mot kontoplanen', () => {
  const upplagt: KontoplanHandelse[] = [
    { typ: 'KontoUpplagt', data: { forbund: 'ostra', konto: '6010', namn: 'Lokaler' } },
    { typ: 'KontoUpplagt', data: { forbund: 'ostra', konto: '1930', namn: 'Bank' } },
    {
      typ: 'MotpartUpplagd',
      data: { forbund: 'ostra', motpart: { nyckel: 'sala-kommun', namn: 'Sala kommun' } },
    },
  ];
  const plan = upplagt.reduce(kontoplanDecider.evolve, kontoplanDecider.start);
  const nekandet = (rad: Verifikationsrad) =>
    nekandetAv(() => {
      kontrolleraMotRegister([...hyra, rad], plan, new Set(['spira']));
    });

  it('godtas upplagda konton och motparter, och registrerade insatser', () => {
    kontrolleraMotRegister(
      [...hyra, { konto: '6010', beloppOre: 0n, motpart: 'sala-kommun', insats: 'spira' }],
      plan,
      new Set(['spira']),
    );
  });

  const nekade: Record<AvKontoplan, () => void> = {
    KONTO_SAKNAS: () => {
      expect(nekandet({ konto: '6011', beloppOre: 0n })).toEqual({
        kod: 'KONTO_SAKNAS',
        falt: 'rader[2].konto',
        forvantat: 'ett konto i kontoplanen',
      });
    },
    MOTPART_SAKNAS: () => {
      expect(nekandet({ konto: '6010', beloppOre: 0n, motpart: 'okand' })).toEqual({
        kod: 'MOTPART_SAKNAS',
        falt: 'rader[2].motpart',
        forvantat: 'en upplagd motpart',
      });
    },
    INSATS_SAKNAS: () => {
      expect(nekandet({ konto: '6010', beloppOre: 0n, insats: 'okand' })).toEqual({
        kod: 'INSATS_SAKNAS',
        falt: 'rader[2].insats',
        forvantat: 'en registrerad insats',
      });
    },
  };
  it.each(Object.entries(nekade))('nekas med %s', (_kod, prova) => {
    prova();
  });
});

describe('godtyckliga historier', () => {
  const belopp = fc.bigInt(-1_000_000n, 1_000_000n);
  const rader = (sista: (s: Ore) => Ore): fc.Arbitrary<Verifikationsrad[]> =>
    fc
      .array(belopp, { maxLength: 5 })
      .map((b) => [...b, sista(summa(b))].map((beloppOre) => ({ konto: '1930', beloppOre })));
  const nagraRader = fc.oneof(
    { weight: 4, arbitrary: rader((s) => -s) },
    { weight: 1, arbitrary: rader((s) => s) },
    { weight: 1, arbitrary: fc.constant<Verifikationsrad[]>([]) },
  );
  const verifikation = fc.record({
    rader: nagraRader,
    text: fc.constantFrom('Hyra', 'Hyra', 'Hyra', ''),
    datum: fc.constantFrom(
      datum('2024-01-01'),
      datum('2024-12-31'),
      datum('2024-02-29'),
      datum('2025-01-01'),
    ),
    serie: fc.constantFrom('a', 'a', 'a', 'a-b'),
  });
  const kommando = fc.oneof(
    { weight: 3, arbitrary: verifikation.map((v) => bokfor(v)) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.integer({ min: -1, max: 12 }), verifikation).map(([n, v]) => ratta(n, v)),
    },
    { weight: 1, arbitrary: nagraRader.map(ingaende) },
  );

  /** Everything that was stored when the commands came in this order, refusals left out. */
  function lagrat(kommandon: readonly BokforingKommando[]): BokforingHandelse[] {
    let state = bokforingDecider.start;
    return kommandon.flatMap((k) => {
      try {
        const nya = bokforingDecider.decide(k, state);
        state = nya.reduce(bokforingDecider.evolve, state);
        return nya;
      } catch (fel) {
        if (arDomanFel(fel)) return [];
        throw fel;
      }
    });
  }

  const historia = fc.array(kommando, { minLength: 20, maxLength: 60, size: 'max' });

  it('numrerar 1, 2, 3 … vad som än nekas, och låter inget obalanserat in', () => {
    fc.assert(
      fc.property(historia, (kommandon) => {
        const handelser = lagrat(kommandon);
        const numrerade = handelser.filter(
          (h) => h.typ === 'VerifikationBokford' || h.typ === 'RattelseBokford',
        );
        expect(numrerade.map((h) => h.data.nummer)).toEqual(numrerade.map((_, n) => n + 1));
        for (const h of handelser)
          if ('rader' in h.data) expect(summa(h.data.rader.map((r) => r.beloppOre))).toBe(0n);
        for (const h of numrerade)
          if (h.typ === 'RattelseBokford') {
            expect(h.data.rattar).toBeGreaterThanOrEqual(1);
            expect(h.data.rattar).toBeLessThan(h.data.nummer);
          }
      }),
    );
  });

  it('prövar både godtagna och nekade kommandon', () => {
    const prov = fc.sample(historia, { seed: 1, numRuns: 20 });
    const antal = prov.flat().length;
    const godtagna = prov.flatMap(lagrat).length;
    expect(godtagna).toBeGreaterThan(antal / 5);
    expect(godtagna).toBeLessThan((antal * 4) / 5);
  });
});

it('strömmen är förbundets, årets och seriens', () => {
  expect(bokforingStream('ostra', 2024, 'a')).toBe('bokforing-ostra-2024-a');
});
