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
  /** The posts that the printed figures cover, one set a figure; a wider total covers the rest too. */
  readonly omfattar: readonly ReadonlySet<PostId>[];
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
  const dag = (d: Datum): number =>
    Number(d.slice(0, 4)) * 372 + Number(d.slice(5, 7)) * 31 + Number(d.slice(8));
  return dag(till) - dag(fran);
}

/** A post that holds, or could hold, the rest of a printed figure: which one follows from what the figure covers. */
export const restpost = (slag: Postslag, omfang: string): PostId => postId(slag, `ej-specificerat-${omfang}`);

/** The scope that a total's rest has on one side of the result. */
export const restensOmfang = (total: Total, slag: Postslag): string =>
  slagenI(total).length === 1 ? total.omfang : `${total.omfang}-${slag}`;

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
          for (const fin of fina)
            this.#delar.set(grov, (this.#delar.get(grov) ?? new Set<PostId>()).add(fin));
  }

  fogaIn(matt: Matt): void {
    const nyckel = mattnyckel(matt);
    const period = mattetsPeriod(matt);
    const kallor = this.dokument.filter((d) => d.matten.has(nyckel));
    const fullstandiga = fullstandigaPerSlag(kallor, nyckel);
    const vinnare = this.#vinnare(kallor, nyckel, fullstandiga);
    const skede: Skede = { nyckel, period, kallor, vinnare, fullstandiga };
    const klara = new Set<PostId>();
    for (const post of vinnare.keys()) this.#bokforBlad(post, skede, klara);
    // Narrow before wide: a wider figure counts the rests within it.
    const ansprak = [...this.#totalansprak(skede), ...this.#radansprak(skede)].sort(
      (a, b) => a.omfattar.size - b.omfattar.size,
    );
    for (const a of ansprak) this.#bokforRest(a, period);
    const avgjorda = new Set(ansprak.flatMap((a) => (['intakt', 'kostnad'] as const).map(a.restpost)));
    for (const [slag, kalla] of fullstandiga) this.#nollstallUtgangna(slag, kalla, skede, avgjorda);
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
        if (
          full &&
          kalla !== full &&
          kallor.indexOf(kalla) < kallor.indexOf(full) &&
          !this.#kandAv(full, nyckel, post)
        )
          continue;
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
      if (rest.omfattar.some((o) => [...o].every((p) => poster.has(p)))) poster.add(rest.post);
    return poster;
  }

  /** Details first; then what a figure has that nothing finer gives for the same period. */
  #bokforBlad(post: PostId, skede: Skede, klara: Set<PostId>): void {
    if (klara.has(post)) return;
    klara.add(post);
    const uppgift = skede.vinnare.get(post);
    if (!uppgift) return;
    const detaljer = this.#detaljer(post, skede);
    for (const detalj of detaljer) this.#bokforBlad(detalj, skede, klara);
    if (detaljer.length === 0) {
      const gren = this.#gren(post);
      const dag = this.#placering(gren, skede.period);
      if (dag !== undefined)
        this.liggare.lagg(post, dag, uppgift.beloppOre - this.liggare.inom(gren, skede.period));
    }
    this.#perioder.set(post, [...(this.#perioder.get(post) ?? []), skede.period]);
  }

  #detaljer(post: PostId, { kallor, nyckel, vinnare }: Skede): PostId[] {
    const alla = kallor.flatMap((k) => [...(k.detaljer.get(nyckel)?.get(post) ?? [])]);
    return [...new Set(alla)].filter((d) => vinnare.has(d));
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

  /** A coarse row claims what its details add up to. */
  #radansprak(skede: Skede): Ansprak[] {
    return [...skede.vinnare].flatMap(([post, uppgift]) => {
      const detaljer = this.#detaljer(post, skede);
      const kalla = skede.kallor.findLast((k) => k.uppgifter.get(skede.nyckel)?.has(post));
      if (detaljer.length === 0 || !kalla) return [];
      const { slag, nyckel } = delaPostId(post);
      const marginaler = detaljer.map((d) => marginal(skede.vinnare.get(d)));
      return [
        {
          beloppOre: uppgift.beloppOre,
          upplosningOre: uppgift.upplosningOre,
          marginalOre: summa(marginaler) + avrundningsmarginal(uppgift.upplosningOre),
          omfattar: this.#nedat(detaljer),
          egen: post,
          slag: () => slag,
          restpost: () => restpost(slag, nyckel),
          grupp: () => kalla.poster.get(post)?.grupp ?? GRUPP_EJ_SPECIFICERAT,
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
  #totalansprak(skede: Skede): Ansprak[] {
    const { kallor, nyckel, vinnare, fullstandiga } = skede;
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
        if (ut.has(total.omfang) || utgangen || !galler(total, kalla, nyckel, vinnare)) continue;
        ut.set(total.omfang, this.#totalensAnsprak(total, kalla, totaler, skede));
      }
    }
    return [...ut.values()];
  }

  #totalensAnsprak(total: Total, kalla: Dokumentstruktur, totaler: readonly Total[], skede: Skede): Ansprak {
    const omfattar = this.#nedat(total.rader.map((r) => r.post));
    const slagen = slagenI(total);
    const marginaler = [...omfattar].map((p) => marginal(skede.vinnare.get(p)));
    // Where the rows as printed do add up, a rest comes from a row that its own details refute: theirs, not the total's.
    const egna =
      total.omfang !== BALANSENS_RESULTAT &&
      obetydlig(egenRest(total, kalla, skede.nyckel), total.upplosningOre);
    return {
      beloppOre: total.beloppOre,
      upplosningOre: total.upplosningOre,
      marginalOre: summa(marginaler) + avrundningsmarginal(total.upplosningOre),
      omfattar,
      slag: (rest) =>
        egna ? undefined : slagen.length === 1 ? slagen[0] : obundetSlag(total, totaler, rest),
      restpost: (slag) => restpost(slag, restensOmfang(total, slag)),
      grupp: (slag) => {
        const grupper = new Set(
          this.#kandidater(total, slag, omfattar, skede.vinnare).map(
            (p) => kalla.poster.get(p)?.grupp ?? GRUPP_EJ_SPECIFICERAT,
          ),
        );
        const [enda] = [...grupper];
        return grupper.size === 1 && enda !== undefined ? enda : GRUPP_EJ_SPECIFICERAT;
      },
      kalla: { dokument: kalla.dokument.id, tabell: total.tabell, namn: total.namn },
    };
  }

  /** The posts whose rows can hold a rest: of an exact total the rounded ones, else all that nothing details. */
  #kandidater(
    total: Total,
    slag: Postslag,
    omfattar: ReadonlySet<PostId>,
    vinnare: ReadonlyMap<PostId, Uppgift>,
  ): PostId[] {
    const odelade = [...omfattar].filter(
      (p) =>
        delaPostId(p).slag === slag &&
        vinnare.has(p) &&
        ![...(this.#delar.get(p) ?? [])].some((d) => vinnare.has(d)),
    );
    const grova = odelade.filter((p) => arGrov(vinnare.get(p)?.upplosningOre ?? 0n));
    return !arGrov(total.upplosningOre) && grova.length > 0 ? grova : odelade;
  }

  /**
   * Books a rest as a post of its own when it is more than the printed figure's rounding, and either has the rows'
   * own sign or is no more than the rows' rounding. Rows that exceed their total beyond that are a källfel: no row.
   */
  #bokforRest(a: Ansprak, period: Period): void {
    const rest =
      a.beloppOre -
      this.liggare.inom(
        this.#medRester(new Set([...a.omfattar, ...(a.egen === undefined ? [] : [a.egen])])),
        period,
      );
    const slag = a.slag(rest);
    if (slag === undefined || obetydlig(rest, a.upplosningOre)) return;
    const egetTeckenHar = (rest < 0n ? -1n : 1n) === egetTecken(slag);
    const dag = this.#placering(a.omfattar, period);
    if (dag === undefined || !(egetTeckenHar || absolut(rest) <= a.marginalOre)) return;
    const post = a.restpost(slag);
    const fore = this.restposter.get(post);
    this.restposter.set(post, {
      post,
      grupp: a.grupp(slag),
      kalla: a.kalla,
      omfattar: [...(fore?.omfattar ?? []), a.omfattar],
    });
    this.liggare.lagg(post, dag, rest);
  }

  /** A later document that lists all of a slag, total proved, leaves nothing on posts that it does not know. */
  #nollstallUtgangna(
    slag: Postslag,
    kalla: Dokumentstruktur,
    skede: Skede,
    avgjorda: ReadonlySet<PostId>,
  ): void {
    for (const post of [...this.liggare.poster()]) {
      if (delaPostId(post).slag !== slag || avgjorda.has(post) || this.#kandAv(kalla, skede.nyckel, post))
        continue;
      const kvar = this.liggare.inom([post], skede.period);
      if (kvar !== 0n) this.liggare.lagg(post, skede.period.till, -kvar);
    }
  }
}

