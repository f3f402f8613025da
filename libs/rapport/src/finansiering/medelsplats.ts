import type { Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Finansieringsrapport, Forbundsfinansiering, Medelsrad, Part } from './rader.js';

/** Rows by id: a förbund's own figures, the sum of its medel, a part, a huvudman (`hela` is what is known of a part as a whole). */
export const summansId = (forbund: string): string => `${forbund}/summa`;
export const partensId = (forbund: string, part: Part): string => `${forbund}/${part}`;
export const huvudmannensId = (forbund: string, part: Part, medlem: Nyckel | null): string =>
  `${forbund}/${part}/${medlem ?? 'hela'}`;

/** A row of the report that a figure stands on. */
export interface Medelsplats {
  readonly f: Forbundsfinansiering;
  readonly etikett: string;
  readonly rad: Medelsrad & { readonly ofordelatOre?: Ore | null };
  /** Undefined: all parts. */
  readonly part?: Part;
  /** Undefined: all that is known of the part. */
  readonly medlem?: Nyckel | null;
}

export function hittaMedelsrad({ forbund }: Finansieringsrapport, id: string): Medelsplats | undefined {
  for (const f of forbund) {
    if (id === f.forbund || id === summansId(f.forbund)) return { f, rad: f.summa, etikett: f.namn };
    for (const p of f.parter) {
      const { part } = p;
      if (id === partensId(f.forbund, part)) return { f, rad: p, part, etikett: `${f.namn}, ${part}` };
      const h = p.huvudman.find((x) => id === huvudmannensId(f.forbund, part, x.medlem));
      if (h) return { f, rad: h, part, medlem: h.medlem, etikett: `${f.namn}, ${h.namn ?? part}` };
    }
  }
  return undefined;
}

/** Whose medel stand on a row. */
export const vemsMedel =
  ({ part, medlem }: Medelsplats) =>
  (v: { readonly part: Part | null; readonly medlem: Nyckel | null }): boolean =>
    (part === undefined || v.part === part) && (medlem === undefined || v.medlem === medlem);

export type Handelsekolumn = 'beslutat' | 'fakturerat' | 'mottaget' | 'periodiserat';

/** Columns that are one minus another. */
export const SKILLNADER = {
  obetalt: ['fakturerat', 'mottaget'],
  forutbetalt: ['fakturerat', 'periodiserat'],
} as const satisfies Record<string, readonly [Handelsekolumn, Handelsekolumn]>;
export type Skillnadskolumn = keyof typeof SKILLNADER;

export const arSkillnad = (kolumn: Handelsekolumn | Skillnadskolumn): kolumn is Skillnadskolumn =>
  kolumn in SKILLNADER;

export const RUBRIKER: Readonly<Record<string, string>> = {
  ...{ beslutat: 'Beslutat', fakturerat: 'Fakturerat', mottaget: 'Mottaget', periodiserat: 'Periodiserat' },
  ...{ obetalt: 'Obetalt', forutbetalt: 'Förutbetalt', bokfort: 'Bokfört', ofordelat: 'Ofördelat' },
  ...{ andelBokfortPromille: 'Andel bokfört', budget: 'Budget för medel' },
  bokfortUtanHuvudman: 'Bokfört utan huvudman',
  ...{ bokfordSkuld: 'Skuld i huvudboken', bokfordFordran: 'Fordran i huvudboken' },
};
