import { summa, absolut, type Ore } from '#kernel/ore.js';
import { delaPostId, postId, type PostId, type Postslag } from '#kernel/poster.js';
import { arGrov, avrundningsmarginal, egetTecken, forenliga } from './belopp.js';
import type { Delar } from './delar.js';
import { BALANSENS_RESULTAT, type Dokumentstruktur } from './struktur.js';
import type { Total, Uppgift } from './uppgift.js';
import { marginal, slagenI, type Urval } from './urval.js';

/** A printed figure that claims to be the sum of others: a total, or a row that other rows specify. */
export interface Ansprak {
  readonly beloppOre: Ore;
  readonly upplosningOre: Ore;
  /** The most that rounding of its parts and itself can have moved it. */
  readonly marginalOre: Ore;
  /** What it is the sum of. */
  readonly omfattar: ReadonlySet<PostId>;
  /** A total of all there is counts every post of its slag, also those that only other documents know. */
  readonly hela?: readonly Postslag[];
  /** A coarse row counts, beside its parts, what stands on itself since shorter periods, and on parts of old. */
  readonly grov?: PostId;
  /** The sides of the result that it speaks of. */
  readonly slagen: readonly Postslag[];
  /** Which side of the result a rest belongs to; none when it cannot be told. */
  readonly slag: (rest: Ore) => Postslag | undefined;
  readonly restpost: (slag: Postslag) => PostId;
  readonly grupp: (slag: Postslag) => string;
  readonly kalla: { readonly dokument: string; readonly tabell: string; readonly namn: string };
}

/** Group of rows that belong to no single group of the source. */
const GRUPP_EJ_SPECIFICERAT = 'ej_specificerat';

/** A post that holds, or could hold, the rest of a printed figure: which one follows from what the figure covers. */
export const restpost = (slag: Postslag, omfang: string): PostId => postId(slag, `ej-specificerat-${omfang}`);

/** The scope that a total's rest has on one side of the result. */
export const restensOmfang = (total: Total, slag: Postslag): string =>
  slagenI(total).length === 1 ? total.omfang : `${total.omfang}-${slag}`;

/** No more than the rounding of the printed figure itself: nothing to book. */
export const obetydlig = (rest: Ore, upplosningOre: Ore): boolean =>
  arGrov(upplosningOre) ? absolut(rest) <= upplosningOre : rest === 0n;

/** All claims under a measure, narrow before wide: a wider figure counts the rests within it. */
export const ansprak = (urval: Urval, delar: Delar): Ansprak[] =>
  [...totalansprak(urval, delar), ...radansprak(urval, delar)].sort(
    (a, b) => a.omfattar.size - b.omfattar.size,
  );

/** A coarse row claims what its details add up to. */
function radansprak(urval: Urval, delar: Delar): Ansprak[] {
  return [...urval.detaljer].flatMap(([post, detaljer]): Ansprak[] => {
    const uppgift = urval.uppgifter.get(post);
    const kalla = urval.kallor.findLast((k) => k.uppgifter.get(urval.nyckel)?.has(post));
    if (!uppgift || !kalla) return [];
    const { slag, nyckel } = delaPostId(post);
    return [
      {
        beloppOre: uppgift.beloppOre,
        upplosningOre: uppgift.upplosningOre,
        marginalOre: summa(detaljer.map((d) => marginal(urval.uppgifter.get(d)))) + marginal(uppgift),
        omfattar: delar.nedat(detaljer),
        grov: post,
        slagen: [slag],
        slag: () => slag,
        restpost: () => restpost(slag, nyckel),
        grupp: () => gruppen(kalla, post),
        kalla: {
          dokument: kalla.dokument.id,
          tabell: uppgift.tabell,
          namn: kalla.poster.get(post)?.rad ?? post,
        },
      },
    ];
  });
}

/** The totals that hold: of each scope the latest document's, in its finest print. */
function totalansprak(urval: Urval, delar: Delar): Ansprak[] {
  const { kallor, nyckel, fullstandiga } = urval;
  const ut = new Map<string, Ansprak>();
  for (const kalla of [...kallor].reverse()) {
    const totaler = [...(kalla.totaler.get(nyckel) ?? [])].sort((a, b) =>
      Number(a.upplosningOre - b.upplosningOre),
    );
    for (const total of totaler) {
      const utgangen = slagenI(total).some((s) => {
        const full = fullstandiga.get(s);
        return full !== undefined && kallor.indexOf(kalla) < kallor.indexOf(full);
      });
      if (ut.has(total.omfang) || utgangen || !galler(total, kalla, urval)) continue;
      ut.set(total.omfang, totalensAnsprak(total, { kalla, totaler, urval, delar }));
    }
  }
  return [...ut.values()];
}

