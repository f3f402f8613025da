import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Avsnitt, Delning, Rad, Tabelldefinition, Urval } from '#rapportlayout/public.js';
import type { Belopp, Kontoregister, Postkort } from '../stomme/belopp.js';
import { stallUpp } from './stall-upp.js';
import type { Uppstallningskolumn, Uppstallningsrad } from './uppstallning.js';

const POSTER: readonly Postkort[] = (
  [
    ['intakt:bidrag', 'Bidrag', 'intakter', null, '3100', null, null],
    ['intakt:bidrag-region', 'Bidrag från regionen', 'intakter', 'intakt:bidrag', '3010', null, 'regionen'],
    ['kostnad:lon', 'Lön', 'administration', null, '5010', null, null],
    ['kostnad:spira', 'Spira', 'individ', 'kostnad:insatser', '4100', 'spira', null],
    ['kostnad:insatser', 'Insatser', 'insatser', null, '4700', null, null],
    ['kostnad:avskrivning', 'Avskrivning', 'administration', null, '7810', null, null],
    ['tillgang:inventarier', 'Inventarier', 'inventarier', null, '1210', null, null],
    ['tillgang:bank', 'Bank', 'likvida_medel', null, '1930', null, null],
    ['skuld:leverantor', 'Leverantören', 'leverantorsskulder', null, '2440', null, 'leverantoren'],
  ] as const
).map(([post, rad, grupp, overordnad, konto, insats, motpart]) => ({
  ...{ post, rad, grupp, overordnad, konto, insats, motpart },
}));
const register: Kontoregister = {
  poster: new Map(POSTER.map((p): [PostId, Postkort] => [p.post, p])),
  konton: new Map([['6999', 'Nytt konto']]),
  motparter: new Map([['regionen', 'Region Öst']]),
};

/** Money of a post, in the ledger's sign. */
function belopp(post: PostId, debetOre: Ore, matt: Belopp['matt'] = 'utfall'): Belopp {
  const kort = POSTER.find((p) => p.post === post);
  const { konto = '6999', insats = null, motpart = null } = kort ?? {};
  return { forbund: 'ostra', konto, insats, motpart, post, matt, debetOre };
}

const kolumn = (id: string, ...alla: Belopp[]): Uppstallningskolumn => ({
  ...{ id, rubrik: id, slag: 'utfall', ar: 2024 },
  kalla: { slag: 'utfall', period: { fran: datum('2024-01-01'), till: datum('2024-06-30') } },
  belopp: alla,
});
const avvikelse = (a: string, b: string): Uppstallningskolumn => ({
  ...{ id: 'avvikelse', rubrik: 'Avvikelse', slag: 'avvikelse', ar: null, kalla: undefined, belopp: [] },
  formel: [a, b],
});

const avsnitt = (id: string, urval: Urval, rader: Avsnitt['rader'], mer: Partial<Avsnitt> = {}): Avsnitt => ({
  ...{ typ: 'avsnitt', id, urval: [urval], rader, summa: `Summa ${id}` },
  ...mer,
});
const rad = (id: string, urval: Urval, delas?: readonly Delning[]): Rad => ({
  ...{ typ: 'rad', id, urval: [urval] },
  ...(delas ? { delas } : { rad: id }),
});
const alltSomSumma = (...av: string[]) => ({ typ: 'summa', id: 'allt', rad: 'Allt', av }) as const;
const tabell = (rader: Tabelldefinition['rader'], mer: Partial<Tabelldefinition> = {}): Tabelldefinition => ({
  ...{ id: 't', rubrik: 'T', enhet: 'kr', tecken: 'kostnad_negativ', kolumner: [], rader },
  omfattar: [{ slag: ['intakt', 'kostnad'] }],
  ...mer,
});

const uppstalld = (definition: Tabelldefinition, ...kolumner: Uppstallningskolumn[]) =>
  stallUpp(definition, { forbund: 'ostra', namn: 'Östra', kolumner, register }).rader;
const visas = (rader: readonly Uppstallningsrad[]) =>
  rader.map((r) => [r.rad, ...[...r.celler.values()].map((c) => c.ore)]);

const INTAKTER = avsnitt('intakter', { slag: ['intakt'] }, [rad('bidrag', { konton: ['3000-3199'] })]);
const KOSTNADER = avsnitt('kostnader', { slag: ['kostnad'] }, [rad('lon', { poster: ['kostnad:lon'] })]);
const RESULTAT = tabell([INTAKTER, KOSTNADER, alltSomSumma('intakter', 'kostnader')]);

