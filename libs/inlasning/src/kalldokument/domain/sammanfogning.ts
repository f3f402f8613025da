import { dagenFore, innehaller, type Datum, type Period } from '#kernel/datum.js';
import { absolut, summa, type Ore } from '#kernel/ore.js';
import { arResultatslag, delaPostId, postId, type PostId, type Postslag } from '#kernel/poster.js';
import { arGrov, avrundningsmarginal, egetTecken, forenliga } from './belopp.js';
import { Liggare } from './liggare.js';
import { mattetsPeriod, mattnyckel, type Matt, type Mattnyckel } from './matt.js';
import { BALANSENS_RESULTAT, type Dokumentstruktur, type Total, type Uppgift } from './struktur.js';

/** *Ej specificerat i källan*: what a printed figure holds beyond the rows that explain it. */
export interface Restpost {
  readonly post: PostId;
  readonly grupp: string;
  /** The printed figure that it is the rest of. */
  readonly kalla: { readonly dokument: string; readonly tabell: string; readonly namn: string };
  /** The posts that the printed figure covers; a wider total covers the rest too. */
  readonly omfattar: ReadonlySet<PostId>;
}

export interface Sammanfogat {
  readonly liggare: Liggare;
  readonly restposter: ReadonlyMap<PostId, Restpost>;
}

/** Groups of rows that belong to no single group of the source. */
export const GRUPP_EJ_SPECIFICERAT = 'ej_specificerat';

/**
 * All that a förbund's documents state of one kind of money, put together so that every krona stands once, in the
 * finest detail that any of them gives. A pure function of the set of documents: the order of loading cannot matter.
 * See docs/adr/0005-kalldokument.md.
 *
 * @param dokument the förbund's documents, oldest first
 * @param matten measures that add up along time (all `utfall`), or a single plan (one `budget`, `prognos` …)
 */
export function sammanfoga(dokument: readonly Dokumentstruktur[], matten: readonly Matt[]): Sammanfogat {
  const fogning = new Fogning(dokument);
  const ordnade = [...matten].sort((a, b) => langd(a) - langd(b) || (mattnyckel(a) < mattnyckel(b) ? -1 : 1));
  for (const matt of ordnade) fogning.fogaIn(matt);
  return { liggare: fogning.liggare, restposter: fogning.restposter };
}

/** Long enough to order periods by: days from a common start, counted as if every month had 31. */
function langd(matt: Matt): number {
  const { fran, till } = mattetsPeriod(matt);
  const dag = (d: Datum): number => Number(d.slice(0, 4)) * 372 + Number(d.slice(5, 7)) * 31 + Number(d.slice(8));
  return dag(till) - dag(fran);
}

class Fogning {
  readonly liggare = new Liggare();
  readonly restposter = new Map<PostId, Restpost>();
  /** Coarse post → its details in any document and measure: who is part of whom. */
  readonly #delar = new Map<PostId, Set<PostId>>();
  /** Periods that a post has figures for, of those already put in. */
  readonly #perioder = new Map<PostId, Period[]>();

  constructor(readonly dokument: readonly Dokumentstruktur[]) {
    for (const d of dokument)
      for (const karta of d.detaljer.values())
        for (const [grov, fina] of karta)
          for (const fin of fina) this.#delar.set(grov, (this.#delar.get(grov) ?? new Set<PostId>()).add(fin));
  }

  fogaIn(matt: Matt): void {
    const nyckel = mattnyckel(matt);
    const period = mattetsPeriod(matt);
    const kallor = this.dokument.filter((d) => d.matten.has(nyckel));
    const fullstandiga = fullstandigaPerSlag(kallor, nyckel);
    const vinnare = this.#vinnare(kallor, nyckel, fullstandiga);
    const klara = new Set<PostId>();
    for (const post of vinnare.keys()) this.#bokforPost(post, { nyckel, period, kallor, vinnare, klara });
    const avgjorda = this.#bokforTotalrester(kallor, nyckel, period, vinnare, fullstandiga);
    for (const [slag, kalla] of fullstandiga) this.#nollstallUtgangna(slag, kalla, nyckel, period, avgjorda);
  }

