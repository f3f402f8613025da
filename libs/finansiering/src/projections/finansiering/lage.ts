import type { Huvudmannatyp } from '#forbund/domain/forbund.events.js';
import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { Andelar } from '../../domain/finansiering.events.js';
import { LAGENS_ANDELAR, PARTER, type Partbelopp } from './andelskontroll.js';
import type { Finansieringsfakta } from './finansiering.query.js';
import {
  periodiseradeDelar,
  periodiseratTill,
  type Del,
  type Periodiseringsunderlag,
} from './periodisering.js';

/** Where medel stand at a day; null is unknown, which is not 0. */
export interface Medelslage {
  /** Decided for the year. */
  readonly beslutatOre: Ore | null;
  /** Less what was credited. */
  readonly faktureratOre: Ore | null;
  readonly mottagetOre: Ore | null;
  /** What belongs to the year up to the day. */
  readonly periodiseratOre: Ore | null;
  /** Invoiced and not received: a claim; negative is owed back. */
  readonly obetaltOre: Ore | null;
  /** Invoiced beyond what belongs to the time so far: a debt (prepaid); negative is a claim (accrued, not yet invoiced). */
  readonly forutbetaltOre: Ore | null;
}

export interface Huvudmannalage extends Medelslage {
  /** The member; null for the state, and for what is known of a part as a whole. */
  readonly medlem: Nyckel | null;
}

export interface Partlage extends Medelslage {
  readonly part: Huvudmannatyp;
  /** Each that something is known of: the whole part first, then its members by key. */
  readonly huvudman: readonly Huvudmannalage[];
  /** Decided for the part as a whole beyond what its members' decisions add up to; null when the two are not both known. */
  readonly ofordelatOre: Ore | null;
}

const summaAv = (belopp: readonly (Ore | null)[]): Ore | null => {
  const kanda = belopp.filter((b) => b !== null);
  return kanda.length === 0 ? null : summa(kanda);
};
const skillnad = (a: Ore | null, b: Ore | null): Ore | null => (a === null || b === null ? null : a - b);

const medSkillnader = (l: Omit<Medelslage, 'obetaltOre' | 'forutbetaltOre'>): Medelslage => ({
  ...l,
  obetaltOre: skillnad(l.faktureratOre, l.mottagetOre),
  forutbetaltOre: skillnad(l.faktureratOre, l.periodiseratOre),
});

/** A förbund's year, part by part, as it stands at a day. Pure: the same facts give the same figures. */
export const partlagen = (fakta: Finansieringsfakta, per: Datum): readonly Partlage[] =>
  PARTER.map((part) => partlage(part, fakta, per));

function partlage(part: Huvudmannatyp, fakta: Finansieringsfakta, per: Datum): Partlage {
  const partens = <T extends { part: Huvudmannatyp }>(rader: readonly T[]): T[] =>
    rader.filter((r) => r.part === part);
  const beslutade = partens(fakta.beslutade);
  const fakturerade = partens(fakta.fakturerade);
  const mottagna = partens(fakta.mottagna);
  const periodiserade = partens(fakta.periodiserade);
  const alla = [...beslutade, ...fakturerade, ...mottagna, ...periodiserade].map((r) => r.medlem);
  const medlemmar = [...new Set(alla)].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const underlag = (medlem: Nyckel | null): Periodiseringsunderlag => ({
    uttalanden: periodiserade.filter((r) => r.medlem === medlem),
    fakturerade: fakturerade.filter((r) => r.medlem === medlem),
  });
  const huvudman = medlemmar.map((medlem): Huvudmannalage => {
    const egna = <T extends { medlem: Nyckel | null; beloppOre: Ore }>(rader: readonly T[]): T[] =>
      rader.filter((r) => r.medlem === medlem);
    const fakturor = egna(fakturerade);
    return {
      medlem,
      ...medSkillnader({
        beslutatOre: summaAv(egna(beslutade).map((r) => r.beloppOre)),
        faktureratOre:
          fakturor.length === 0 ? null : summa(fakturor.filter((r) => r.den <= per).map((r) => r.beloppOre)),
        // Who has been invoiced and has paid nothing has paid 0.
        mottagetOre: fakturor.length === 0 ? null : summa(egna(mottagna).map((r) => r.beloppOre)),
        periodiseratOre: periodiseratTill(underlag(medlem), per),
      }),
    };
  });
  const [hela, delar] = [huvudman.find((h) => h.medlem === null), huvudman.filter((h) => h.medlem !== null)];
  const medlemmarnas = summaAv(delar.map((h) => h.beslutatOre));
  return {
    part,
    ...medSkillnader({
      beslutatOre: hela?.beslutatOre ?? medlemmarnas,
      faktureratOre: summaAv(huvudman.map((h) => h.faktureratOre)),
      mottagetOre: summaAv(huvudman.map((h) => h.mottagetOre)),
      periodiseratOre: summaAv(
        [partensPeriodiserade({ periodiserade, fakturerade }, per)].map(
          (delar) => delar && summa(delar.map((d) => d.beloppOre)),
        ),
      ),
    }),
    ofordelatOre: skillnad(hela?.beslutatOre ?? null, medlemmarnas),
    huvudman,
  };
}

