import fc, { type Arbitrary } from 'fast-check';
import type { BeslutKommando } from '#beslut/domain/beslut.decider.js';
import type { SammantradeKommando } from '#beslut/domain/sammantrade.decider.js';
import type { BudgetKommando } from '#budget/public.js';
import type { FinansieringKommando, Huvudman } from '#finansiering/public.js';
import {
  arFor,
  arsSlut,
  arsStart,
  dagarIManad,
  datum,
  manadsSlut,
  type Ar,
  type Datum,
  type Period,
} from '#kernel/datum.js';
import { dagarEfter } from '#kernel/frist.js';
import type { Event } from '#kernel/handelse.js';
import type { InsatsKommando, UppfoljningKommando } from '#insats/public.js';
import { summa } from '#kernel/ore.js';
import type { Rapportdefinition } from '#rapportlayout/domain/rapportdefinition.js';
import type { PostId } from '#kernel/poster.js';
import { spela, type Steg } from './spelning.js';

/** Few of each, so that what happens meets what has happened. */
export const FORBUND = ['mitt', 'norr', 'syd'] as const;
export const GRUPPER = ['lanet', 'norra-delen'] as const;
export const AR = [2023, 2024] as const;
const INSATSER = ['spira', 'rmgt'] as const;
const MOTPARTER = ['kommunen', 'regionen'] as const;
const KONTON = ['1930', '2070', '3510', '5010', '6110', '8310'] as const;
const NYCKLAR = ['forsta', 'andra', 'tredje'] as const;
/** Posts by where they are booked; 8310 and some konteringar have none until a later step gives them one. */
const POSTER: readonly { post: PostId; konto: string; insats?: string; motpart?: string }[] = [
  { post: 'intakt:bidrag', konto: '3510', motpart: 'kommunen' },
  { post: 'intakt:ovrigt', konto: '3510' },
  { post: 'kostnad:spira', konto: '5010', insats: 'spira' },
  { post: 'kostnad:rmgt', konto: '5010', insats: 'rmgt' },
  { post: 'kostnad:kansli', konto: '6110' },
  { post: 'intakt:ranta', konto: '8310' },
];
const POSTNAMN = POSTER.map((p) => p.post);
/** Those that the opening adds: a budget of others is refused, unless a step has added them. */
const FORSTA_POSTER = 3;

const forbund = fc.constantFrom(...FORBUND);
const ar = fc.constantFrom(...AR);
const nyckel = fc.constantFrom(...NYCKLAR);
const insats = fc.constantFrom(...INSATSER);
const eller = <T>(arb: Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 2 });

/** Mostly the same few months, so that much is booked on each, and ends and beginnings, where whole months meet broken. */
const manad = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(1, 8) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
);
export const dag: Arbitrary<Datum> = fc
  .tuple(ar, manad, fc.oneof(fc.constantFrom(1, 31), fc.integer({ min: 1, max: 31 })))
  .map(([y, m, d]) =>
    d >= dagarIManad(y, m)
      ? manadsSlut(y, m)
      : datum(`${manadsSlut(y, m).slice(0, 8)}${String(d).padStart(2, '0')}`),
  );

export const period: Arbitrary<Period> = fc
  .tuple(dag, dag)
  .map(([a, b]) => (a <= b ? { fran: a, till: b } : { fran: b, till: a }));

/** Small ones, so that sums often meet, and some as large as a förbund's whole year. */
const ore = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0n) },
  { weight: 4, arbitrary: fc.bigInt({ min: -500n, max: 500n }) },
  { weight: 1, arbitrary: fc.bigInt({ min: -99_999_999_999n, max: 99_999_999_999n }) },
);

const stod = fc.oneof(
  { weight: 1, arbitrary: nyckel.map((beslut) => ({ slag: 'beslut' as const, beslut })) },
  { weight: 3, arbitrary: nyckel.map((dokument) => ({ slag: 'dokument' as const, dokument })) },
);

const forbundssteg: Arbitrary<Steg> = fc
  .record({
    forbund,
    namn: nyckel,
    fran: eller(dag),
    till: eller(dag),
    medlem: fc.constantFrom(...MOTPARTER),
    vad: fc.nat(2),
  })
  .map(({ forbund: f, namn, fran, till, medlem, vad }): Steg => {
    if (vad === 0)
      return {
        i: 'forbund',
        kommando: {
          typ: 'AndraForbund',
          data: {
            forbund: f,
            namn,
            ...(fran ? { fran } : {}),
            ...(till ? { till } : {}),
            ersatter: [],
          },
        },
      };
    if (vad === 1)
      return {
        i: 'forbund',
        kommando: { typ: 'AnslutMedlem', data: { forbund: f, medlem, namn, typ: 'kommun' } },
      };
    return {
      i: 'forbund',
      kommando: { typ: 'LamnaForbund', data: { forbund: f, medlem, till: till ?? arsSlut(AR[0]) } },
    };
  });