  /** Per post the figure that holds: the latest document's, or an earlier one's that says the same more finely. */
  #vinnare(
    kallor: readonly Dokumentstruktur[],
    nyckel: Mattnyckel,
    fullstandiga: ReadonlyMap<Postslag, Dokumentstruktur>,
  ): Map<PostId, Uppgift> {
    const vinnare = new Map<PostId, Uppgift>();
    for (const kalla of [...kallor].reverse())
      for (const [post, uppgift] of kalla.uppgifter.get(nyckel) ?? []) {
        const full = fullstandiga.get(delaPostId(post).slag);
        if (full && kalla !== full && kallor.indexOf(kalla) < kallor.indexOf(full) && !this.#kandAv(full, nyckel, post)) continue;
        const senare = vinnare.get(post);
        const finare =
          senare !== undefined &&
          uppgift.upplosningOre < senare.upplosningOre &&
          forenliga(uppgift.beloppOre, senare.beloppOre, senare.upplosningOre);
        if (senare === undefined || finare) vinnare.set(post, uppgift);
      }
    return vinnare;
  }

  /** Whether a document lists a post, or a coarser or finer post of the same money. */
  #kandAv(kalla: Dokumentstruktur, nyckel: Mattnyckel, post: PostId): boolean {
    const listade = kalla.uppgifter.get(nyckel) ?? new Map<PostId, Uppgift>();
    if (listade.has(post)) return true;
    return [...listade.keys()].some((l) => this.#gren(l).has(post));
  }

  /** A post with all that details it, and the rests of figures that lie wholly within. */
  #gren(post: PostId): Set<PostId> {
    return this.#medRester(this.#nedat([post]));
  }

  #nedat(poster: Iterable<PostId>): Set<PostId> {
    const sedda = new Set<PostId>();
    const ko = [...poster];
    for (let p = ko.pop(); p !== undefined; p = ko.pop()) {
      if (sedda.has(p)) continue;
      sedda.add(p);
      ko.push(...(this.#delar.get(p) ?? []));
    }
    return sedda;
  }

  #medRester(poster: Set<PostId>): Set<PostId> {
    for (const rest of this.restposter.values())
      if ([...rest.omfattar].every((p) => poster.has(p))) poster.add(rest.post);
    return poster;
  }

  #bokforPost(
    post: PostId,
    i: {
      nyckel: Mattnyckel;
      period: Period;
      kallor: readonly Dokumentstruktur[];
      vinnare: ReadonlyMap<PostId, Uppgift>;
      klara: Set<PostId>;
    },
  ): void {
    if (i.klara.has(post)) return;
    i.klara.add(post);
    const uppgift = i.vinnare.get(post);
    if (!uppgift) return;
    const detaljer = [...new Set(i.kallor.flatMap((k) => [...(k.detaljer.get(i.nyckel)?.get(post) ?? [])]))].filter(
      (d) => i.vinnare.has(d),
    );
    for (const detalj of detaljer) this.#bokforPost(detalj, i);
    const gren = this.#gren(post);
    const rest = uppgift.beloppOre - this.liggare.inom(gren, i.period);
    if (detaljer.length === 0) {
      const dag = this.#placering(gren, i.period);
      if (dag !== undefined) this.liggare.lagg(post, dag, rest);
    } else {
      const { slag, nyckel } = delaPostId(post);
      const kalla = i.kallor.findLast((k) => k.uppgifter.get(i.nyckel)?.has(post));
      this.#bokforRest({
        rest,
        slag,
        omfang: nyckel,
        grupp: kalla?.poster.get(post)?.grupp ?? GRUPP_EJ_SPECIFICERAT,
        upplosningOre: uppgift.upplosningOre,
        marginalOre: summa(detaljer.map((d) => marginal(i.vinnare.get(d)))) + avrundningsmarginal(uppgift.upplosningOre),
        omfattar: new Set(detaljer.flatMap((d) => [...this.#nedat([d])])),
        period: i.period,
        kalla: { dokument: kalla?.dokument.id ?? '', tabell: uppgift.tabell, namn: kalla?.poster.get(post)?.rad ?? post },
      });
    }
    this.#perioder.set(post, [...(this.#perioder.get(post) ?? []), i.period]);
  }

  /**
   * The day on which what a longer period has beyond the shorter ones in it is booked: its last day, or, where a
   * shorter period ends there, the last day that no shorter one covers. None when they cover all of it.
   */
  #placering(gren: ReadonlySet<PostId>, period: Period): Datum | undefined {
    const inre = [...gren]
      .flatMap((p) => this.#perioder.get(p) ?? [])
      .filter((p) => innehaller(period, p) && !innehaller(p, period));
    let dag = period.till;
    for (;;) {
      const tackande = inre.find((p) => p.fran <= dag && dag <= p.till);
      if (!tackande) return dag;
      if (tackande.fran <= period.fran) return undefined;
      dag = dagenFore(tackande.fran);
    }
  }

  #bokforTotalrester(
    kallor: readonly Dokumentstruktur[],
    nyckel: Mattnyckel,
    period: Period,
    vinnare: ReadonlyMap<PostId, Uppgift>,
    fullstandiga: ReadonlyMap<Postslag, Dokumentstruktur>,
  ): Set<string> {
    const avgjorda = new Set<string>();
    for (const kalla of [...kallor].reverse()) {
      const totaler = [...(kalla.totaler.get(nyckel) ?? [])].sort(
        (a, b) => a.rader.length - b.rader.length || Number(a.upplosningOre - b.upplosningOre),
      );
      for (const total of totaler) {
        const utgangen = slagenI(total).some((s) => {
          const full = fullstandiga.get(s);
          return full !== undefined && kallor.indexOf(kalla) < kallor.indexOf(full);
        });
        if (avgjorda.has(total.omfang) || utgangen || !galler(total, kalla, nyckel, vinnare)) continue;
        avgjorda.add(total.omfang);
        if (total.omfang !== BALANSENS_RESULTAT && obetydlig(egenRest(total, kalla, nyckel), total.upplosningOre)) continue;
        this.#bokforTotalrest(total, kalla, totaler, period, vinnare);
      }
    }
    return avgjorda;
  }

  #bokforTotalrest(
    total: Total,
    kalla: Dokumentstruktur,
    totaler: readonly Total[],
    period: Period,
    vinnare: ReadonlyMap<PostId, Uppgift>,
  ): void {
    const omfattar = this.#nedat(total.rader.map((r) => r.post));
    const rest = total.beloppOre - this.liggare.inom(this.#medRester(new Set(omfattar)), period);
    const slagen = slagenI(total);
    const slag = slagen.length === 1 ? slagen[0] : obundetSlag(total, totaler, rest);
    if (slag === undefined) return;
    const grupper = new Set(
      this.#kandidater(total, slag, omfattar, vinnare).map((p) => kalla.poster.get(p)?.grupp ?? GRUPP_EJ_SPECIFICERAT),
    );
    const [enda] = [...grupper];
    this.#bokforRest({
      rest,
      slag,
      omfang: slagen.length === 1 ? total.omfang : `${total.omfang}-${slag}`,
      grupp: grupper.size === 1 && enda !== undefined ? enda : GRUPP_EJ_SPECIFICERAT,
      upplosningOre: total.upplosningOre,
      marginalOre:
        summa([...omfattar].map((p) => marginal(vinnare.get(p)))) + avrundningsmarginal(total.upplosningOre),
      omfattar,
      period,
      kalla: { dokument: kalla.dokument.id, tabell: total.tabell, namn: total.namn },
    });
  }

  /** The posts whose rows can hold a rest: of an exact total the rounded ones, else all that nothing details. */
  #kandidater(
    total: Total,
    slag: Postslag,
    omfattar: ReadonlySet<PostId>,
    vinnare: ReadonlyMap<PostId, Uppgift>,
  ): PostId[] {
    const odelade = [...omfattar].filter(
      (p) => delaPostId(p).slag === slag && vinnare.has(p) && ![...(this.#delar.get(p) ?? [])].some((d) => vinnare.has(d)),
    );
    const grova = odelade.filter((p) => arGrov(vinnare.get(p)?.upplosningOre ?? 0n));
    return !arGrov(total.upplosningOre) && grova.length > 0 ? grova : odelade;
  }

  /**
   * Books a rest as a post of its own when it is more than the printed figure's rounding, and either has the rows'
   * own sign or is no more than the rows' rounding. Rows that exceed their total beyond that are a källfel: no row.
   */
  #bokforRest(r: {
    rest: Ore;
    slag: Postslag;
    omfang: string;
    grupp: string;
    upplosningOre: Ore;
    marginalOre: Ore;
    omfattar: ReadonlySet<PostId>;
    period: Period;
    kalla: Restpost['kalla'];
  }): void {
    const egetTeckenHar = (r.rest < 0n ? -1n : 1n) === egetTecken(r.slag);
    if (obetydlig(r.rest, r.upplosningOre) || !(egetTeckenHar || absolut(r.rest) <= r.marginalOre)) return;
    const post = postId(r.slag, `ej-specificerat-${r.omfang}`);
    const dag = this.#placering(r.omfattar, r.period);
    if (dag === undefined) return;
    this.restposter.set(post, { post, grupp: r.grupp, kalla: r.kalla, omfattar: r.omfattar });
    this.liggare.lagg(post, dag, r.rest);
  }

  /** A later document that lists all of a slag, total proved, leaves nothing on posts that it does not know. */
  #nollstallUtgangna(
    slag: Postslag,
    kalla: Dokumentstruktur,
    nyckel: Mattnyckel,
    period: Period,
    avgjorda: ReadonlySet<string>,
  ): void {
    for (const post of [...this.liggare.poster()]) {
      const { slag: postensSlag, nyckel: namn } = delaPostId(post);
      if (postensSlag !== slag || this.#kandAv(kalla, nyckel, post)) continue;
      if (this.restposter.has(post) && (avgjorda.has(namn.replace('ej-specificerat-', '')) || this.restposter.get(post)?.kalla.dokument === kalla.dokument.id)) continue;
      const kvar = this.liggare.inom([post], period);
      if (kvar !== 0n) this.liggare.lagg(post, period.till, -kvar);
    }
  }
}