/**
 * What of a part's money belongs to the year so far, row by row. What was said of the part as a whole covers its members up
 * to that day; from there on theirs is added.
 */
export function partensPeriodiserade<
  U extends Finansieringsfakta['periodiserade'][number],
  F extends Finansieringsfakta['fakturerade'][number],
>(
  rader: { readonly periodiserade: readonly U[]; readonly fakturerade: readonly F[] },
  per: Datum,
): Del<U | F>[] | null {
  const medlemmar = new Set([...rader.periodiserade, ...rader.fakturerade].map((r) => r.medlem));
  const vid = (dag: Datum): Del<U | F>[] | null => {
    const delar = [...medlemmar].flatMap((medlem) => {
      const egna = <R extends { medlem: Nyckel | null }>(alla: readonly R[]): R[] =>
        alla.filter((r) => r.medlem === medlem);
      const underlag = { uttalanden: egna(rader.periodiserade), fakturerade: egna(rader.fakturerade) };
      const kanda = periodiseradeDelar(underlag, dag);
      return kanda ? [kanda] : [];
    });
    return delar.length === 0 ? null : delar.flat();
  };
  const hela = rader.periodiserade
    .filter((s) => s.medlem === null)
    .reduce<U | null>((a, b) => (a && a.till > b.till ? a : b), null);
  if (!hela) return vid(per);
  const fore = (vid(hela.till) ?? []).map((d) => ({ ...d, beloppOre: -d.beloppOre }));
  return [{ av: hela, beloppOre: hela.beloppOre }, ...(vid(per) ?? []), ...fore];
}

/** The amounts of all parts; null when that of a part that is to give something is unknown: then no share can be told. */
export function partbelopp(
  belopp: (part: Huvudmannatyp) => Ore | null,
  andelar: Andelar | null,
): Partbelopp | null {
  const gallande = andelar ?? LAGENS_ANDELAR;
  const kanda = PARTER.map((p) => [p, belopp(p) ?? (gallande[p].taljare === 0 ? 0n : null)] as const);
  return kanda.some(([, b]) => b === null) ? null : (Object.fromEntries(kanda) as Partbelopp);
}

/**
 * The förbund's own. What is not known of every part that is to give something is not known of the whole: decided and
 * periodised would be too low. Claims and debts are those of the parts that they are known of.
 */
export function summalage(parter: readonly Partlage[], andelar: Andelar | null): Medelslage {
  const avAlla = (belopp: (p: Medelslage) => Ore | null): Ore | null => {
    const alla = partbelopp((part) => summaAv(parter.filter((p) => p.part === part).map(belopp)), andelar);
    return alla && summa(Object.values(alla));
  };
  const avKanda = (belopp: (p: Medelslage) => Ore | null): Ore | null => summaAv(parter.map(belopp));
  return {
    beslutatOre: avAlla((p) => p.beslutatOre),
    faktureratOre: avKanda((p) => p.faktureratOre),
    mottagetOre: avKanda((p) => p.mottagetOre),
    periodiseratOre: avAlla((p) => p.periodiseratOre),
    obetaltOre: avKanda((p) => p.obetaltOre),
    forutbetaltOre: avKanda((p) => p.forutbetaltOre),
  };
}
