import type { Period } from '#kernel/datum.js';
import { absolut, summa, type Ore } from '#kernel/ore.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import { avrundningsmarginal, egetTecken, forenliga } from './belopp.js';
import type { Delar } from './delar.js';
import { mattetsPeriod, mattnyckel, type Matt, type Mattnyckel } from './matt.js';
import type { Dokumentstruktur } from './struktur.js';
import type { Total, Uppgift } from './uppgift.js';

/** Under one measure: which of the documents' figures hold, and which of them are parts of which. */
export interface Urval {
  readonly nyckel: Mattnyckel;
  readonly period: Period;
  /** The documents that have the measure, oldest first. */
  readonly kallor: readonly Dokumentstruktur[];
  readonly uppgifter: ReadonlyMap<PostId, Uppgift>;
  /** Coarse post → its parts, from the latest document whose parts still fit the figure that holds. */
  readonly detaljer: ReadonlyMap<PostId, readonly PostId[]>;
  /** Per slag the latest document that lists all of it. */
  readonly fullstandiga: ReadonlyMap<Postslag, Dokumentstruktur>;
}

/** @param dokument oldest first */
export function valj(dokument: readonly Dokumentstruktur[], matt: Matt, delar: Delar): Urval {
  const nyckel = mattnyckel(matt);
  const kallor = dokument.filter((d) => d.matten.has(nyckel));
  const fullstandiga = fullstandigaPerSlag(kallor, nyckel);
  const gallande = gallandeUppgifter(kallor, nyckel, fullstandiga, delar);
  const detaljer = new Map<PostId, readonly PostId[]>();
  for (const [post, uppgift] of gallande) {
    const valda = gallandeDetaljer(post, uppgift, { kallor, nyckel, gallande, delar });
    if (valda.length > 0) detaljer.set(post, valda);
  }
  const uppgifter = new Map([...gallande].filter(([post]) => !arOverspelad(post, gallande, detaljer, delar)));
  return { nyckel, period: mattetsPeriod(matt), kallor, uppgifter, detaljer, fullstandiga };
}

/** The kinds of money that a total is over; of a result that no row makes up, both. */
export const slagenI = (total: Total): Postslag[] =>
  total.rader.length === 0
    ? ['intakt', 'kostnad']
    : [...new Set(total.rader.map((r) => r.rad.slag).filter((s): s is Postslag => s !== 'kassaflode'))];

export const marginal = (uppgift: Uppgift | undefined): Ore =>
  uppgift ? avrundningsmarginal(uppgift.upplosningOre) : 0n;

/**
 * Per slag the latest document that answers for all of it: one that prints a total of all it has of the slag. A total
 * of the whole result answers for its slag only while its rows add up to it.
 */
function fullstandigaPerSlag(
  kallor: readonly Dokumentstruktur[],
  nyckel: Mattnyckel,
): Map<Postslag, Dokumentstruktur> {
  const ut = new Map<Postslag, Dokumentstruktur>();
  for (const kalla of kallor)
    for (const total of kalla.totaler.get(nyckel) ?? []) {
      const slagen = slagenI(total);
      if (total.rader.length > 0 && total.hela && (slagen.length === 1 || stammer(total, kalla, nyckel)))
        for (const slag of slagen) ut.set(slag, kalla);
    }
  return ut;
}

function stammer(total: Total, kalla: Dokumentstruktur, nyckel: Mattnyckel): boolean {
  const marginaler = total.rader.map((r) => marginal(kalla.uppgifter.get(nyckel)?.get(r.post)));
  return absolut(total.beloppOre - total.raderOre) <= summa(marginaler) + total.upplosningOre;
}

