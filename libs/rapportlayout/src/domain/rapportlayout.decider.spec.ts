import { describe, expect, it } from '@jest/globals';
import { datum, type Datum } from '#kernel/datum.js';
import { given, nekandetAv, nekar, type Nekad } from '../../../../test/given.js';
import { definitionensFel } from './definitionens-fel.js';
import type { Avsnitt, Rapportdefinition, Tabelldefinition } from './rapportdefinition.js';
import {
  kravForbund,
  rapportlayoutDecider,
  type FaststallRapportlayout,
  type RapportlayoutKod,
} from './rapportlayout.decider.js';
import type { RapportlayoutHandelse } from './rapportlayout.events.js';

const intakter: Avsnitt = {
  typ: 'avsnitt',
  id: 'intakter',
  urval: [{ slag: ['intakt'] }],
  rader: [{ typ: 'rad', id: 'bidrag', rad: 'Bidrag', urval: [{ konton: ['3000-3199'] }] }],
  summa: 'Summa intäkter',
};
const tabell: Tabelldefinition = {
  id: 'resultat',
  rubrik: 'Resultat',
  enhet: 'kr',
  tecken: 'kostnad_negativ',
  omfattar: [{ slag: ['intakt', 'kostnad'] }],
  kolumner: [
    { id: 'utfall', rubrik: 'Utfall', slag: 'utfall', period: 'till_per', ar: 0 },
    { id: 'budget', rubrik: 'Budget', slag: 'budget', ar: 0 },
    { id: 'avvikelse', rubrik: 'Avvikelse', slag: 'avvikelse', formel: 'budget-utfall' },
  ],
  rader: [intakter, { typ: 'summa', id: 'summa', rad: 'Summa', av: ['intakter'] }],
};
const med = (andring: Partial<Tabelldefinition>): Rapportdefinition => ({
  schema: 'rapportdefinition/1',
  rapport: 'resultatrakning',
  titel: 'Resultaträkning',
  tabeller: [{ ...tabell, ...andring }],
});
const definition = med({});
const nyar = datum('2024-01-01');
const data = { forbund: 'ostra', rapport: 'resultatrakning', fran: nyar, definition };
const faststall = (andring: Partial<typeof data> = {}): FaststallRapportlayout => ({
  typ: 'FaststallRapportlayout',
  data: { ...data, ...andring },
});
const faststalld = (fran: Datum, d = definition): RapportlayoutHandelse => ({
  typ: 'RapportlayoutFaststalld',
  data: { ...data, fran, definition: d },
});

describe('FaststallRapportlayout', () => {
  it('fastställer en uppställning, en annan samma dag, och samma en annan dag', () => {
    given(rapportlayoutDecider)
      .when(faststall())
      .then([faststalld(nyar)]);
    const annan = med({ rubrik: 'Årets resultat' });
    given(rapportlayoutDecider, [faststalld(nyar)])
      .when(faststall({ definition: annan }))
      .then([faststalld(nyar, annan)]);
    const juli = datum('2024-07-01');
    given(rapportlayoutDecider, [faststalld(nyar)])
      .when(faststall({ fran: juli }))
      .then([faststalld(juli)]);
  });

  it('talar om alla fel på en gång', () => {
    const trasig = med({ kolumner: [], omfattar: [] });
    expect(() =>
      rapportlayoutDecider.decide(faststall({ definition: trasig }), rapportlayoutDecider.start),
    ).toThrow(
      expect.objectContaining({
        data: {
          fel: [
            { falt: 'tabeller[0].kolumner', forvantat: '1–24 av dem' },
            { falt: 'tabeller[0].omfattar', forvantat: 'vilka pengar tabellen ska visa' },
          ],
        },
      }),
    );
  });
});