describe('signs', () => {
  const pengar = kolumn('utfall', belopp('intakt:bidrag', -1000n), belopp('kostnad:lon', 300n));

  it('shows income positive and cost negative', () => {
    expect(visas(uppstalld(RESULTAT, pengar))).toEqual([
      ['bidrag', 1000n],
      ['Summa intakter', 1000n],
      ['lon', -300n],
      ['Summa kostnader', -300n],
      ['Allt', 700n],
    ]);
  });

  it('or cost positive, and then takes it from the income in the total', () => {
    const rader = uppstalld({ ...RESULTAT, tecken: 'kostnad_positiv' }, pengar);
    expect(visas(rader).slice(2)).toEqual([
      ['lon', 300n],
      ['Summa kostnader', 300n],
      ['Allt', 700n],
    ]);
    expect(rader.at(-1)?.termer).toEqual([
      { rad: 'intakter', faktor: 1n },
      { rad: 'kostnader', faktor: -1n },
    ]);
  });

  it('computes an avvikelse from what is shown, by its formula, where both are known', () => {
    const utfall = kolumn('utfall', belopp('kostnad:lon', 349n));
    const budget = kolumn('budget', belopp('kostnad:lon', 370n), belopp('intakt:bidrag', -1n));
    const positiv = uppstalld(
      { ...RESULTAT, tecken: 'kostnad_positiv' },
      ...[utfall, budget, avvikelse('budget', 'utfall')],
    );
    expect(visas(positiv).filter(([r]) => r === 'lon' || r === 'bidrag')).toEqual([
      ['bidrag', null, 1n, null],
      ['lon', 349n, 370n, 21n],
    ]);
    const negativ = uppstalld(RESULTAT, utfall, budget, avvikelse('utfall', 'budget'));
    expect(visas(negativ).find(([r]) => r === 'lon')).toEqual(['lon', -349n, -370n, 21n]);
  });
});

describe('what no line selects', () => {
  it('has a line of its own in its section, by konto, and is in every sum of it', () => {
    const rader = uppstalld(
      RESULTAT,
      kolumn('utfall', belopp('kostnad:lon', 300n), belopp('kostnad:konto-6999', 7n)),
    );
    expect(visas(rader)).toEqual([
      ['bidrag', null],
      ['Summa intakter', null],
      ['lon', -300n],
      ['Ej i uppställningen: 6999 Nytt konto', -7n],
      ['Summa kostnader', -307n],
      ['Allt', -307n],
    ]);
  });

  it('has one before the total when no section covers it', () => {
    const rader = uppstalld(
      tabell([INTAKTER, alltSomSumma('intakter')]),
      kolumn('utfall', belopp('intakt:bidrag', -1000n), belopp('kostnad:lon', 300n)),
    );
    expect(visas(rader)).toEqual([
      ['bidrag', 1000n],
      ['Summa intakter', 1000n],
      ['Ej i uppställningen'],
      ['Ej i uppställningen: 5010', -300n],
      ['Allt', 700n],
    ]);
  });

  it('is not there at all when the table does not cover it', () => {
    const rader = uppstalld(RESULTAT, kolumn('utfall', belopp('tillgang:bank', 5n)));
    expect(visas(rader).at(-1)).toEqual(['Allt', null]);
  });
});

