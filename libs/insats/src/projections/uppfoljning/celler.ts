import type { Uppfoljningsuppgifter } from '../../domain/uppfoljning.events.js';

/** One figure of a follow-up by its place: `avslutade.arbete.kvinnor`, `antal.kontakt`. */
export interface Cell {
  readonly cell: string;
  readonly antal: number;
  /** The cell that it is declared to be a part of. */
  readonly delAv: string | null;
}

const cell = (namn: string, antal: number | undefined, delAv: string | null = null): Cell[] =>
  antal === undefined ? [] : [{ cell: namn, antal, delAv }];

function konsceller(namn: string, k: { totalt: number; kvinnor?: number; man?: number } | undefined): Cell[] {
  if (!k) return [];
  return [...cell(namn, k.totalt), ...cell(`${namn}.kvinnor`, k.kvinnor), ...cell(`${namn}.man`, k.man)];
}

/** The figures as cells, in the order they are shown. */
export function cellerAv(u: Uppfoljningsuppgifter): Cell[] {
  return [
    ...konsceller('startade', u.startade),
    ...konsceller('avslutade', u.avslutade),
    ...(u.avslutade?.orsaker ?? []).flatMap((o) => konsceller(`avslutade.${o.orsak}`, o)),
    ...cell('ko.deltagare', u.ko?.deltagare),
    ...cell('ko.dagar', u.ko?.dagar),
    ...cell('forsorjning.deltagare', u.forsorjning?.deltagare),
    ...(u.forsorjning?.slag ?? []).flatMap((s) => [
      ...cell(`forsorjning.${s.forsorjning}.fore`, s.fore),
      ...cell(`forsorjning.${s.forsorjning}.efter`, s.efter),
    ]),
    ...cell('stegforflyttning.taljare', u.stegforflyttning?.taljare),
    ...cell('stegforflyttning.namnare', u.stegforflyttning?.namnare),
    ...(u.antal ?? []).flatMap((a) =>
      cell(`antal.${a.vad}`, a.antal, a.delAv === undefined ? null : `antal.${a.delAv}`),
    ),
  ];
}
