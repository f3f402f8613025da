import {
  partensPeriodiserade,
  periodiseradeDelar,
  type Del,
  type Finansieringsunderlag,
} from '#finansiering/public.js';
import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Figuruppgift } from '../stomme/figur.js';
import {
  arSkillnad,
  SKILLNADER,
  vemsMedel,
  type Handelsekolumn,
  type Medelsplats,
  type Skillnadskolumn,
} from './medelsplats.js';
import type { Forbundsfinansiering, Part } from './rader.js';

type Rad = { readonly ordinal: number; readonly part: Part; readonly medlem: Nyckel | null };
export type Handelsedel = Del<Rad & { readonly vad: string; readonly stod: Figuruppgift['stod'] }>;

/** The events of a column, with what each adds on a row of a part. */
export function partensDelar(
  underlag: Finansieringsunderlag,
  plats: Medelsplats & { readonly part: Part },
  kolumn: Handelsekolumn | Skillnadskolumn,
  per: Datum,
): Handelsedel[] {
  if (arSkillnad(kolumn)) {
    // A part that only one of the two is known of has no difference.
    const [fran, minus] = SKILLNADER[kolumn];
    const partens = plats.f.parter.find((p) => p.part === plats.part);
    if (plats.medlem === undefined && partens?.[`${kolumn}Ore`] === null) return [];
    const avdrag = partensDelar(underlag, plats, minus, per).map((d) => ({ ...d, beloppOre: -d.beloppOre }));
    return [...partensDelar(underlag, plats, fran, per), ...avdrag];
  }
  const egna = <R extends Rad>(rader: readonly R[]): R[] => rader.filter(vemsMedel(plats));
  switch (kolumn) {
    case 'beslutat': {
      const alla = egna(underlag.beslutade);
      const hela = alla.filter((r) => r.medlem === null);
      const valda = plats.medlem === undefined && hela.length > 0 ? hela : alla;
      return valda.map((r) => del(r, r.beloppOre, `Beslutat ${r.den}`, r.stod));
    }
    case 'fakturerat':
      return egna(underlag.fakturerade)
        .filter((r) => r.den <= per)
        .map((r) => del(r, r.beloppOre, `Faktura ${r.faktura}, ${r.den}`));
    case 'mottaget':
      return egna(underlag.mottagna).map((r) => del(r, r.beloppOre, `Mottaget ${r.den} på ${r.faktura}`));
    case 'periodiserat': {
      const rader = {
        periodiserade: egna(underlag.periodiserade),
        fakturerade: egna(underlag.fakturerade),
      };
      const delar =
        plats.medlem === undefined
          ? partensPeriodiserade(rader, per)
          : periodiseradeDelar({ uttalanden: rader.periodiserade, fakturerade: rader.fakturerade }, per);
      return (delar ?? []).map(({ av: r, beloppOre }) =>
        'till' in r
          ? del(r, beloppOre, `Periodiserat till ${r.till}`, r.stod)
          : del(r, beloppOre, `Faktura ${r.faktura} för ${r.avser.fran}–${r.avser.till}`),
      );
    }
  }
}

export const del = (
  { ordinal, part, medlem }: Rad,
  beloppOre: Ore,
  vad: string,
  stod?: { readonly slag: string; readonly id: string },
): Handelsedel => ({
  av: { ordinal, part, medlem, vad, stod: (stod as Figuruppgift['stod'] | undefined) ?? null },
  beloppOre,
});

/** One for each event, with all that it adds. */
export function somUppgifter(f: Forbundsfinansiering, delar: readonly Handelsedel[]): Figuruppgift[] {
  const ut = new Map<number, Figuruppgift>();
  for (const { av, beloppOre } of delar) {
    const fore = ut.get(av.ordinal);
    const partens = f.parter.find((p) => p.part === av.part);
    const vem = partens?.huvudman.find((h) => h.medlem === av.medlem)?.namn ?? av.part;
    ut.set(av.ordinal, {
      ...{ forbund: f.forbund, ordinal: av.ordinal, stod: av.stod },
      vad: fore?.vad ?? `${av.vad} (${vem})`,
      varde: (fore?.varde ?? 0n) + beloppOre,
    });
  }
  return [...ut.values()].sort((a, b) => a.ordinal - b.ordinal);
}
