import { dagenFore, innehaller, type Datum, type Period } from '#kernel/datum.js';
import { absolut, type Ore } from '#kernel/ore.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import { ansprak, obetydlig, type Ansprak } from './ansprak.js';
import { egetTecken } from './belopp.js';
import { Delar } from './delar.js';
import { Grenar } from './grenar.js';
import { Liggare } from './liggare.js';
import { mattetsPeriod, mattnyckel, type Matt } from './matt.js';
import type { Dokumentstruktur } from './struktur.js';
import { kanner, valj, type Urval } from './urval.js';

/** *Ej specificerat i källan*: what a printed figure holds beyond the rows that explain it. */
export interface Restpost {
  readonly post: PostId;
  readonly grupp: string;
  /** The printed figure that it is the rest of. */
  readonly kalla: Ansprak['kalla'];
  /** The posts that the printed figures cover, one set a figure; a wider total covers the rest too. */
  readonly omfattar: readonly ReadonlySet<PostId>[];
}

export interface Sammanfogat {
  readonly liggare: Liggare;
  readonly restposter: ReadonlyMap<PostId, Restpost>;
}

/**
 * All that a förbund's documents state of one kind of money, put together so that every krona stands once, in the
 * finest detail that any of them gives. A pure function of the set of documents: the order of loading cannot matter.
 * See docs/adr/0005-kalldokument.md.
 *
 * @param dokument the förbund's documents, oldest first
 * @param matten measures that add up along time (all `utfall`), or a single plan (one `budget`, `prognos` …)
 */
export function sammanfoga(dokument: readonly Dokumentstruktur[], matten: readonly Matt[]): Sammanfogat {
  const fogning = new Fogning(new Delar(dokument));
  const ordnade = [...matten].sort((a, b) => langd(a) - langd(b) || (mattnyckel(a) < mattnyckel(b) ? -1 : 1));
  for (const matt of ordnade) fogning.fogaIn(valj(dokument, matt, fogning.delar));
  return { liggare: fogning.liggare, restposter: fogning.restposter };
}

/** Long enough to order periods by: days from a common start, counted as if every month had 31. */
function langd(matt: Matt): number {
  const { fran, till } = mattetsPeriod(matt);
  const dag = (d: Datum): number =>
    Number(d.slice(0, 4)) * 372 + Number(d.slice(5, 7)) * 31 + Number(d.slice(8));
  return dag(till) - dag(fran);
}

class Fogning {
  readonly liggare = new Liggare();
  readonly restposter = new Map<PostId, Restpost>();
  /** Periods that a post has figures for, of those already put in. */
  readonly #perioder = new Map<PostId, Period[]>();

  readonly #grenar: Grenar;

  constructor(readonly delar: Delar) {
    this.#grenar = new Grenar(delar);
  }

  fogaIn(urval: Urval): void {
    const klara = new Set<PostId>();
    for (const post of urval.uppgifter.keys()) this.#bokforBlad(post, urval, klara);
    const alla = ansprak(urval, this.delar);
    for (const a of alla) {
      this.#bokforRest(a, urval.period);
      if (a.grov !== undefined) this.#nollstallOverspelade(a.grov, a.omfattar, urval);
    }
    const avgjorda = new Set(alla.flatMap((a) => (['intakt', 'kostnad'] as const).map(a.restpost)));
    for (const [slag, kalla] of urval.fullstandiga) this.#nollstallUtgangna(slag, kalla, urval, avgjorda);
  }

  /** Details first; then what a figure has that nothing finer gives for the same period. */
  #bokforBlad(post: PostId, urval: Urval, klara: Set<PostId>): void {
    if (klara.has(post)) return;
    klara.add(post);
    const uppgift = urval.uppgifter.get(post);
    if (!uppgift) return;
    const detaljer = urval.detaljer.get(post);
    for (const detalj of detaljer ?? []) this.#bokforBlad(detalj, urval, klara);
    // What a shorter period booked on the coarse post itself is in its parts now.
    if (detaljer) this.#nollstall(post, urval.period);
    else {
      const gren = this.#grenar.avRad(post);
      const dag = this.#placering(gren, urval.period);
      if (dag !== undefined)
        this.liggare.lagg(post, dag, uppgift.beloppOre - this.liggare.inom(gren, urval.period));
    }
    this.#perioder.set(post, [...(this.#perioder.get(post) ?? []), urval.period]);
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

