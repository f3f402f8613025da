import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { arHelhet, sammaAndelar } from './andelar.js';
import {
  fakturera,
  kreditera,
  taEmot,
  type FaktureraMedel,
  type FaktureringKod,
  type KrediteraMedel,
  type TaEmotMedel,
} from './fakturering.js';
import type { Andelar, FinansieringHandelse, Huvudman } from './finansiering.events.js';
import { evolve, UTAN_UPPGIFTER, type FinansieringState, type Uppgift } from './finansiering.state.js';
import { huvudmannyckel } from './huvudman.js';

export type FinansieringKod =
  | FaktureringKod
  | 'MEDEL_UTAN_STOD'
  | 'MEDEL_BELOPP_OGILTIGT'
  | 'MEDEL_OFORANDRADE'
  | 'MEDEL_UTANFOR_AR'
  | 'ANDELAR_OGILTIGA'
  | 'HUVUDMAN_OKAND'
  | 'FORBUND_OKANT'
  | 'BESLUT_OKANT';

type Arets = { forbund: ForbundId; ar: Ar };
type Huvudmannens = Arets & { huvudman: Huvudman };
export type BeslutaMedel = Command<
  'BeslutaMedel',
  Huvudmannens & { beloppOre: Ore; den: Datum; stod?: Stod }
>;
export type PeriodiseraMedel = Command<
  'PeriodiseraMedel',
  Huvudmannens & { till: Datum; beloppOre: Ore; stod?: Stod }
>;
export type AngeAndelar = Command<'AngeAndelar', Arets & { andelar: Andelar; stod?: Stod }>;
export type FinansieringKommando =
  BeslutaMedel | FaktureraMedel | KrediteraMedel | TaEmotMedel | PeriodiseraMedel | AngeAndelar;

export const finansieringStream = (forbund: ForbundId, ar: Ar): string => `finansiering-${forbund}-${ar}`;

const fel = (
  kod: FinansieringKod,
  text: string,
  falt: string,
  forvantat: string,
): DomanFel<FinansieringKod> => new DomanFel(kod, text, { falt, forvantat });

/** Who pays, and what it rests on, against the registers. Members and beslut are only ever added, so this may be checked before the append. */
export function kontrolleraMotRegister(
  { forbund, huvudman, stod }: { forbund: ForbundId; huvudman?: Huvudman; stod?: Stod },
  register: {
    readonly forbundetFinns: boolean;
    /** Members by key, also those that have left. */
    readonly medlemmar: ReadonlyMap<string, { readonly typ: Huvudman['part'] }>;
    readonly beslutFinns: boolean;
  },
): void {
  if (!register.forbundetFinns)
    throw fel(
      'FORBUND_OKANT',
      `Förbundet ${forbund} är inte registrerat.`,
      'forbund',
      'ett registrerat förbund',
    );
  if (huvudman && huvudman.part !== 'stat' && huvudman.medlem !== undefined) {
    const medlem = register.medlemmar.get(huvudman.medlem);
    if (medlem?.typ !== huvudman.part)
      throw fel(
        'HUVUDMAN_OKAND',
        medlem
          ? `${huvudman.medlem} är medlem som ${medlem.typ}, inte som ${huvudman.part}.`
          : `${huvudman.medlem} är inte medlem i förbundet.`,
        'huvudman.medlem',
        `en medlem som är ${huvudman.part}`,
      );
  }
  if (stod?.slag === 'beslut' && !register.beslutFinns)
    throw fel('BESLUT_OKANT', `Beslutet ${stod.beslut} finns inte.`, 'stod.beslut', 'ett registrerat beslut');
}

function kravStod(stod: Stod | undefined, vad: string): Stod {
  if (!stod)
    throw fel(
      'MEDEL_UTAN_STOD',
      `${vad} anger inte vad uppgiften vilar på.`,
      'stod',
      'ett beslut, eller källdokumentet där källan inte nämner något',
    );
  return stod;
}

function kravNytt(fore: Uppgift | undefined, beloppOre: Ore, dag: Datum): void {
  if (fore?.beloppOre === beloppOre)
    throw fel('MEDEL_OFORANDRADE', `Uppgiften för ${dag} är redan den.`, 'beloppOre', 'ett nytt belopp');
}

function besluta({ data }: BeslutaMedel, state: FinansieringState): FinansieringHandelse[] {
  const stod = kravStod(data.stod, 'Beslutet om medel');
  if (data.beloppOre < 0n)
    throw fel(
      'MEDEL_BELOPP_OGILTIGT',
      'En huvudman kan inte besluta om mindre än noll.',
      'beloppOre',
      'noll eller fler öre',
    );
  kravNytt(state.beslutat.get(huvudmannyckel(data.huvudman))?.get(data.den), data.beloppOre, data.den);
  return [{ typ: 'MedelBeslutade', data: { ...data, stod } }];
}

function periodisera({ data }: PeriodiseraMedel, state: FinansieringState): FinansieringHandelse[] {
  const stod = kravStod(data.stod, 'Periodiseringen');
  if (arFor(data.till) !== data.ar)
    throw fel('MEDEL_UTANFOR_AR', `${data.till} ligger inte i ${data.ar}.`, 'till', `en dag i ${data.ar}`);
  kravNytt(state.periodiserat.get(huvudmannyckel(data.huvudman))?.get(data.till), data.beloppOre, data.till);
  return [{ typ: 'MedelPeriodiserade', data: { ...data, stod } }];
}

function angeAndelar({ data }: AngeAndelar, state: FinansieringState): FinansieringHandelse[] {
  const stod = kravStod(data.stod, 'Andelarna');
  if (!arHelhet(data.andelar))
    throw fel(
      'ANDELAR_OGILTIGA',
      'Parternas andelar är inte tillsammans en hel.',
      'andelar',
      'bråk som summerar till 1, t.ex. 1/2, 1/4 och 1/4',
    );
  if (state.andelar && sammaAndelar(state.andelar.andelar, data.andelar))
    throw fel('MEDEL_OFORANDRADE', 'Andelarna är redan de.', 'andelar', 'andra andelar');
  return [{ typ: 'AndelarAngivna', data: { ...data, stod } }];
}

function decide(kommando: FinansieringKommando, state: FinansieringState): FinansieringHandelse[] {
  switch (kommando.typ) {
    case 'BeslutaMedel':
      return besluta(kommando, state);
    case 'FaktureraMedel':
      return fakturera(kommando, state);
    case 'KrediteraMedel':
      return kreditera(kommando, state);
    case 'TaEmotMedel':
      return taEmot(kommando, state);
    case 'PeriodiseraMedel':
      return periodisera(kommando, state);
    case 'AngeAndelar':
      return angeAndelar(kommando, state);
    default:
      return omojlig(kommando);
  }
}

export const finansieringDecider: Decider<FinansieringState, FinansieringKommando, FinansieringHandelse> = {
  start: UTAN_UPPGIFTER,
  decide,
  evolve,
};