/** A member joins, unless it is one, and appoints to a seat. */
const styrelsesteg: Arbitrary<readonly Steg[]> = fc
  .record({ forbund, den: dag, medlem: fc.constantFrom(...MOTPARTER), antal: fc.nat(2) })
  .map(({ forbund: f, den, medlem, antal }) => {
    const platser = Array.from({ length: antal }, (_, n) => ({
      plats: `${medlem}-${n + 1}`,
      utseddAv: medlem,
      slag: 'ordinarie' as const,
    }));
    return [
      {
        i: 'forbund',
        kommando: { typ: 'AnslutMedlem', data: { forbund: f, medlem, namn: medlem, typ: 'kommun' } },
      },
      { i: 'forbund', kommando: { typ: 'SammansattStyrelse', data: { forbund: f, den, platser } } },
    ];
  });

const deltagande = fc.record({ forbund, fran: dag, till: dag }, { requiredKeys: ['forbund'] });

const gruppsteg: Arbitrary<Steg> = fc
  .record({
    typ: fc.constantFrom('BildaGrupp' as const, 'AndraGrupp' as const),
    grupp: fc.constantFrom(...GRUPPER),
    namn: nyckel,
    ingar: fc.array(deltagande, { maxLength: 4 }),
  })
  .map(({ typ, ...data }) => ({ i: 'grupp', kommando: { typ, data } }));

const beslutstid = fc.oneof(
  dag.map((den) => ({ slag: 'dag' as const, datum: den })),
  ar.map((y) => ({ slag: 'ar' as const, ar: y })),
  period.map((p) => ({ slag: 'period' as const, period: p })),
);
type Vilket<N extends string> = { forbund: string } & Record<N, string>;

/** What may befall a beslut: refused unless it is there, and in time. */
const omBeslut = (vilket: Vilket<'beslut'>): Arbitrary<readonly BeslutKommando[]> =>
  fc.oneof(
    fc
      .record({ fattat: beslutstid, sammantrade: eller(nyckel), paragraf: fc.integer({ min: 1, max: 3 }) })
      .map(({ sammantrade, ...d }): BeslutKommando[] => {
        const uppgifter = { organ: 'styrelsen', rubrik: 'Beslut', styrkt: 'protokoll' as const, ...d };
        const data = { ...vilket, ...uppgifter, orsak: 'prov', ...(sammantrade ? { sammantrade } : {}) };
        return [{ typ: 'RattaBeslut', data }];
      }),
    fc
      .record({
        overklagande: nyckel,
        den: dag,
        provas: fc.nat(200),
        utfall: fc.constantFrom('avslaget' as const, 'bifallet' as const),
      })
      .map(({ overklagande, den, provas, utfall }): BeslutKommando[] => {
        const data = { ...vilket, overklagande };
        return [
          { typ: 'OverklagaBeslut', data: { ...data, den } },
          { typ: 'AvgorOverklagande', data: { ...data, den: dagarEfter(den, provas), utfall } },
        ];
      }),
    nyckel.map((beslut): BeslutKommando[] => [
      {
        typ: 'FaststallTidigareBeslut',
        data: { ...vilket, faststaller: [{ forbund: vilket.forbund, beslut }] },
      },
    ]),
    fc
      .record({
        typ: fc.constantFrom('UpphavBeslut' as const, 'ErsattBeslut' as const),
        av: nyckel,
        den: dag,
      })
      .map(({ typ, ...d }): BeslutKommando[] => [{ typ, data: { ...vilket, ...d } }]),
  );

/** A beslut is made, if it is not there, and some things befall it: alone they would seldom meet. */
const beslutssteg: Arbitrary<readonly Steg[]> = fc
  .record({ forbund, beslut: nyckel })
  .chain((vilket) => fc.tuple(fc.constant(vilket), beslutstid, fc.array(omBeslut(vilket), { maxLength: 6 })))
  .map(([vilket, fattat, sedan]) => [
    {
      i: 'beslut',
      kommando: {
        typ: 'FattaBeslut',
        data: { ...vilket, fattat, organ: 'styrelsen', rubrik: 'Beslut', styrkt: 'protokoll' },
      },
    },
    ...sedan.flat().map((kommando): Steg => ({ i: 'beslut', kommando })),
  ]);