describe('the rows that a line is divided in', () => {
  const delad = (...delas: Delning[]) =>
    tabell([avsnitt('allting', {}, [rad('rad', {}, delas)]), alltSomSumma('allting')]);

  it('have the coarse post where a column knows nothing finer', () => {
    const fint = kolumn('nu', belopp('intakt:bidrag-region', -5n), belopp('kostnad:spira', 3n));
    const grovt = kolumn('forr', belopp('intakt:bidrag', -4n));
    expect(visas(uppstalld(delad('jamforbar_post'), fint, grovt)).slice(0, 2)).toEqual([
      ['Bidrag', 5n, 4n],
      ['Spira', -3n, null],
    ]);
    expect(visas(uppstalld(delad('post'), fint, grovt)).slice(0, 3)).toEqual([
      ['Bidrag', null, 4n],
      ['Bidrag från regionen', 5n, null],
      ['Spira', -3n, null],
    ]);
  });

  it('are grouped with a heading and a sum of each', () => {
    const rader = uppstalld(
      delad('grupp', 'post'),
      kolumn('nu', belopp('kostnad:lon', 1n), belopp('kostnad:spira', 2n)),
    );
    expect(rader.map((r) => [r.id, r.rad, r.niva])).toEqual([
      ['rad/grupp:administration/rubrik', 'Styrelse och administration', 1],
      ['rad/grupp:administration/post:kostnad:lon', 'Lön', 2],
      ['rad/grupp:administration', 'Summa Styrelse och administration', 2],
      ['rad/grupp:individ/rubrik', 'Individinriktade insatser', 1],
      ['rad/grupp:individ/post:kostnad:spira', 'Spira', 2],
      ['rad/grupp:individ', 'Summa Individinriktade insatser', 2],
      ['allting', 'Summa allting', 1],
      ['allt', 'Allt', 0],
    ]);
  });

  it('are named by motpart, insats and konto', () => {
    const pengar = kolumn(
      'nu',
      ...[belopp('intakt:bidrag-region', -5n), belopp('kostnad:spira', 3n), belopp('kostnad:konto-6999', 1n)],
    );
    expect(visas(uppstalld(delad('motpart'), pengar)).slice(0, 3)).toEqual([
      ['Region Öst', 5n],
      ['Spira', -3n],
      ['6999 Nytt konto', -1n],
    ]);
    expect(
      uppstalld(delad('insats'), pengar)
        .map((r) => r.id)
        .slice(0, 3),
    ).toEqual(['rad/post:intakt:bidrag-region', 'rad/insats:spira', 'rad/konto:6999']);
    expect(
      uppstalld(delad('konto'), pengar)
        .map((r) => r.rad)
        .slice(0, 3),
    ).toEqual(['3010', '4100', '6999 Nytt konto']);
  });
});

describe('a cash flow', () => {
  const flode = tabell(
    [
      avsnitt('lopande', { slag: ['kostnad'] }, [
        rad('resultat', {}),
        {
          typ: 'omforing',
          id: 'ej-likvida',
          rad: 'ej likvida',
          urval: [{ konton: ['7800-7899'] }],
          till: 'investering',
        },
      ]),
      avsnitt('investeringar', { konton: ['1000-1399'] }, [rad('investering', {})]),
      avsnitt('skulder', { slag: ['skuld'] }, [rad('skulderna', {})]),
      avsnitt('ib', { matt: ['ingaende'] }, [rad('likvida-ib', {})], { vand: true }),
      { typ: 'summa', id: 'ub', rad: 'ub', av: ['lopande', 'investeringar', 'skulder', 'ib'] },
      {
        ...{ typ: 'avstamning', id: 'balans', rad: 'enligt balansen', mot: 'ub', skillnad: 'skillnad' },
        ...{ urval: [{ matt: ['utgaende'], konton: ['1930'] }], sida: 'debet' },
      },
    ],
    {
      tecken: 'kassaflode',
      omfattar: [
        { matt: ['rorelse'], utom: [{ konton: ['1930'] }] },
        { matt: ['ingaende'], konton: ['1930'] },
      ],
    },
  );
  /** A purchase of 500, depreciation of 100, a cost of 50 on credit. */
  const aret = [
    belopp('tillgang:bank', 900n, 'ingaende'),
    belopp('tillgang:bank', -500n, 'rorelse'),
    belopp('tillgang:inventarier', 400n, 'rorelse'),
    belopp('kostnad:avskrivning', 100n, 'rorelse'),
    belopp('kostnad:lon', 50n, 'rorelse'),
    belopp('skuld:leverantor', -50n, 'rorelse'),
  ];

  it('moves what is not liquid, and ties to the balance', () => {
    const rader = uppstalld(flode, kolumn('flode', ...aret, belopp('tillgang:bank', 400n, 'utgaende')));
    expect(Object.fromEntries(visas(rader))).toEqual({
      ...{ resultat: -150n, 'ej likvida': 100n, 'Summa lopande': -50n },
      ...{ investering: -500n, 'Summa investeringar': -500n, skulderna: 50n, 'Summa skulder': 50n },
      ...{ 'likvida-ib': 900n, 'Summa ib': 900n, ub: 400n, 'enligt balansen': 400n, skillnad: 0n },
    });
  });

  it('shows the difference when the balance says something else', () => {
    const rader = uppstalld(flode, kolumn('flode', ...aret, belopp('tillgang:bank', 390n, 'utgaende')));
    expect(visas(rader).at(-1)).toEqual(['skillnad', 10n]);
  });

  it('says that nothing was moved where there is money, and nothing where there is none', () => {
    const rader = uppstalld(flode, kolumn('flode', belopp('kostnad:lon', 50n, 'rorelse')), kolumn('forr'));
    expect(visas(rader).find(([r]) => r === 'ej likvida')).toEqual(['ej likvida', 0n, null]);
  });
});