/** Whether a document speaks of a post: lists it, or lists a coarser one whose parts it does not give. */
export function kanner(kalla: Dokumentstruktur, nyckel: Mattnyckel, post: PostId, delar: Delar): boolean {
  const listade = kalla.uppgifter.get(nyckel);
  if (listade?.has(post)) return true;
  const utanDetaljer = [...(listade?.keys() ?? [])].filter(
    (l) => ![...delar.av(l)].some((d) => listade?.has(d)),
  );
  return delar.nedat(utanDetaljer).has(post);
}

/** Per post the figure that holds: the latest document's, or an earlier one's that says the same more finely. */
function gallandeUppgifter(
  kallor: readonly Dokumentstruktur[],
  nyckel: Mattnyckel,
  fullstandiga: ReadonlyMap<Postslag, Dokumentstruktur>,
  delar: Delar,
): Map<PostId, Uppgift> {
  const ut = new Map<PostId, Uppgift>();
  // A rounded figure whose own document gives its parts is as exact as they are: no older print is finer.
  const harEgnaDetaljer = new Set<PostId>();
  for (const kalla of [...kallor].reverse())
    for (const [post, uppgift] of kalla.uppgifter.get(nyckel) ?? []) {
      const full = fullstandiga.get(delaPostId(post).slag);
      const aldre = full !== undefined && kallor.indexOf(kalla) < kallor.indexOf(full);
      if (aldre && !kanner(full, nyckel, post, delar)) continue;
      const senare = ut.get(post);
      const finare =
        senare !== undefined &&
        !harEgnaDetaljer.has(post) &&
        uppgift.upplosningOre < senare.upplosningOre &&
        forenliga(uppgift.beloppOre, senare.beloppOre, senare.upplosningOre);
      if (senare === undefined || finare) ut.set(post, uppgift);
      if (senare === undefined && kalla.detaljer.get(nyckel)?.has(post)) harEgnaDetaljer.add(post);
    }
  return ut;
}

interface Sammanhang {
  readonly kallor: readonly Dokumentstruktur[];
  readonly nyckel: Mattnyckel;
  readonly gallande: ReadonlyMap<PostId, Uppgift>;
  readonly delar: Delar;
}

/** The parts of a coarse figure as the latest document gives them whose parts have not been overtaken by a restatement. */
function gallandeDetaljer(grov: PostId, uppgift: Uppgift, s: Sammanhang): PostId[] {
  for (const kalla of [...s.kallor].reverse()) {
    const listade = kalla.uppgifter.get(s.nyckel);
    const delarna = [...s.delar.av(grov)].filter((d) => listade?.has(d) && s.gallande.has(d));
    if (delarna.length > 0 && passar(delarna, listade?.get(grov), uppgift, s.gallande)) return delarna;
  }
  return [];
}

/** Parts fit when their own document gives the whole the same figure; where it gives none, when they do not exceed it. */
function passar(
  delarna: readonly PostId[],
  eget: Uppgift | undefined,
  gallande: Uppgift,
  uppgifter: ReadonlyMap<PostId, Uppgift>,
): boolean {
  if (eget) return absolut(eget.beloppOre - gallande.beloppOre) <= marginal(eget) + marginal(gallande);
  const delsumma = summa(delarna.map((d) => uppgifter.get(d)?.beloppOre ?? 0n));
  const rest = gallande.beloppOre - delsumma;
  const marginalen = summa(delarna.map((d) => marginal(uppgifter.get(d)))) + marginal(gallande);
  return absolut(rest) <= marginalen || (rest < 0n ? -1n : 1n) === egetTecken(delaPostId(gallande.post).slag);
}

/** A part of a figure that holds, but not one of the parts that still fit it: its money is in the whole. */
function arOverspelad(
  post: PostId,
  gallande: ReadonlyMap<PostId, Uppgift>,
  detaljer: ReadonlyMap<PostId, readonly PostId[]>,
  delar: Delar,
): boolean {
  const helheter = [...delar.grova()].filter((g) => gallande.has(g) && delar.av(g).has(post));
  return helheter.length > 0 && !helheter.some((g) => detaljer.get(g)?.includes(post));
}