/** The way of a protokoll, as far as it goes; the announcement may come again. */
const PROTOKOLLETS_VAG = [
  'JusteraProtokoll',
  'AnslaProtokoll',
  'TaNedAnslag',
  'AnslaProtokoll',
] as const satisfies SammantradeKommando['typ'][];
/** A sammanträde is called, held, or counted with others, and its protokoll goes some way. */
const sammantradessteg: Arbitrary<readonly Steg[]> = fc
  .record({
    vilket: fc.record({ forbund, sammantrade: nyckel }),
    kallas: fc.boolean(),
    antal: fc.constantFrom(0, 1, 1, 1, 3),
    den: dag,
    period,
    narvaro: fc.boolean(),
    paragrafer: eller(fc.constant([2])),
    dagar: fc.array(fc.nat(12), { maxLength: PROTOKOLLETS_VAG.length }),
  })
  .map(({ vilket, kallas, antal, den, period: p, narvaro, paragrafer, dagar }) => {
    const slag = 'styrelsemöte';
    const kallelse = { ...vilket, slag, organ: 'styrelsen', den, arenden: [{ rubrik: 'Budget' }] };
    const ett = {
      period: { fran: den, till: den },
      ...(narvaro ? { narvaro: [{ plats: 'kommunen-1', tjanstgor: true }] } : {}),
    };
    const hallet = { ...vilket, slag, antal, ...(antal === 1 ? ett : { period: p }) };
    const kommandon: SammantradeKommando[] = [
      ...(kallas ? [{ typ: 'KallaSammantrade' as const, data: kallelse }] : []),
      { typ: 'RedovisaSammantrade', data: hallet },
      ...PROTOKOLLETS_VAG.slice(0, dagar.length).map((typ, n): SammantradeKommando => ({
        typ,
        data: {
          ...vilket,
          den: dagarEfter(
            den,
            dagar.slice(0, n + 1).reduce((a, b) => a + b),
          ),
          ...(paragrafer ? { paragrafer } : {}),
        },
      })),
    ];
    return kommandon.map((kommando): Steg => ({ i: 'sammantrade', kommando }));
  });

const beviljat = fc.bigInt({ min: 1n, max: 99_999_999n });
/** Mostly the same one: an insats has a life, and what is told of it is corrected. */
const vilkenInsats = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ forbund: FORBUND[0], insats: INSATSER[0] }) },
  { weight: 1, arbitrary: fc.record({ forbund, insats }) },
);
const insatskommando = fc.constantFrom<InsatsKommando['typ'][]>(
  'RegistreraInsats',
  'SokMedel',
  'SokMedel',
  'AvslaAnsokan',
  'AvslaAnsokan',
  'BeviljaInsats',
  'BeviljaInsats',
  'AndraBeviljande',
  'AndraBeviljande',
  'AndraBeviljande',
  'StartaInsats',
  'BytNamn',
  'FortsattInsats',
  'DelaInsats',
  'SammanforInsats',
  'OverlamnaInsats',
  'AvslutaInsats',
);
const insatssteg: Arbitrary<Steg> = fc
  .record({
    vilken: vilkenInsats,
    annan: fc.record({ forbund, insats }),
    tredje: fc.record({ forbund, insats }),
    typ: insatskommando,
    den: dag,
    period,
    beviljat,
    stod,
    ansokan: nyckel,
  })
  .map(({ vilken, annan, tredje, typ, den, period: p, beviljat: beloppOre, stod: vilar, ansokan }): Steg => {
    const insats = (kommando: InsatsKommando): Steg => ({ i: 'insats', kommando });
    const pengar = { ...vilken, ...p, beloppOre };
    switch (typ) {
      case 'RegistreraInsats':
        return insats({ typ, data: { ...vilken, namn: vilken.insats } });
      case 'SokMedel':
        return insats({ typ, data: { ...pengar, den, ansokan, sokande: 'kommunen' } });
      case 'AvslaAnsokan':
        return insats({ typ, data: { ...vilken, den, ansokan, stod: vilar } });
      case 'BeviljaInsats':
        return insats({ typ, data: { ...pengar, stod: vilar, ...(p.fran < den ? { ansokan, den } : {}) } });
      case 'AndraBeviljande':
        return insats({ typ, data: { ...pengar, den, nummer: 1, stod: vilar } });
      case 'BytNamn':
        return insats({ typ, data: { ...vilken, namn: ansokan, fran: den } });
      case 'FortsattInsats':
        return insats({ typ, data: { ...vilken, fran: den, som: annan } });
      case 'DelaInsats':
        return insats({ typ, data: { ...vilken, fran: den, till: [annan, tredje] } });
      case 'SammanforInsats':
        return insats({ typ, data: { ...vilken, fran: den, till: annan, tillsammansMed: [tredje] } });
      case 'OverlamnaInsats':
        return insats({ typ, data: { ...vilken, fran: den, medlem: MOTPARTER[0] } });
      default:
        return insats({ typ, data: { ...vilken, den } });
    }
  });