it('leaves out an empty section that asks for it, and only from sight', () => {
  const dold = avsnitt('finans', { konton: ['8000-8999'] }, [rad('ranta', {})], { doljTomt: true });
  const definition = tabell([dold, INTAKTER, alltSomSumma('finans', 'intakter')]);
  expect(visas(uppstalld(definition, kolumn('utfall', belopp('intakt:bidrag', -1n))))).toEqual([
    ['bidrag', 1n],
    ['Summa intakter', 1n],
    ['Allt', 1n],
  ]);
});

/** Any lines over any sections, none of which need to fit: the table still has all of it. */
const urval: fc.Arbitrary<Urval> = fc.record(
  {
    slag: fc.uniqueArray(
      fc.constantFrom('intakt' as const, 'kostnad' as const, 'tillgang' as const, 'skuld' as const),
      {
        minLength: 1,
      },
    ),
    konton: fc.uniqueArray(fc.constantFrom('3000-3999', '4100', '5000-7999', '1000-2999'), { minLength: 1 }),
    insats: fc.boolean(),
    grupper: fc.uniqueArray(fc.constantFrom('administration', 'individ', 'intakter'), { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const delningar = fc.uniqueArray(
  fc.constantFrom<Delning[]>('post', 'jamforbar_post', 'konto', 'motpart', 'grupp'),
  { maxLength: 2 },
);
const avsnitten = fc.array(
  fc.record({
    urval,
    rader: fc.array(fc.record({ urval, delas: delningar }), { maxLength: 3 }),
    summa: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);
const pengar = fc.array(
  fc.record({
    post: fc.constantFrom<PostId[]>(...POSTER.map((p) => p.post), 'kostnad:konto-6999'),
    ore: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
  }),
  { maxLength: 12 },
);

it('holds every krona once, whatever the lines select', () => {
  fc.assert(
    fc.property(
      avsnitten,
      urval,
      pengar,
      pengar,
      fc.constantFrom('kostnad_negativ', 'kostnad_positiv', 'kassaflode'),
      (alla, omfattar, a, b, tecken) => {
        const definition = tabell(
          [
            ...alla.map((x, n) =>
              avsnitt(
                `a${n}`,
                x.urval,
                x.rader.map((r, i) => rad(`a${n}r${i}`, r.urval, r.delas.length > 0 ? r.delas : undefined)),
                x.summa ? {} : { doljTomt: true },
              ),
            ),
            alltSomSumma(...alla.map((_, n) => `a${n}`)),
          ],
          { omfattar: [omfattar, { konton: ['1000-8999'] }], tecken },
        );
        const kolumner = [a, b].map((p, n) => kolumn(`k${n}`, ...p.map((x) => belopp(x.post, x.ore))));
        const rader = uppstalld(definition, ...kolumner, avvikelse('k0', 'k1'));
        const finn = (id: string) => rader.find((r) => r.id === id);
        for (const [n, p] of [a, b].entries()) {
          const allt = finn('allt');
          const debet = p.reduce((s, x) => s + x.ore, 0n);
          expect(allt?.celler.get(`k${n}`)?.ore ?? 0n).toBe(allt?.sida === 'debet' ? debet : -debet);
        }
        for (const r of rader)
          for (const [id, cell] of r.celler) {
            const av = cell.bidrag.reduce((s, x) => s + x.faktor * x.belopp.debetOre, 0n);
            expect(cell.ore ?? 0n).toBe(r.sida === 'debet' ? av : -av);
            if (r.termer.length > 0 && id !== 'avvikelse')
              expect(cell.ore ?? 0n).toBe(
                r.termer.reduce((s, t) => s + t.faktor * (finn(t.rad)?.celler.get(id)?.ore ?? 0n), 0n),
              );
          }
      },
    ),
  );
});
