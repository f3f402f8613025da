import type { Ar, Datum } from '#kernel/datum.js';
import { assert, DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { summa, type Ore } from '#kernel/ore.js';
import { MAX_RADER, type Periodandring } from './bokforing.decider.js';
import type { Periodgrund, Verifikationsrad } from './bokforing.events.js';
import {
  helaAretStangt,
  kontrolleraAttOppna,
  kontrolleraAttStanga,
  kontrolleraPeriod,
  medStangda,
  utanStangda,
  type PeriodKod,
  type StangdaManader,
} from './perioder.js';
import type { ArsbokslutUpprattat, RakenskapsarHandelse } from './rakenskapsar.events.js';

export type RakenskapsarKod =
  | PeriodKod
  | 'SERIE_FINNS'
  | 'SERIE_OKAND'
  | 'PERIODANDRING_GENOMFORD'
  | 'ARET_EJ_STANGT'
  | 'FOREGAENDE_AR_EJ_AVSLUTAT'
  | 'BOKSLUT_EJ_EGET_KAPITAL'
  | 'BOKSLUT_INAKTUELLT'
  | 'BOKSLUT_OFORANDRAT'
  | 'BOKSLUT_FOR_STORT';

export interface RakenskapsarState {
  /** Some few: what the vouchers of a year are sorted into. */
  readonly serier: ReadonlySet<Nyckel>;
  /** What people have closed and opened, in order: some tens a year. */
  readonly andringar: readonly Periodandring[];
  /** The last change that all series have taken part in. */
  readonly genomford: number;
  readonly stangda: StangdaManader;
  readonly bokslut: ArsbokslutUpprattat['data'] | undefined;
}

type Aret = { forbund: ForbundId; ar: Ar };
type Period = { fran: Datum; till: Datum; av: string; grund: Periodgrund };
export type LaggUppSerie = Command<'LaggUppSerie', Aret & { serie: Nyckel }>;
export type BeslutaPeriodstangning = Command<'BeslutaPeriodstangning', Aret & Period>;
export type BeslutaPeriodoppning = Command<'BeslutaPeriodoppning', Aret & Period>;
export type SlutforPeriodandringar = Command<'SlutforPeriodandringar', Aret & { nummer: number }>;
/** The rows come with it: what the year closed with when `andring` was its last change of periods. */
export type UpprattaArsbokslut = Command<
  'UpprattaArsbokslut',
  Aret & {
    konto: Konto;
    resultatOre: Ore;
    rader: readonly Verifikationsrad[];
    andring: number;
    av: string;
    grund: Periodgrund;
  }
>;
export type RakenskapsarKommando =
  LaggUppSerie | BeslutaPeriodstangning | BeslutaPeriodoppning | SlutforPeriodandringar | UpprattaArsbokslut;

export const rakenskapsarStream = (forbund: ForbundId, ar: Ar): string => `rakenskapsar-${forbund}-${ar}`;

const fel = (
  kod: RakenskapsarKod,
  text: string,
  falt: string,
  forvantat: string,
): DomanFel<RakenskapsarKod> => new DomanFel(kod, text, { falt, forvantat });

function laggUpp(data: LaggUppSerie['data'], state: RakenskapsarState): RakenskapsarHandelse[] {
  if (state.serier.has(data.serie))
    throw fel('SERIE_FINNS', `Serie ${data.serie} finns redan.`, 'serie', 'en ny serie');
  return [{ typ: 'SerieUpplagd', data }];
}

function slutfor(data: SlutforPeriodandringar['data'], state: RakenskapsarState): RakenskapsarHandelse[] {
  if (data.nummer <= state.genomford)
    throw fel(
      'PERIODANDRING_GENOMFORD',
      `Ändringarna till och med ${state.genomford} är redan genomförda.`,
      'nummer',
      `en ändring efter ${state.genomford}`,
    );
  assert(data.nummer <= state.andringar.length, `ändring ${data.nummer} är inte beslutad`);
  return [{ typ: 'PeriodandringarGenomforda', data }];
}

/** The year as the command knew it is closed, whole, in every series. */
function kontrolleraStangt(data: UpprattaArsbokslut['data'], state: RakenskapsarState): void {
  if (!helaAretStangt(state.stangda) || state.genomford < state.andringar.length)
    throw fel(
      'ARET_EJ_STANGT',
      `Räkenskapsåret ${data.ar} är inte stängt i sin helhet.`,
      'ar',
      'ett år vars alla månader är stängda i alla serier',
    );
  if (data.andring !== state.andringar.length)
    throw fel(
      'BOKSLUT_INAKTUELLT',
      'Året har öppnats eller stängts sedan bokslutet räknades fram.',
      'ar',
      'att bokslutet görs om på det som gäller nu',
    );
}

function uppratta(data: UpprattaArsbokslut['data'], state: RakenskapsarState): RakenskapsarHandelse[] {
  kontrolleraStangt(data, state);
  if (!data.konto.startsWith('20'))
    throw fel(
      'BOKSLUT_EJ_EGET_KAPITAL',
      `Kontot ${data.konto} är inget konto för eget kapital.`,
      'konto',
      'ett konto 2000–2099',
    );
  assert(summa(data.rader.map((r) => r.beloppOre)) === 0n, 'bokslutet balanserar inte');
  if (data.rader.length > MAX_RADER)
    throw fel(
      'BOKSLUT_FOR_STORT',
      `Balansen har ${data.rader.length} rader.`,
      'ar',
      `högst ${MAX_RADER} rader att föra över`,
    );
  const { bokslut } = state;
  if (bokslut?.konto === data.konto && kanoniskJson(bokslut.rader) === kanoniskJson(data.rader))
    throw fel(
      'BOKSLUT_OFORANDRAT',
      `Bokslut ${bokslut.nummer} säger redan detta.`,
      'ar',
      'något nytt sedan förra bokslutet',
    );
  return [{ typ: 'ArsbokslutUpprattat', data: { ...data, nummer: (bokslut?.nummer ?? 0) + 1 } }];
}

function decide({ typ, data }: RakenskapsarKommando, state: RakenskapsarState): RakenskapsarHandelse[] {
  const nummer = state.andringar.length + 1;
  switch (typ) {
    case 'LaggUppSerie':
      return laggUpp(data, state);
    case 'BeslutaPeriodstangning':
      kontrolleraPeriod(data.ar, data);
      kontrolleraAttStanga(state.stangda, data);
      return [{ typ: 'PeriodstangningBeslutad', data: { ...data, nummer } }];
    case 'BeslutaPeriodoppning':
      kontrolleraPeriod(data.ar, data);
      kontrolleraAttOppna(state.stangda, data);
      return [{ typ: 'PeriodoppningBeslutad', data: { ...data, nummer } }];
    case 'SlutforPeriodandringar':
      return slutfor(data, state);
    case 'UpprattaArsbokslut':
      return uppratta(data, state);
    default:
      return omojlig(typ);
  }
}

const andringen = (slag: Periodandring['slag'], d: Omit<Periodandring, 'slag'>): Periodandring => ({
  nummer: d.nummer,
  slag,
  fran: d.fran,
  till: d.till,
  av: d.av,
  grund: d.grund,
});

function evolve(state: RakenskapsarState, { typ, data }: RakenskapsarHandelse): RakenskapsarState {
  switch (typ) {
    case 'SerieUpplagd':
      return { ...state, serier: new Set([...state.serier, data.serie]) };
    case 'PeriodstangningBeslutad': {
      const ny = andringen('stangning', data);
      return { ...state, andringar: [...state.andringar, ny], stangda: medStangda(state.stangda, ny) };
    }
    case 'PeriodoppningBeslutad': {
      const ny = andringen('oppning', data);
      return { ...state, andringar: [...state.andringar, ny], stangda: utanStangda(state.stangda, ny) };
    }
    case 'PeriodandringarGenomforda':
      return { ...state, genomford: data.nummer };
    case 'ArsbokslutUpprattat':
      return { ...state, bokslut: data };
    default:
      return omojlig(typ);
  }
}

export const rakenskapsarDecider: Decider<RakenskapsarState, RakenskapsarKommando, RakenskapsarHandelse> = {
  start: { serier: new Set(), andringar: [], genomford: 0, stangda: new Map(), bokslut: undefined },
  decide,
  evolve,
};
