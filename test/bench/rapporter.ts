import { datum } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import {
  harledningensLasmodeller,
  LasHarledning,
  LasRapport,
  RAPPORTER,
  type Rapport,
} from '#rapport/public.js';
import type { ReadStore } from '#read-store/read-store.js';
import { millisekunder, spridning, type Spridning } from './matning.js';
import { lasPlaner } from './planer.js';
import type { Liggare } from './rapportunderlag.js';
import { kvot, rader, type Fallresultat, type Jamforelse } from './resultat.js';
import { BANKKONTO, FORBUND } from './verifikationer.js';

const FALL = 'rapporter';
const HOGST_P99_MS = 25;
const HOGST_KVOT = 1.5;
/** Calls before those that are measured: plans are made and kept, pages are in memory. */
const UPPVARMNING = 20;
/** All of the first year was known, and as much again was not. */
const DJUP = 0.5;
/** Rows of a figure that are opened at once. */
const SIDA = 100;

const ETT = FORBUND[0] ?? '';
const PER = datum('2022-08-31');

interface Fraga {
  readonly namn: string;
  readonly las: (lager: ReadStore, l: Liggare, somAv: number | undefined) => Promise<unknown>;
}

const rapporten = (rapport: Rapport, val: Record<string, string> = {}, vad = ''): Fraga => ({
  namn: `${rapport.namn}${vad}`,
  las: (lager, _, somAv) =>
    new LasRapport(lager).las(rapport, {
      ...{ omfattning: ETT, per: PER, val },
      ...(somAv === undefined ? {} : { somAv }),
    }),
});

const vald = (namn: string): Rapport => {
  const rapport = RAPPORTER.find((r) => r.namn === namn);
  assert(rapport !== undefined, `rapporten ${namn}`);
  return rapport;
};

/** What hides the most rows of its report: the year's result. */
const siffran = (): Fraga => ({
  namn: 'en siffra öppnad',
  las: (lager, l, somAv) => {
    const rapport = vald('resultatrakning');
    return lager.las(harledningensLasmodeller(rapport), (sql, { ordinal }) =>
      new LasHarledning(new LasRapport(lager), l.store).lasVid(sql, somAv ?? ordinal, rapport, {
        ...{ omfattning: ETT, per: PER, max: SIDA },
        ...{ rad: `${ETT}/resultatrakning/resultat`, kolumn: 'utfall' },
      }),
    );
  },
});

const fragorna = (): Fraga[] => [
  ...RAPPORTER.map((r) => rapporten(r)),
  rapporten(vald('saldobalans'), { fran: '2022-03-15' }, ', del av året'),
  rapporten(
    vald('huvudbok'),
    { konto: BANKKONTO, efter: `${ETT}.${BANKKONTO}.2022-06-15.0.0` },
    ', mitt i ett konto',
  ),
  rapporten(vald('verifikationslista'), { efter: `${ETT}.a.500` }, ', längre fram'),
  siffran(),
];

const NU = 'nu';
const DA = `som av ${DJUP * 100} %`;

/** @throws ProgramFel when a report reads one of the tables, that grow with history, from end to end. */
export async function granskaAllaPlaner(l: Liggare, vaxande: readonly string[]): Promise<void> {
  for (const f of fragorna()) {
    const { hela } = await lasPlaner(l.readStore, (lager) => f.las(lager, l, undefined));
    const fel = vaxande.filter((t) => hela.has(t));
    assert(fel.length === 0, `${f.namn} läser hela ${fel.join(', ')}`);
  }
}

/** Every report that is registered, and a figure opened: now and as it was known. */
export async function matAllaRapporter(l: Liggare, anrop: number): Promise<Fallresultat> {
  const fragor = fragorna();
  const matningar = fragor.flatMap((f) =>
    [NU, DA].map((nar) => ({
      namn: `${f.namn}, ${nar}`,
      kor: () =>
        millisekunder(() => f.las(l.readStore, l, nar === NU ? undefined : Math.floor(l.ordinal * DJUP))),
      varden: [] as number[],
    })),
  );
  for (let n = -UPPVARMNING; n < anrop; n++)
    for (const m of matningar) {
      const ms = await m.kor();
      if (n >= 0) m.varden.push(ms);
    }
  const matt = new Map(matningar.map((m): [string, Spridning] => [m.namn, spridning(m.varden)]));
  return {
    rader: rader(FALL, 'ms', matt),
    jamforelser: fragor.flatMap(({ namn }): Jamforelse[] => [
      {
        vad: `${FALL}: p99 ms, ${namn}, ${l.rader} rader`,
        varde: matt.get(`${namn}, ${NU}`)?.p99 ?? NaN,
        hogst: HOGST_P99_MS,
      },
      kvot(matt, `${namn}, ${DA}`, `${namn}, ${NU}`, { fall: FALL, hogst: HOGST_KVOT }),
    ]),
  };
}