const marginal = (uppgift: Uppgift | undefined): Ore => (uppgift ? avrundningsmarginal(uppgift.upplosningOre) : 0n);

export const slagenI = (total: Total): Postslag[] => [
  ...new Set(total.rader.map((r) => r.rad.slag).filter((s): s is Postslag => s !== 'kassaflode')),
];

/** A total speaks of the figures that hold only while its own document's rows are those, or coarser prints of them. */
function galler(
  total: Total,
  kalla: Dokumentstruktur,
  nyckel: Mattnyckel,
  vinnare: ReadonlyMap<PostId, Uppgift>,
): boolean {
  return total.rader.every(({ post }) => {
    const egen = kalla.uppgifter.get(nyckel)?.get(post);
    const haller = vinnare.get(post);
    return egen === undefined || (haller !== undefined && forenliga(haller.beloppOre, egen.beloppOre, egen.upplosningOre));
  });
}

/**
 * A total over income and cost leaves a rest to the side that its sign speaks for, unless a narrower total of the
 * same table already pins that side: then the table contradicts itself.
 */
function obundetSlag(total: Total, totaler: readonly Total[], rest: Ore): Postslag | undefined {
  const slag: Postslag = rest < 0n ? 'kostnad' : 'intakt';
  const rader = total.rader.filter((r) => r.rad.slag === slag).map((r) => r.post);
  const bunden = totaler.some(
    (t) => t.tabell === total.tabell && slagenI(t).length === 1 && rader.every((p) => t.rader.some((r) => r.post === p)),
  );
  return bunden || rader.length === 0 ? undefined : slag;
}