/** One measure being put in. */
interface Skede {
  readonly nyckel: Mattnyckel;
  readonly period: Period;
  /** The documents that have the measure, oldest first. */
  readonly kallor: readonly Dokumentstruktur[];
  readonly vinnare: ReadonlyMap<PostId, Uppgift>;
  readonly fullstandiga: ReadonlyMap<Postslag, Dokumentstruktur>;
}

/** A printed figure that claims to be the sum of others: a total, or a row that other rows specify. */
interface Ansprak {
  readonly beloppOre: Ore;
  readonly upplosningOre: Ore;
  /** The most that rounding of its parts and itself can have moved it. */
  readonly marginalOre: Ore;
  readonly omfattar: ReadonlySet<PostId>;
  /** The coarse post itself: what stands on it since shorter periods counts too. */
  readonly egen?: PostId;
  /** Which side of the result a rest belongs to; none when it cannot be told. */
  readonly slag: (rest: Ore) => Postslag | undefined;
  readonly restpost: (slag: Postslag) => PostId;
  readonly grupp: (slag: Postslag) => string;
  readonly kalla: Restpost['kalla'];
}

const marginal = (uppgift: Uppgift | undefined): Ore =>
  uppgift ? avrundningsmarginal(uppgift.upplosningOre) : 0n;

const slagenI = (total: Total): Postslag[] => [
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
    return (
      egen === undefined ||
      (haller !== undefined && forenliga(haller.beloppOre, egen.beloppOre, egen.upplosningOre))
    );
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
    (t) =>
      t.tabell === total.tabell &&
      slagenI(t).length === 1 &&
      rader.every((p) => t.rader.some((r) => r.post === p)),
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
      const bevisad = totaler.some(
        (t) => slagenI(t).filter(arResultatslag).length === 2 && stammer(t, kalla, nyckel),
      );
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