/** Around the bound below which counts are protected. */
const antal = fc.integer({ min: 0, max: 12 });
const uppgifter = fc.record({ arbete: antal, studier: antal, okand: antal, kontakt: antal }).map((n) => ({
  avslutade: {
    totalt: n.arbete + n.studier + n.okand,
    orsaker: [
      { orsak: 'arbete' as const, totalt: n.arbete },
      { orsak: 'studier' as const, totalt: n.studier },
    ],
  },
  stegforflyttning: { taljare: n.arbete, namnare: n.arbete + n.studier },
  antal: [{ vad: 'kontakt', antal: n.kontakt }],
}));
/** Few periods and goals, so that what is told is corrected. */
const uppfoljningsperiod = fc
  .constantFrom(AR[1], AR[1], AR[0])
  .map((y) => ({ fran: arsStart(y), till: manadsSlut(y, 6) }));
const uppfoljningssteg: Arbitrary<Steg> = fc
  .record({
    vilken: vilkenInsats,
    typ: fc.constantFrom<UppfoljningKommando['typ'][]>(
      'SattMal',
      'RapporteraMalutfall',
      'RapporteraMalutfall',
      'RattaMalutfall',
      'RattaMalutfall',
      'RapporteraUppfoljning',
      'RattaUppfoljning',
    ),
    period: uppfoljningsperiod,
    uppgifter,
    mal: fc.constantFrom('steg', 'steg', 'steg', 'steg', 'arbete'),
    rattar: fc.integer({ min: 1, max: 3 }),
    helar: fc.boolean(),
  })
  .map(({ vilken, typ, period: p, uppgifter: u, mal, rattar, helar }): Steg => {
    const uppfoljning = (kommando: UppfoljningKommando): Steg => ({ i: 'uppfoljning', kommando });
    const utfall = { ...vilken, mal, period: p, utfall: { slag: 'andel' as const, ...u.stegforflyttning } };
    const malets = { indikator: mal, enhet: 'procent', riktning: 'minst' } as const;
    switch (typ) {
      case 'SattMal': {
        const malvardeHundradelar = u.stegforflyttning.namnare * 100;
        const omfattar = helar ? { fran: p.fran, till: arsSlut(arFor(p.fran)) } : p;
        return uppfoljning({
          typ,
          data: { ...vilken, ...malets, mal, period: omfattar, malvardeHundradelar },
        });
      }
      case 'RapporteraMalutfall':
        return uppfoljning({ typ, data: utfall });
      case 'RattaMalutfall':
        return uppfoljning({ typ, data: { ...utfall, orsak: 'fel' } });
      case 'RapporteraUppfoljning':
        return uppfoljning({ typ, data: { ...vilken, period: p, uppgifter: u } });
      default:
        return uppfoljning({ typ, data: { ...vilken, period: p, uppgifter: u, rattar, orsak: 'fel' } });
    }
  });

/** One post gets its place, or another description. */
const kontoplanssteg: Arbitrary<Steg> = fc
  .record({
    forbund,
    post: fc.constantFrom(...POSTER),
    ny: fc.boolean(),
    rad: nyckel,
    overordnad: eller(fc.constantFrom(...POSTNAMN)),
    ordning: eller(nyckel),
  })
  .map(({ forbund: f, post: { post, ...kontering }, ny, rad, overordnad, ordning }) => {
    const visas = {
      post,
      rad,
      grupp: 'individ',
      ...(overordnad ? { overordnad } : {}),
      ...(ordning ? { ordning } : {}),
    };
    return {
      i: 'kontoplan',
      kommando: {
        typ: 'KompletteraKontoplan',
        data: {
          forbund: f,
          konton: [],
          motparter: [],
          nyaPoster: ny ? [{ ...visas, kontering }] : [],
          andradePoster: ny ? [] : [visas],
        },
      },
    };
  });

