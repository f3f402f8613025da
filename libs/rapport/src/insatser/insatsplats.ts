import type { Datum } from '#kernel/datum.js';

/** Rows by id: an insats, a goal, a version of an outcome, a figure of a follow-up. */
export const insatsensId = (i: { readonly forbund: string; readonly insats: string }): string =>
  `${i.forbund}/${i.insats}`;

interface Period {
  readonly fran: Datum;
  readonly till: Datum;
}
const perioden = ({ fran, till }: Period): string => `${fran}--${till}`;

export const maletsId = (insats: string, m: Period & { readonly mal: string }): string =>
  `${insats}/mal/${m.mal}/${perioden(m)}`;

/** @param n which of the outcome's versions, from 0 */
export const utfalletsId = (mal: string, u: Period, n: number): string => `${mal}/utfall/${perioden(u)}/${n}`;

export const taletsId = (insats: string, nummer: number, cell: string): string =>
  `${insats}/uppfoljning/${nummer}/${cell}`;