describe('en definition håller inte ihop', () => {
  const [utfall, budget, avvikelse] = tabell.kolumner;
  const kolumner = (...k: (Tabelldefinition['kolumner'][number] | undefined)[]) => ({
    kolumner: k.flatMap((en) => en ?? []),
  });
  const rader = (...r: Tabelldefinition['rader']) => ({ rader: r });
  const summa = (av: string[], id = 'summa') => ({ typ: 'summa', id, rad: 'Summa', av }) as const;
  const inre = (andring: Partial<Avsnitt>): Avsnitt => ({ ...intakter, ...andring });

  it.each<[string, Rapportdefinition, string]>([
    ['en rapport som inte har någon', { ...definition, rapport: 'okand' }, 'rapport'],
    ['utan tabeller', { ...definition, tabeller: [] }, 'tabeller'],
    ['två tabeller med samma id', { ...definition, tabeller: [tabell, tabell] }, 'tabeller[1].id'],
    [
      'ett id med versaler',
      med(kolumner({ id: 'Utfall', rubrik: 'U', slag: 'budget', ar: 0 })),
      'tabeller[0].kolumner[0].id',
    ],
    [
      'en kolumn med ett upptaget id',
      med(kolumner({ id: 'post', rubrik: 'P', slag: 'budget', ar: 0 })),
      'tabeller[0].kolumner[0].id',
    ],
    [
      'en kolumn för långt bort',
      med(kolumner({ id: 'b', rubrik: 'B', slag: 'budget', ar: -31 })),
      'tabeller[0].kolumner[0].ar',
    ],
    [
      'en formel över en kolumn som inte finns',
      med(kolumner(utfall, avvikelse)),
      'tabeller[0].kolumner[1].formel',
    ],
    [
      'en formel över en formel',
      med(
        kolumner(utfall, budget, avvikelse, {
          id: 'a',
          rubrik: 'A',
          slag: 'avvikelse',
          formel: 'avvikelse-utfall',
        }),
      ),
      'tabeller[0].kolumner[3].formel',
    ],
    [
      'en summa över det som inte finns',
      med(rader(intakter, summa(['okand']))),
      'tabeller[0].rader[1].av[0]',
    ],
    [
      'en summa över det som kommer sedan',
      med(rader(summa(['intakter']), intakter)),
      'tabeller[0].rader[0].av[0]',
    ],
    [
      'ett avsnitt två gånger',
      med(rader(intakter, summa(['intakter']), summa(['intakter', 'summa'], 'allt'))),
      'tabeller[0].rader[2].av',
    ],
    [
      'ingen summa över allt',
      med(rader(intakter, summa(['intakter']), inre({ id: 'andra', rader: [] }))),
      'tabeller[0].rader',
    ],
    [
      'två rader med samma id',
      med(rader(inre({ id: 'bidrag' }), summa(['bidrag']))),
      'tabeller[0].rader[0].rader[0].id',
    ],
    [
      'det upptagna radnamnet',
      med(rader(inre({ id: 'ej-i-uppstallningen' }), summa(['ej-i-uppstallningen']))),
      'tabeller[0].rader[0].id',
    ],
    [
      'en rad utan text som inte delas',
      med(rader(inre({ rader: [{ typ: 'rad', id: 'r', urval: [{}] }] }), summa(['intakter']))),
      'tabeller[0].rader[0].rader[0].rad',
    ],
    [
      'ett kontointervall baklänges',
      med(rader(inre({ urval: [{ konton: ['3999-3000'] }] }), summa(['intakter']))),
      'tabeller[0].rader[0].urval[0].konton[0]',
    ],
    [
      'ett undantag med fel konto',
      med(rader(inre({ urval: [{ utom: [{ konton: ['9000'] }] }] }), summa(['intakter']))),
      'tabeller[0].rader[0].urval[0].utom[0].konton[0]',
    ],
    ['ett ord med versaler', med({ omfattar: [{ ord: ['Lön'] }] }), 'tabeller[0].omfattar[0].ord[0]'],
    [
      'en omföring till en rad som delas',
      med(
        rader(
          inre({
            rader: [
              { typ: 'rad', id: 'r', urval: [{}], delas: ['post'] },
              { typ: 'omforing', id: 'o', rad: 'Omföring', urval: [{}], till: 'r' },
            ],
          }),
          summa(['intakter']),
        ),
      ),
      'tabeller[0].rader[0].rader[1].till',
    ],
    [
      'en avstämning mot det som inte finns',
      med(
        rader(intakter, summa(['intakter']), {
          typ: 'avstamning',
          id: 'a',
          rad: 'Enligt balansen',
          mot: 'okand',
          urval: [{}],
          skillnad: 'Skillnad',
        }),
      ),
      'tabeller[0].rader[2].mot',
    ],
  ])('%s', (_, trasig, falt) => {
    expect(definitionensFel(trasig).map((f) => f.falt)).toContain(falt);
  });

  it('utom när den gör det', () => {
    expect(definitionensFel(definition)).toEqual([]);
  });
});

nekar(rapportlayoutDecider, {
  RAPPORTLAYOUT_OGILTIG: {
    when: faststall({ definition: med({ kolumner: [] }) }),
    falt: 'definition.tabeller[0].kolumner',
    forvantat: '1–24 av dem',
  },
  RAPPORTLAYOUT_FEL_RAPPORT: {
    when: faststall({ rapport: 'balansrakning' }),
    falt: 'definition.rapport',
    forvantat: 'balansrakning',
  },
  RAPPORTLAYOUT_OFORANDRAD: {
    given: [faststalld(nyar)],
    when: faststall(),
    falt: 'definition',
    forvantat: 'en annan uppställning, eller en annan dag',
  },
} satisfies Record<
  Exclude<RapportlayoutKod, 'RAPPORTLAYOUT_FORBUND_OKANT'>,
  Nekad<FaststallRapportlayout, RapportlayoutHandelse>
>);

it('nekar med RAPPORTLAYOUT_FORBUND_OKANT', () => {
  expect(
    nekandetAv(() => {
      kravForbund('okant', false);
    }),
  ).toEqual({
    kod: 'RAPPORTLAYOUT_FORBUND_OKANT',
    falt: 'forbund',
    forvantat: 'ett registrerat förbund',
  });
});