/** Mostly where a post is, or will be; and anywhere else. */
const kontering = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...POSTER.map(({ post: _, ...k }) => k)) },
  {
    weight: 1,
    arbitrary: fc.record(
      { konto: fc.constantFrom(...KONTON), insats, motpart: fc.constantFrom(...MOTPARTER) },
      { requiredKeys: ['konto'] },
    ),
  },
);
const rad = fc
  .record({ kontering, beloppOre: ore })
  .map(({ kontering: k, beloppOre }) => ({ ...k, beloppOre }));
/** Any rows, and one that balances them. */
const verifikationsrader = fc
  .array(rad, { minLength: 1, maxLength: 4 })
  .map((r) => [...r, { konto: '1930', beloppOre: -summa(r.map((x) => x.beloppOre)) }]);

const bokforingssteg: Arbitrary<Steg> = fc
  .record({
    forbund,
    datum: dag,
    serie: fc.constantFrom('a', 'b'),
    rader: verifikationsrader,
    rattar: eller(fc.integer({ min: 1, max: 6 })),
    utgar: fc.boolean(),
    ingaende: fc.boolean(),
  })
  .map(({ rattar, utgar, ingaende, ...v }): Steg => {
    const data = { ...v, ar: arFor(v.datum), text: 'prov' };
    if (rattar !== undefined) {
      const rader = v.rader.map((r) => (utgar ? { ...r, utgar: true as const } : r));
      return { i: 'bokforing', kommando: { typ: 'RattaVerifikation', data: { ...data, rader, rattar } } };
    }
    const balans = v.rader.every((r) => /^[12]/.test(r.konto));
    if (ingaende && balans)
      return {
        i: 'bokforing',
        kommando: {
          typ: 'BokforIngaendeBalans',
          data: { forbund: v.forbund, ar: data.ar, serie: v.serie, rader: v.rader },
        },
      };
    return { i: 'bokforing', kommando: { typ: 'BokforVerifikation', data } };
  });

/** Accruals, what reverses one, and full corrections: of numbers that may not be there, or be something else. */
const periodiseringssteg: Arbitrary<Steg> = fc
  .record({
    vad: fc.constantFrom('periodisera', 'vand', 'makulera'),
    forbund,
    serie: fc.constantFrom('a', 'b'),
    datum: dag,
    vands: dag,
    beloppOre: ore,
    nummer: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ vad, vands, beloppOre, nummer, ...v }): Steg => {
    const rader = [
      { konto: '5010', beloppOre },
      { konto: '2070', beloppOre: -beloppOre },
    ];
    const data = { ...v, ar: arFor(v.datum), text: 'prov', rader };
    switch (vad) {
      case 'periodisera':
        return {
          i: 'bokforing',
          kommando: { typ: 'BokforPeriodisering', data: { ...data, slag: 'upplupen_kostnad', vands } },
        };
      case 'vand': {
        const vander = { ar: AR[0], serie: v.serie, nummer };
        return { i: 'bokforing', kommando: { typ: 'VandPeriodisering', data: { ...data, vander } } };
      }
      default: {
        const makulering = { ...data, rattar: nummer, senasteRattelse: Number.MAX_SAFE_INTEGER };
        return { i: 'bokforing', kommando: { typ: 'MakuleraVerifikation', data: makulering } };
      }
    }
  });

/** Whole months of the year, mostly few, sometimes all. */
const hela: Arbitrary<{ fran: Datum; till: Datum; ar: number }> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(ar, manad).map(([y, m]) => ({ ar: y, fran: forsta(y, m), till: manadsSlut(y, m) })),
  },
  { weight: 1, arbitrary: ar.map((y) => ({ ar: y, fran: arsStart(y), till: arsSlut(y) })) },
);
const forsta = (y: number, m: number): Datum => datum(`${manadsSlut(y, m).slice(0, 8)}01`);

const periodsteg: Arbitrary<Steg> = fc
  .record({
    forbund,
    hela,
    oppnar: fc.constantFrom(true, true, false),
    serie: fc.constantFrom(undefined, undefined, 'a', 'b'),
    skal: nyckel,
  })
  .map(({ forbund: f, hela: { ar: y, ...period }, oppnar, serie, skal }): Steg => {
    const data = {
      forbund: f,
      ar: y,
      ...period,
      av: 'prov',
      grund: { slag: 'anteckning' as const, text: skal },
    };
    if (serie !== undefined)
      return {
        i: 'serieperiod',
        kommando: { typ: oppnar ? 'OppnaPeriod' : 'StangPeriod', data: { ...data, serie } },
      };
    return {
      i: 'rakenskapsar',
      kommando: { typ: oppnar ? 'BeslutaPeriodoppning' : 'BeslutaPeriodstangning', data },
    };
  });
