import { describe, expect, it } from '@jest/globals';
import {
  finansieringDecider,
  medelspostDecider,
  type Andelar,
  type FinansieringHandelse,
  type MedelspostHandelse,
} from '#finansiering/public.js';
import { datum } from '#kernel/datum.js';
import type { Stod } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type { Finansieringsmal } from './finansieringsmal.js';
import { planeraFinansiering, planeraMedelsposter } from './finansieringsplan.js';

const RAPPORT: Stod = { slag: 'dokument', dokument: 'rapport' };
const KANSLIET: Stod = { slag: 'beslut', beslut: 'paragraf-7' };
const DAG = datum('2022-06-30');
const S = { forbund: 'a', ar: 2022, dokument: new Set(['rapport', 'annan']) };
const STAT = { part: 'stat' } as const;
const brak = (taljare: number, namnare: number) => ({ taljare, namnare });
const LAGENS: Andelar = { stat: brak(1, 2), region: brak(1, 4), kommun: brak(1, 4) };

const mal = (beloppOre: bigint, andelar?: Andelar): Finansieringsmal => ({
  ar: new Map([
    [
      2022,
      {
        beslutade: [],
        periodiserade: [{ huvudman: STAT, dag: DAG, beloppOre, stod: RAPPORT }],
        andelar: andelar && { andelar, stod: RAPPORT },
      },
    ],
  ]),
  medelsposter: new Map<PostId, undefined>([['intakt:bidrag', undefined]]),
});
const periodiserade = (beloppOre: bigint, stod: Stod): FinansieringHandelse => ({
  typ: 'MedelPeriodiserade',
  data: { forbund: 'a', ar: 2022, huvudman: STAT, till: DAG, beloppOre, stod },
});
const angivna = (andelar: Andelar, stod: Stod): FinansieringHandelse => ({
  typ: 'AndelarAngivna',
  data: { forbund: 'a', ar: 2022, andelar, stod },
});
const state = (...handelser: FinansieringHandelse[]) =>
  handelser.reduce(finansieringDecider.evolve, finansieringDecider.start);

describe('vad som ska sägas om medel', () => {
  it('är det som inte är sagt, och inget när det är det', () => {
    const kommandon = planeraFinansiering(mal(200n, LAGENS), S, state());
    expect(kommandon).toEqual([
      {
        typ: 'PeriodiseraMedel',
        data: { forbund: 'a', ar: 2022, huvudman: STAT, till: DAG, beloppOre: 200n, stod: RAPPORT },
      },
      { typ: 'AngeAndelar', data: { forbund: 'a', ar: 2022, andelar: LAGENS, stod: RAPPORT } },
    ]);
    const efter = kommandon.flatMap((k) => finansieringDecider.decide(k, state()));
    expect(planeraFinansiering(mal(200n, LAGENS), S, state(...efter))).toEqual([]);
    expect(planeraFinansiering(mal(200n), { ...S, ar: 2021 }, state())).toEqual([]);
  });

  it('ersätter vad ett annat av dokumenten har sagt, och låter annat stå', () => {
    const annans = state(periodiserade(100n, { slag: 'dokument', dokument: 'annan' }));
    expect(planeraFinansiering(mal(200n), S, annans).map((k) => k.typ)).toEqual(['PeriodiseraMedel']);
    for (const stod of [KANSLIET, { slag: 'dokument', dokument: 'frammande' } as const])
      expect(planeraFinansiering(mal(200n), S, state(periodiserade(100n, stod)))).toEqual([]);
    const tredjedelar = { stat: brak(1, 3), region: brak(1, 3), kommun: brak(1, 3) };
    expect(
      planeraFinansiering(
        mal(200n, LAGENS),
        S,
        state(periodiserade(200n, RAPPORT), angivna(tredjedelar, KANSLIET)),
      ),
    ).toEqual([]);
    expect(
      planeraFinansiering(
        mal(200n, LAGENS),
        S,
        state(periodiserade(200n, RAPPORT), angivna(tredjedelar, RAPPORT)),
      ).map((k) => k.typ),
    ).toEqual(['AngeAndelar']);
  });
});

describe('vilka poster som ska pekas ut', () => {
  const poster = (...handelser: MedelspostHandelse[]) =>
    handelser.reduce(medelspostDecider.evolve, medelspostDecider.start);
  const utpekad: MedelspostHandelse = {
    typ: 'MedelspostUtpekad',
    data: { forbund: 'a', post: 'intakt:bidrag' },
  };
  const struken: MedelspostHandelse = { typ: 'MedelspostStruken', data: utpekad.data };
  const medHuvudman = { ...mal(1n), medelsposter: new Map<PostId, typeof STAT>([['intakt:bidrag', STAT]]) };

  it('är de som inte är det; en som har strukits förblir struken', () => {
    expect(planeraMedelsposter(mal(1n), 'a', poster())).toEqual([
      { typ: 'PekaUtMedelspost', data: { forbund: 'a', post: 'intakt:bidrag' } },
    ]);
    expect(planeraMedelsposter(mal(1n), 'a', poster(utpekad))).toEqual([]);
    expect(planeraMedelsposter(medHuvudman, 'a', poster(utpekad, struken))).toEqual([]);
  });

  it('är också de vars huvudman ett senare dokument säger, men ingen får en annan', () => {
    expect(planeraMedelsposter(medHuvudman, 'a', poster(utpekad))).toEqual([
      { typ: 'PekaUtMedelspost', data: { forbund: 'a', post: 'intakt:bidrag', huvudman: STAT } },
    ]);
    const region: MedelspostHandelse = {
      ...utpekad,
      data: { ...utpekad.data, huvudman: { part: 'region' } },
    };
    expect(planeraMedelsposter(medHuvudman, 'a', poster(region))).toEqual([]);
  });
});
