import {
  huvudmannyckel,
  sammaAndelar,
  type FinansieringKommando,
  type FinansieringState,
  type MedelspostKommando,
  type MedelspostState,
} from '#finansiering/public.js';
import type { Ar } from '#kernel/datum.js';
import type { ForbundId, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Finansieringsmal, Medelsuppgift } from './finansieringsmal.js';

interface Sammanhang {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  /** The förbund's källdokument: what one of them has said, all of them together may say anew. */
  readonly dokument: ReadonlySet<string>;
}

/** What somebody has put there on another ground is theirs: it is left as it is. */
const farErsattas = (stod: Stod, { dokument }: Sammanhang): boolean =>
  stod.slag === 'dokument' && dokument.has(stod.dokument);

function nya(
  uppgifter: readonly Medelsuppgift[],
  finns: FinansieringState['beslutat'],
  s: Sammanhang,
): readonly Medelsuppgift[] {
  return uppgifter.filter((u) => {
    const fore = finns.get(huvudmannyckel(u.huvudman))?.get(u.dag);
    return !fore || (fore.beloppOre !== u.beloppOre && farErsattas(fore.stod, s));
  });
}

/** The commands that bring a year's medel to what the documents state; none when they are there. */
export function planeraFinansiering(
  mal: Finansieringsmal,
  s: Sammanhang,
  state: FinansieringState,
): FinansieringKommando[] {
  const arets = mal.ar.get(s.ar);
  if (!arets) return [];
  const { forbund, ar } = s;
  const gemensamt = ({
    huvudman,
    beloppOre,
    stod,
  }: {
    huvudman: Medelsuppgift['huvudman'];
    beloppOre: Ore;
    stod: Stod;
  }) => ({
    forbund,
    ar,
    huvudman,
    beloppOre,
    stod,
  });
  const { andelar } = arets;
  return [
    ...nya(arets.beslutade, state.beslutat, s).map((u): FinansieringKommando => ({
      typ: 'BeslutaMedel',
      data: { ...gemensamt(u), den: u.dag },
    })),
    ...nya(arets.periodiserade, state.periodiserat, s).map((u): FinansieringKommando => ({
      typ: 'PeriodiseraMedel',
      data: { ...gemensamt(u), till: u.dag },
    })),
    ...(andelar &&
    (!state.andelar ||
      (!sammaAndelar(state.andelar.andelar, andelar.andelar) && farErsattas(state.andelar.stod, s)))
      ? [{ typ: 'AngeAndelar' as const, data: { forbund, ar, ...andelar } }]
      : []),
  ];
}

/** The posts that are to be pointed out. One that was struck stays so; whose a post is can be told later. */
export function planeraMedelsposter(
  mal: Finansieringsmal,
  forbund: ForbundId,
  state: MedelspostState,
): MedelspostKommando[] {
  return [...mal.medelsposter].flatMap(([post, huvudman]): MedelspostKommando[] => {
    const fore = state.poster.get(post);
    const sags = huvudman !== undefined && fore !== undefined && !fore.struken && fore.huvudman === undefined;
    return !fore || sags
      ? [{ typ: 'PekaUtMedelspost', data: { forbund, post, ...(huvudman ? { huvudman } : {}) } }]
      : [];
  });
}