/** Per slag the latest document whose result table lists all of it: every row under a total that they do not exceed. */
function fullstandigaPerSlag(
  kallor: readonly Dokumentstruktur[],
  nyckel: Mattnyckel,
): Map<Postslag, Dokumentstruktur> {
  const ut = new Map<Postslag, Dokumentstruktur>();
  for (const kalla of kallor)
    for (const slag of ['intakt', 'kostnad'] as const) {
      const totaler = kalla.totaler.get(nyckel) ?? [];
      const bevisad = totaler.some((t) => slagenI(t).filter(arResultatslag).length === 2 && stammer(t, kalla, nyckel));
      if (bevisad) ut.set(slag, kalla);
    }
  return ut;
}

function stammer(total: Total, kalla: Dokumentstruktur, nyckel: Mattnyckel): boolean {
  const uppgifter = total.rader.map((r) => kalla.uppgifter.get(nyckel)?.get(r.post));
  return absolut(egenRest(total, kalla, nyckel)) <= summa(uppgifter.map(marginal)) + total.upplosningOre;
}

/** What a total leaves beyond the figures that its own document gives its rows. */
const egenRest = (total: Total, kalla: Dokumentstruktur, nyckel: Mattnyckel): Ore =>
  total.beloppOre - summa(total.rader.map((r) => kalla.uppgifter.get(nyckel)?.get(r.post)?.beloppOre ?? 0n));

/** No more than the rounding of the printed figure itself: nothing to book. */
const obetydlig = (rest: Ore, upplosningOre: Ore): boolean =>
  arGrov(upplosningOre) ? absolut(rest) <= upplosningOre : rest === 0n;
