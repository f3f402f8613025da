import {
  varMedlem,
  type ForbundState,
  type Plats,
  type StyrelseSammansatt,
  type Uppdrag,
} from '#forbund/public.js';
import type { Datum } from '#kernel/datum.js';
import { nyckelAv, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { dokumentdatum, type Dokumentplats, type Kalldokument } from '../domain/kalldokument.js';

/** Leaves room for what comes after it in the key of a seat. */
const LANGSTA_MEDLEM_I_NYCKEL = 90;

const UPPDRAG: Readonly<Record<Nyckel, Uppdrag>> = {
  ordforande: 'ordforande',
  'vice-ordforande': 'vice_ordforande',
  'andre-vice-ordforande': 'andre_vice_ordforande',
};

/** What a row of the source says of the presidium: undefined for a ledamot. */
export const uppdragFor = (rad: Dokumentplats): Uppdrag | undefined => UPPDRAG[rad.roll];

interface Styrelseplan {
  /** Absent when the register says the same already, or has a board of its own from that day. */
  readonly data?: StyrelseSammansatt['data'];
  /** Those that the source lets appoint though they are no members that day: their seats are left out. */
  readonly utelamnade: readonly Nyckel[];
}

/**
 * The board that the document tells of, from the day it speaks from: since then at the latest. Another document's word of
 * that very day gives way to it; what somebody has registered from the day does not.
 */
export function planeraStyrelse(dokument: Kalldokument, register: ForbundState): Styrelseplan {
  const den = dokumentdatum(dokument);
  const arMedlem = (rad: Dokumentplats): boolean => varMedlem(register, rad.utsedd_av, den);
  const utelamnade = dokument.styrelse.filter((rad) => !arMedlem(rad)).map((rad) => rad.utsedd_av);
  const platser = platserna(dokument.styrelse.filter(arMedlem));
  // Not one that is known only from a later day: that would make the first day depend on the order of loading.
  const senaste = [...register.styrelser]
    .filter(([dag]) => dag <= den)
    .sort(efterDag)
    .at(-1);
  const redan =
    senaste !== undefined &&
    (samma(platser, senaste[1].platser) || (senaste[0] === den && !senaste[1].senast));
  if (platser.length === 0 || redan) return { utelamnade };
  return { data: { forbund: dokument.forbund.nyckel, den, senast: true, platser }, utelamnade };
}

/** Numbered per member and kind, over all its rows; the first ordinarie of a row has its uppdrag. */
function platserna(rader: readonly Dokumentplats[]): Plats[] {
  const antal = new Map<string, number>();
  return rader.flatMap((rad) => {
    const nasta = (benamning: string): Nyckel => {
      const borjan = `${nyckelAv(rad.utsedd_av.slice(0, LANGSTA_MEDLEM_I_NYCKEL))}-${benamning}`;
      antal.set(borjan, (antal.get(borjan) ?? 0) + 1);
      return `${borjan}-${antal.get(borjan)}`;
    };
    const revisor = rad.roll === 'revisor';
    const uppdrag = uppdragFor(rad);
    const ordinarie = Array.from({ length: rad.ordinarie }, (_, n): Plats => ({
      plats: nasta(revisor ? 'revisor' : 'ordinarie'),
      utseddAv: rad.utsedd_av,
      slag: revisor ? 'revisor' : 'ordinarie',
      ...(uppdrag === undefined || n > 0 ? {} : { uppdrag }),
    }));
    const ersattare = Array.from({ length: rad.ersattare }, (): Plats => ({
      plats: nasta(revisor ? 'revisorsersattare' : 'ersattare'),
      utseddAv: rad.utsedd_av,
      slag: revisor ? 'revisor' : 'ersattare',
    }));
    return [...ordinarie, ...ersattare];
  });
}

const efterDag = ([a]: readonly [Datum, unknown], [b]: readonly [Datum, unknown]): number => (a < b ? -1 : 1);

/** The order in which a source lists them says nothing. */
const samma = (a: readonly Plats[], b: readonly Plats[]): boolean => {
  const iOrdning = (platser: readonly Plats[]): string =>
    kanoniskJson(platser.toSorted((x, y) => (x.plats < y.plats ? -1 : 1)));
  return iOrdning(a) === iOrdning(b);
};
