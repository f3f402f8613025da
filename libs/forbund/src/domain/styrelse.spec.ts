import { describe, expect, it } from '@jest/globals';
import { datum, type Datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import { forbundDecider, type ForandraStyrelse, type ForbundKommando } from './forbund.decider.js';
import type { ForbundHandelse, Plats, StyrelseSammansatt } from './forbund.events.js';
import type { ForbundKod } from './forbundsfel.js';
import { styrelsenDen } from './styrelse.js';

const start = datum('2024-01-01');
const hosten = datum('2024-09-11');

const registrerat: ForbundHandelse = {
  typ: 'ForbundRegistrerat',
  data: { forbund: 'ostra', namn: 'Östra', ersatter: [] },
};
const medlem = (nyckel: string, fran?: string): ForbundHandelse => ({
  typ: 'MedlemIntradde',
  data: {
    forbund: 'ostra',
    medlem: nyckel,
    namn: nyckel,
    typ: 'kommun',
    ...(fran === undefined ? {} : { fran }),
  },
});
const MEDLEMMAR = [registrerat, medlem('sala'), medlem('arboga', '2024')];

const plats = (utseddAv: string, slag: Plats['slag'] = 'ordinarie', mer: Partial<Plats> = {}): Plats => ({
  plats: `${utseddAv}-${slag}-1`,
  utseddAv,
  slag,
  ...mer,
});
const TVA = [
  plats('sala', 'ordinarie', { uppdrag: 'ordforande' }),
  plats('arboga', 'ordinarie', { uppdrag: 'vice_ordforande' }),
  plats('arboga', 'ersattare'),
];
const satt = (platser: readonly Plats[] = TVA, den: Datum = start): ForbundKommando => ({
  typ: 'SammansattStyrelse',
  data: { forbund: 'ostra', den, platser },
});
const sammansatt = (platser: readonly Plats[] = TVA, den: Datum = start): StyrelseSammansatt => ({
  typ: 'StyrelseSammansatt',
  data: { forbund: 'ostra', den, platser },
});
const forandra = (f: Partial<ForandraStyrelse['data']>, den: Datum = hosten): ForbundKommando => ({
  typ: 'ForandraStyrelse',
  data: { forbund: 'ostra', den, inrattas: [], avvecklas: [], uppdrag: [], ...f },
});

describe('SammansattStyrelse', () => {
  it('tar alla platser från en dag, också en tom styrelse och en revisor', () => {
    given(forbundDecider, MEDLEMMAR).when(satt()).then([sammansatt()]);
    given(forbundDecider, MEDLEMMAR)
      .when(satt([]))
      .then([sammansatt([])]);
    const revisor = [plats('sala', 'revisor')];
    given(forbundDecider, MEDLEMMAR)
      .when(satt(revisor))
      .then([sammansatt(revisor)]);
  });

  it('rättar den som står samma dag, och tar en annan dag före eller efter', () => {
    const utan = TVA.slice(0, 2);
    given(forbundDecider, [...MEDLEMMAR, sammansatt()])
      .when(satt(utan))
      .then([sammansatt(utan)]);
    given(forbundDecider, [...MEDLEMMAR, sammansatt(utan, hosten)])
      .when(satt())
      .then([sammansatt()]);
  });

  it('tar tretton medlemmar med en ordinarie och en ersättare var', () => {
    const tretton = Array.from({ length: 13 }, (_, n) => `medlem-${n + 1}`);
    const platser = tretton.flatMap((m) => [plats(m), plats(m, 'ersattare')]);
    given(forbundDecider, [registrerat, ...tretton.map((m) => medlem(m))])
      .when(satt(platser))
      .then([sammansatt(platser)]);
  });

  it('vet när någon var medlem: före sitt år, efter sitt utträde, och igen', () => {
    const ut: ForbundHandelse = {
      typ: 'MedlemUttradde',
      data: { forbund: 'ostra', medlem: 'arboga', till: datum('2024-06-30') },
    };
    const arboga = [plats('arboga')];
    const nekas = (handelser: readonly ForbundHandelse[], den: string) =>
      given(forbundDecider, handelser)
        .when(satt(arboga, datum(den)))
        .thenThrows('UTSEENDE_EJ_MEDLEM', 'platser[0].utseddAv');
    const gar = (handelser: readonly ForbundHandelse[], den: string) =>
      given(forbundDecider, handelser)
        .when(satt(arboga, datum(den)))
        .then([sammansatt(arboga, datum(den))]);
    nekas(MEDLEMMAR, '2023-12-31');
    gar(MEDLEMMAR, '2024-01-01');
    gar([...MEDLEMMAR, ut], '2024-06-30');
    nekas([...MEDLEMMAR, ut], '2024-07-01');
    gar([...MEDLEMMAR, ut, medlem('arboga', '2025')], '2025-03-01');
    gar([...MEDLEMMAR, ut, medlem('arboga', '2025')], '2024-06-30');
  });
});

describe('ForandraStyrelse', () => {
  const fore = [...MEDLEMMAR, sammansatt()];

  it('byter presidiet en dag och låter allt annat stå', () => {
    given(forbundDecider, fore)
      .when(
        forandra({
          uppdrag: [{ plats: 'sala-ordinarie-1' }, { plats: 'arboga-ordinarie-1', uppdrag: 'ordforande' }],
        }),
      )
      .then([
        sammansatt(
          [
            plats('sala'),
            plats('arboga', 'ordinarie', { uppdrag: 'ordforande' }),
            plats('arboga', 'ersattare'),
          ],
          hosten,
        ),
      ]);
  });

  it('inrättar och avvecklar platser, och kan göra flera ändringar samma dag', () => {
    const ny = plats('sala', 'ersattare');
    const efter = sammansatt([...TVA.slice(0, 2), ny], hosten);
    given(forbundDecider, fore)
      .when(forandra({ inrattas: [ny], avvecklas: ['arboga-ersattare-1'] }))
      .then([efter]);
    given(forbundDecider, [...fore, efter])
      .when(forandra({ inrattas: [plats('arboga', 'revisor')] }))
      .then([sammansatt([...efter.data.platser, plats('arboga', 'revisor')], hosten)]);
  });

  it('nekar en ny plats från någon som inte är medlem, där den står', () => {
    given(forbundDecider, fore)
      .when(forandra({ inrattas: [plats('sala', 'revisor'), plats('okand')] }))
      .thenThrows('UTSEENDE_EJ_MEDLEM', 'inrattas[1].utseddAv');
  });

  it.each<[string, Partial<ForandraStyrelse['data']>, string]>([
    ['avvecklas', { avvecklas: ['finns-inte'] }, 'avvecklas[0]'],
    ['får uppdrag', { uppdrag: [{ plats: 'finns-inte', uppdrag: 'ordforande' }] }, 'uppdrag[0].plats'],
  ])('nekar när en plats som inte finns %s', (_, f, falt) => {
    given(forbundDecider, fore).when(forandra(f)).thenThrows('PLATS_OKAND', falt);
  });
});

type AvStyrelse = Extract<
  ForbundKod,
  `PLATS_${string}` | `UPPDRAG_${string}` | `STYRELSE_${string}` | `UTSEENDE_${string}`
>;

nekar(forbundDecider, {
  PLATS_NYCKEL_OGILTIG: {
    given: MEDLEMMAR,
    when: satt([plats('sala', 'ordinarie', { plats: 'Sala 1' })]),
    falt: 'platser[0].plats',
    forvantat: 'gemener a–z, siffror och bindestreck, t.ex. sala-kommun-ordinarie-1',
  },
  PLATS_DUBBEL: {
    given: MEDLEMMAR,
    when: satt([plats('sala'), plats('sala')]),
    falt: 'platser[1].plats',
    forvantat: 'varje plats en gång',
  },
  PLATS_OKAND: {
    given: MEDLEMMAR,
    when: forandra({ avvecklas: ['sala-ordinarie-1'] }),
    falt: 'avvecklas[0]',
    forvantat: 'en plats som finns den dagen',
  },
  UTSEENDE_EJ_MEDLEM: {
    given: MEDLEMMAR,
    when: satt([plats('sala'), plats('koping')]),
    falt: 'platser[1].utseddAv',
    forvantat: 'en medlem i förbundet',
  },
  UPPDRAG_EJ_ORDINARIE: {
    given: MEDLEMMAR,
    when: satt([plats('sala', 'ersattare', { uppdrag: 'ordforande' })]),
    falt: 'platser[0].uppdrag',
    forvantat: 'en ordinarie plats',
  },
  UPPDRAG_DUBBELT: {
    given: [...MEDLEMMAR, sammansatt()],
    when: forandra({ uppdrag: [{ plats: 'arboga-ordinarie-1', uppdrag: 'ordforande' }] }),
    falt: 'platser[1].uppdrag',
    forvantat: 'varje uppdrag på en plats',
  },
  STYRELSE_OFORANDRAD: {
    given: [...MEDLEMMAR, sammansatt()],
    when: satt(),
    falt: 'platser',
    forvantat: 'någon ändring',
  },
} satisfies Record<AvStyrelse, Nekad<ForbundKommando, ForbundHandelse>>);

describe('styrelsen en dag', () => {
  const forst = { senast: false, platser: TVA };
  const sedan = { senast: false, platser: TVA.slice(0, 1) };
  const antal = (styrelser: Parameters<typeof styrelsenDen>[0], den: string): number =>
    styrelsenDen(styrelser, datum(den)).length;

  it('är den senaste från dagen eller före, i vilken ordning de än registrerades', () => {
    const styrelser = new Map([
      [hosten, sedan],
      [start, forst],
    ]);
    expect(['2023-12-31', '2024-01-01', '2024-09-10', '2024-09-11'].map((d) => antal(styrelser, d))).toEqual([
      0, 3, 3, 1,
    ]);
  });

  it('är före den första den första, om källan bara vet att det senast då var så', () => {
    const styrelser = new Map([
      [start, { ...forst, senast: true }],
      [hosten, { ...sedan, senast: true }],
    ]);
    expect([
      antal(styrelser, '2019-01-01'),
      antal(styrelser, '2024-09-10'),
      antal(styrelser, '2024-09-11'),
    ]).toEqual([3, 3, 1]);
  });
});