/** A year is closed, whole, and then its books: what is refused of it leaves nothing. */
const bokslutssteg: Arbitrary<Steg> = fc
  .record({ forbund, ar, skal: nyckel })
  .map(({ forbund: f, ar: y, skal }) => ({
    i: 'rakenskapsar',
    kommando: {
      typ: 'UpprattaArsbokslut',
      data: { forbund: f, ar: y, konto: '2010', av: 'prov', grund: { slag: 'anteckning', text: skal } },
    },
  }));

const budgetpost = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...POSTNAMN.slice(0, FORSTA_POSTER)) },
  { weight: 1, arbitrary: fc.constantFrom(...POSTNAMN) },
);
const budgetrader = fc.uniqueArray(fc.record({ post: budgetpost, beloppOre: ore }), {
  minLength: 1,
  maxLength: 4,
  selector: (r) => r.post,
});
/** Few, so that versions of the same day come twice and others are put in between. */
const beslutsdag = fc.constantFrom('2022-11-30', '2023-08-31', '2024-01-15').map((d) => datum(d));
const budgetkommando = fc.constantFrom<BudgetKommando['typ'][]>(
  'FaststallBudget',
  'AndraBudget',
  'ErsattBudgetversion',
  'ErsattBudgetversion',
  'FaststallPeriodbudget',
  'FaststallPrognos',
);
const budgetsteg: Arbitrary<Steg> = fc
  .record({ forbund, ar, rader: budgetrader, stod, den: beslutsdag, typ: budgetkommando, period })
  .map(({ typ, den, period: p, ...gemensamt }): Steg => {
    const y = gemensamt.ar;
    switch (typ) {
      case 'FaststallPeriodbudget': {
        const tid =
          arFor(p.fran) === y && arFor(p.till) === y ? p : { fran: arsStart(y), till: manadsSlut(y, 8) };
        return { i: 'budget', kommando: { typ, data: { ...gemensamt, den, period: tid } } };
      }
      case 'FaststallPrognos':
        return { i: 'budget', kommando: { typ, data: { ...gemensamt, avser: den } } };
      default:
        return { i: 'budget', kommando: { typ, data: { ...gemensamt, den } } };
    }
  });

const huvudman: Arbitrary<Huvudman> = fc.constantFrom<Huvudman[]>(
  { part: 'stat' },
  { part: 'stat' },
  { part: 'region' },
  { part: 'kommun' },
  ...MOTPARTER.map((medlem) => ({ part: 'kommun' as const, medlem })),
);
/** Mostly small, so that receipts and credits find room on the invoices, some negative and some none at all. */
const medelsbelopp = fc.oneof({ weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 200n }) }, ore);
const finansieringskommando = fc.constantFrom<FinansieringKommando['typ'][]>(
  'BeslutaMedel',
  'FaktureraMedel',
  'FaktureraMedel',
  'KrediteraMedel',
  'TaEmotMedel',
  'TaEmotMedel',
  'PeriodiseraMedel',
  'AngeAndelar',
);
const andelar = fc.integer({ min: 1, max: 4 }).map((n) => ({
  stat: { taljare: n, namnare: 2 * n },
  region: { taljare: 1, namnare: 4 },
  kommun: { taljare: 1, namnare: 4 },
}));
const finansieringssteg: Arbitrary<Steg> = fc
  .record({
    ar,
    forbund,
    vems: huvudman,
    nummer: fc.record({ faktura: nyckel, kreditnota: nyckel }),
    beloppOre: medelsbelopp,
    den: dag,
    avser: period,
    stod,
    andelar,
    typ: finansieringskommando,
  })
  .map(({ forbund: f, ar: y, vems, nummer, beloppOre, den, avser, stod: vilar, andelar: a, typ }): Steg => {
    const arets = { forbund: f, ar: y };
    const medBelopp = { ...arets, beloppOre, den };
    const kommando = (): FinansieringKommando => {
      switch (typ) {
        case 'BeslutaMedel':
          return { typ, data: { ...medBelopp, huvudman: vems, stod: vilar } };
        case 'FaktureraMedel': {
          const tid =
            arFor(avser.fran) === y && arFor(avser.till) === y
              ? avser
              : { fran: arsStart(y), till: arsSlut(y) };
          return {
            typ,
            data: { ...medBelopp, huvudman: vems, faktura: nummer.faktura, forfaller: den, avser: tid },
          };
        }
        case 'KrediteraMedel':
          return { typ, data: { ...medBelopp, ...nummer, kreditnota: `k-${nummer.kreditnota}` } };
        case 'TaEmotMedel':
          return { typ, data: { ...medBelopp, faktura: nummer.faktura } };
        case 'PeriodiseraMedel':
          return { typ, data: { ...arets, huvudman: vems, beloppOre, till: den, stod: vilar } };
        case 'AngeAndelar':
          return { typ, data: { ...arets, andelar: a, stod: vilar } };
      }
    };
    return { i: 'finansiering', kommando: kommando() };
  });