/** A total speaks of the figures that hold only while its own document's rows are those, or coarser prints of them. */
function galler(total: Total, kalla: Dokumentstruktur, { nyckel, uppgifter }: Urval): boolean {
  return total.rader.every(({ post }) => {
    const egen = kalla.uppgifter.get(nyckel)?.get(post);
    const haller = uppgifter.get(post);
    return !egen || (haller !== undefined && forenliga(haller.beloppOre, egen.beloppOre, egen.upplosningOre));
  });
}

interface Totalsammanhang {
  readonly kalla: Dokumentstruktur;
  /** All totals of the document under the measure. */
  readonly totaler: readonly Total[];
  readonly urval: Urval;
  readonly delar: Delar;
}

function totalensAnsprak(total: Total, s: Totalsammanhang): Ansprak {
  const omfattar = s.delar.nedat(total.rader.map((r) => r.post));
  const slagen = slagenI(total);
  // Where the rows as printed do add up, a rest comes from a row that its own details refute: theirs, not the total's.
  const stammer =
    total.omfang !== BALANSENS_RESULTAT && obetydlig(total.beloppOre - total.raderOre, total.upplosningOre);
  return {
    beloppOre: total.beloppOre,
    upplosningOre: total.upplosningOre,
    marginalOre:
      summa([...omfattar].map((p) => marginal(s.urval.uppgifter.get(p)))) +
      avrundningsmarginal(total.upplosningOre),
    omfattar,
    ...(total.hela ? { hela: slagen } : {}),
    slagen,
    slag: (rest) =>
      stammer ? undefined : slagen.length === 1 ? slagen[0] : obundetSlag(total, s.totaler, rest),
    restpost: (slag) => restpost(slag, restensOmfang(total, slag)),
    grupp: (slag) => {
      const mojliga = kandidater(total, slag, omfattar, s.urval);
      // Where no row has a figure, the rest is the whole of the group.
      const poster = mojliga.length > 0 ? mojliga : total.rader.map((r) => r.post);
      const grupper = new Set(poster.map((p) => gruppen(s.kalla, p)));
      const [enda] = [...grupper];
      return grupper.size === 1 && enda !== undefined ? enda : GRUPP_EJ_SPECIFICERAT;
    },
    kalla: { dokument: s.kalla.dokument.id, tabell: total.tabell, namn: total.namn },
  };
}

const gruppen = (kalla: Dokumentstruktur, post: PostId): string =>
  kalla.poster.get(post)?.grupp ?? GRUPP_EJ_SPECIFICERAT;

/** The posts whose rows can hold a rest: of an exact total the rounded ones, else all that nothing details. */
function kandidater(total: Total, slag: Postslag, omfattar: ReadonlySet<PostId>, urval: Urval): PostId[] {
  const uppgift = (p: PostId): Uppgift | undefined => urval.uppgifter.get(p);
  const odelade = [...omfattar].filter(
    (p) => delaPostId(p).slag === slag && uppgift(p) && !urval.detaljer.has(p),
  );
  const grova = odelade.filter((p) => arGrov(uppgift(p)?.upplosningOre ?? 0n));
  return !arGrov(total.upplosningOre) && grova.length > 0 ? grova : odelade;
}

/**
 * A total over income and cost leaves a rest to the side that its sign speaks for, unless a narrower total of the
 * same table already pins that side, or is itself exceeded by its rows: then the table contradicts itself.
 */
function obundetSlag(total: Total, totaler: readonly Total[], rest: Ore): Postslag | undefined {
  const smalare = totaler.filter((t) => t.tabell === total.tabell && slagenI(t).length === 1);
  if (smalare.some(overskriden)) return undefined;
  const slag: Postslag = rest < 0n ? 'kostnad' : 'intakt';
  if (total.rader.length === 0) return slag;
  const rader = total.rader.filter((r) => r.rad.slag === slag).map((r) => r.post);
  const bunden = smalare.some((t) => rader.every((p) => t.rader.some((r) => r.post === p)));
  return bunden || rader.length === 0 ? undefined : slag;
}

/** Rows that exceed their total: the table contradicts itself, and what its wider totals lack follows from that. */
function overskriden(total: Total): boolean {
  const rest = total.beloppOre - total.raderOre;
  const [slag] = slagenI(total);
  return (
    slag !== undefined && !obetydlig(rest, total.upplosningOre) && (rest < 0n ? -1n : 1n) !== egetTecken(slag)
  );
}