  /**
   * Brings the rest of a printed figure to what it is over the period, shorter periods' part of it included. It stands
   * as a post of its own when it is more than the figure's rounding, and either has the rows' own sign or is no more
   * than the rows' rounding. Rows that exceed their total beyond that are a källfel: no row.
   */
  #bokforRest(a: Ansprak, period: Period): void {
    const utover = a.beloppOre - this.liggare.inom(this.#raknat(a), period);
    // A finer figure of the same scope may have settled it already.
    if (obetydlig(utover, a.upplosningOre)) return;
    for (const slag of a.slagen) {
      const post = a.restpost(slag);
      const rest = utover + this.liggare.inom([post], period);
      const egetTeckenHar = (rest < 0n ? -1n : 1n) === egetTecken(slag);
      const star = !obetydlig(rest, a.upplosningOre) && (egetTeckenHar || absolut(rest) <= a.marginalOre);
      if (a.slag(rest) !== slag || !star) this.#nollstall(post, period);
      else this.#laggRest(a, slag, utover, period);
    }
  }

  #laggRest(a: Ansprak, slag: Postslag, belopp: Ore, period: Period): void {
    const dag = this.#placering(a.omfattar, period);
    if (dag === undefined || belopp === 0n) return;
    const post = a.restpost(slag);
    const omfattar = [...(this.restposter.get(post)?.omfattar ?? []), a.omfattar];
    this.restposter.set(post, { post, grupp: a.grupp(slag), kalla: a.kalla, omfattar });
    this.#grenar.laggRest(post, a.omfattar);
    this.liggare.lagg(post, dag, belopp);
  }

  /** The posts whose money counts towards a claim. */
  #raknat(a: Ansprak): Iterable<PostId> {
    if (a.grov !== undefined) return this.#grenar.avRad(a.grov);
    if (a.hela === undefined) return this.#grenar.avSumma(a.omfattar);
    const slagen = new Set(a.hela);
    return [...this.liggare.poster()].filter((p) => slagen.has(delaPostId(p).slag));
  }

  /** Parts of old that a newer division of the same figure does not have: their money is in the new parts. */
  #nollstallOverspelade(grov: PostId, valda: ReadonlySet<PostId>, urval: Urval): void {
    for (const post of this.delar.nedat([grov]))
      if (post !== grov && !valda.has(post)) this.#nollstall(post, urval.period);
  }

  /** A later document that lists all of a slag, total proved, leaves nothing on posts that neither it nor a later one knows. */
  #nollstallUtgangna(
    slag: Postslag,
    kalla: Dokumentstruktur,
    urval: Urval,
    avgjorda: ReadonlySet<PostId>,
  ): void {
    const senare = urval.kallor.slice(urval.kallor.indexOf(kalla));
    const kand = (post: PostId): boolean => senare.some((k) => kanner(k, urval.nyckel, post, this.delar));
    for (const post of [...this.liggare.poster()]) {
      if (delaPostId(post).slag !== slag || avgjorda.has(post)) continue;
      // The rest of figures that they know is known with them.
      const rest = this.restposter.get(post);
      if (!(rest ? rest.omfattar.some((o) => [...o].every(kand)) : kand(post)))
        this.#nollstall(post, urval.period);
    }
  }

  #nollstall(post: PostId, period: Period): void {
    const kvar = this.liggare.inom([post], period);
    const dag = this.#placering(new Set([post]), period) ?? period.till;
    if (kvar !== 0n) this.liggare.lagg(post, dag, -kvar);
  }
}