const MEDELSPOSTER = POSTNAMN.filter((p) => p.startsWith('intakt:'));
const medelspostssteg: Arbitrary<Steg> = fc
  .record({ forbund, post: fc.constantFrom(...MEDELSPOSTER), vems: eller(huvudman), stryk: fc.boolean() })
  .map(({ forbund: f, post, vems, stryk }): Steg => {
    const data = { forbund: f, post };
    return stryk
      ? { i: 'medelspost', kommando: { typ: 'StrykMedelspost', data } }
      : {
          i: 'medelspost',
          kommando: { typ: 'PekaUtMedelspost', data: { ...data, ...(vems ? { huvudman: vems } : {}) } },
        };
  });

const prognossteg: Arbitrary<Steg> = fc
  .record({ forbund, per: dag, rader: budgetrader })
  .map(({ forbund: f, per, rader }) => ({
    i: 'prognos',
    kommando: {
      typ: 'RegistreraPrognos',
      data: {
        forbund: f,
        ar: arFor(per),
        per,
        underlagOrdinal: 0, // what it knew is set when it is played
        rader: rader.map((r) => ({ ...r, metod: 'linjar', motiv: 'prov' })),
      },
    },
  }));

const inlasningssteg: Arbitrary<Steg> = fc
  .record({ forbund, dokument: nyckel, borjar: fc.boolean(), datum: dag })
  .map(({ forbund: f, dokument, borjar, datum: den }): Steg => {
    const data = { forbund: f, dokument, sha256: 'x' };
    return borjar
      ? {
          i: 'inlasning',
          kommando: { typ: 'PaborjaInlasning', data: { ...data, titel: dokument, datum: den } },
        }
      : { i: 'inlasning', kommando: { typ: 'SlutforInlasning', data } };
  });

const LAYOUTRAPPORTER = ['resultatrakning', 'balansrakning'] as const;
const layout = (rapport: (typeof LAYOUTRAPPORTER)[number], konton: string): Rapportdefinition => ({
  ...{ schema: 'rapportdefinition/1', rapport, titel: konton },
  tabeller: [
    {
      ...{ id: 'allt', rubrik: konton, enhet: 'kr', tecken: 'kostnad_positiv', omfattar: [{}] },
      kolumner: [
        rapport === 'resultatrakning'
          ? { id: 'nu', rubrik: '{till}', slag: 'utfall', period: 'till_per', ar: 0 }
          : { id: 'nu', rubrik: '{per}', slag: 'saldo', matt: 'utgaende', vid: 'per', ar: 0 },
      ],
      rader: [
        {
          ...{ typ: 'avsnitt', id: 'valda', urval: [{ konton: [konton] }] },
          rader: [{ typ: 'rad', id: 'rad', urval: [{}], delas: ['post'] }],
        },
        { typ: 'summa', id: 'summa', rad: 'Allt', av: ['valda'] },
      ],
    },
  ],
});

/** Layouts that leave something out, so that there is a rest to see. */
const layoutsteg: Arbitrary<Steg> = fc
  .record({
    forbund,
    fran: beslutsdag,
    rapport: fc.constantFrom(...LAYOUTRAPPORTER),
    konton: fc.constantFrom('3000-3999', '1000-5999'),
  })
  .map(({ konton, ...data }) => ({
    i: 'rapportlayout',
    kommando: { typ: 'FaststallRapportlayout', data: { ...data, definition: layout(data.rapport, konton) } },
  }));

/** The state has decided and been invoiced: what follows has something to be received on. */
const forstaMedel = (f: string, y: Ar): Steg[] => {
  const medel = { forbund: f, ar: y, huvudman: { part: 'stat' as const }, beloppOre: 500n, den: arsStart(y) };
  const stodet = { slag: 'dokument' as const, dokument: 'forsta' };
  const faktura = {
    faktura: 'forsta',
    forfaller: arsStart(y),
    avser: { fran: arsStart(y), till: arsSlut(y) },
  };
  return [
    { i: 'finansiering', kommando: { typ: 'BeslutaMedel', data: { ...medel, stod: stodet } } },
    { i: 'finansiering', kommando: { typ: 'FaktureraMedel', data: { ...medel, ...faktura } } },
  ];
};

