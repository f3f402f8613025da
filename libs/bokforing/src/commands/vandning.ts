import type { ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { arFor, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Verifikationsplats, Verifikationsrad } from '../domain/bokforing.events.js';
import { UtforBokforingskommando } from './utfor-bokforingskommando.js';

/** What it can be refused with before it is a command. */
export type { VandningKod } from '../domain/periodisering.js';

/** An accrual that is to be reversed. */
export interface Periodiserad extends Verifikationsplats {
  readonly forbund: ForbundId;
  /** Of the reversal. */
  readonly text: string;
  readonly vands: Datum;
}

/**
 * The voucher that reverses an accrual, in the same series on the day that the accrual says.
 * @param rader what is left of the accrual, turned
 */
export function vandningen(
  { forbund, ar, serie, nummer, text, vands }: Periodiserad,
  rader: readonly Verifikationsrad[],
  kontext: Kommandokontext,
  expected: ExpectedRevision = 'any',
): UtforBokforingskommando {
  const vander = { ar, serie, nummer };
  const gemensamt = { forbund, ar: arFor(vands), serie, datum: vands, text, vander };
  return new UtforBokforingskommando(
    { typ: 'VandPeriodisering', data: { ...gemensamt, rader } },
    kontext,
    expected,
    { typ: 'VandPeriodisering', data: gemensamt },
  );
}

/** What is said of a reversal that nobody has given a text. */
export const vandningstext = ({ ar, serie, nummer, text }: Omit<Periodiserad, 'forbund' | 'vands'>): string =>
  `Vändning av ${serie}${nummer} ${ar}: ${text}`;