/** An insats that has been applied for, granted and followed up: what can be turned down, changed and corrected. */
const OPPNAD = { forbund: FORBUND[0], insats: INSATSER[0] };
const OPPNINGSAR = { fran: arsStart(AR[1]), till: arsSlut(AR[1]) };
const INSATSENS_OPPNING: readonly Steg[] = [
  ...NYCKLAR.map((ansokan): Steg => ({
    i: 'insats',
    kommando: {
      typ: 'SokMedel',
      data: {
        ...OPPNAD,
        ...OPPNINGSAR,
        ansokan,
        sokande: 'kommunen',
        beloppOre: 5n,
        den: arsSlut(AR[0]),
      },
    },
  })),
  {
    i: 'insats',
    kommando: {
      typ: 'BeviljaInsats',
      data: { ...OPPNAD, ...OPPNINGSAR, beloppOre: 5n, stod: { slag: 'dokument', dokument: NYCKLAR[0] } },
    },
  },
  {
    i: 'uppfoljning',
    kommando: {
      typ: 'RapporteraUppfoljning',
      data: {
        ...OPPNAD,
        period: OPPNINGSAR,
        uppgifter: { avslutade: { totalt: 9, orsaker: [{ orsak: 'arbete', totalt: 3 }] } },
      },
    },
  },
];

/** What stands before anything else can happen: the förbund, a group of them all, konton, motparter, half of the posts, and the state's medel. */
const OPPNING: readonly Steg[] = [
  ...FORBUND.flatMap((f): Steg[] => [
    { i: 'forbund', kommando: { typ: 'RegistreraForbund', data: { forbund: f, namn: f, ersatter: [] } } },
    {
      i: 'kontoplan',
      kommando: {
        typ: 'KompletteraKontoplan',
        data: {
          forbund: f,
          konton: KONTON.map((konto) => ({ konto, namn: `Konto ${konto}` })),
          motparter: MOTPARTER.map((m) => ({ nyckel: m, namn: m })),
          nyaPoster: POSTER.slice(0, FORSTA_POSTER).map(({ post, ...kontering }) => ({
            post,
            kontering,
            rad: post,
            grupp: 'individ',
          })),
          andradePoster: [],
        },
      },
    },
    {
      i: 'insats',
      kommando: { typ: 'RegistreraInsats', data: { forbund: f, insats: 'spira', namn: 'Spira' } },
    },
    { i: 'medelspost', kommando: { typ: 'PekaUtMedelspost', data: { forbund: f, post: 'intakt:bidrag' } } },
    ...AR.flatMap((y) => forstaMedel(f, y)),
  ]),
  ...INSATSENS_OPPNING,
  {
    i: 'grupp',
    kommando: {
      typ: 'BildaGrupp',
      data: { grupp: 'lanet', namn: 'Länet', ingar: FORBUND.map((f) => ({ forbund: f })) },
    },
  },
];

/** As often as in life: most of what happens is booked. */
const steg: Arbitrary<Steg | readonly Steg[]> = fc.oneof(
  { weight: 12, arbitrary: bokforingssteg },
  { weight: 2, arbitrary: periodiseringssteg },
  { weight: 3, arbitrary: periodsteg },
  { weight: 1, arbitrary: bokslutssteg },
  { weight: 6, arbitrary: budgetsteg },
  { weight: 3, arbitrary: kontoplanssteg },
  { weight: 4, arbitrary: finansieringssteg },
  { weight: 1, arbitrary: medelspostssteg },
  { weight: 2, arbitrary: prognossteg },
  { weight: 2, arbitrary: inlasningssteg },
  { weight: 5, arbitrary: insatssteg },
  { weight: 4, arbitrary: uppfoljningssteg },
  { weight: 2, arbitrary: forbundssteg },
  { weight: 1, arbitrary: styrelsesteg },
  { weight: 1, arbitrary: gruppsteg },
  { weight: 1, arbitrary: beslutssteg },
  { weight: 1, arbitrary: sammantradessteg },
  { weight: 1, arbitrary: layoutsteg },
);

/** Below this little meets. */
const STEG_MIN = 20;

/**
 * A history that the domain would have stored: several förbund, both years, all contexts mixed. At most `stegMax`
 * attempts after the opening, of which the domain refuses some.
 */
export const historia = (stegMax: number): Arbitrary<readonly Event[]> =>
  fc
    .array(steg, { minLength: STEG_MIN, maxLength: stegMax, size: 'max' })
    .map((s) => spela([...OPPNING, ...s.flat()]));
