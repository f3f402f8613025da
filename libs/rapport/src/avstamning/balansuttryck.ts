import {
  balansgrupper,
  harledGrupp,
  ingaendepost,
  mattnyckel,
  olistadeGrupper,
  type Balansgrupp,
  type Dokumentstruktur,
  type Grenar,
  type Kolumn,
  type Matt,
  type Rad,
  type Tabell,
} from '#inlasning/public.js';
import { arFor, arsStart, dagenFore, type Datum } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import type { Belopp, Postval, Uttryck } from './cell.js';

/** A sum of what posts amount to under measures. */
interface Term {
  readonly matt: Matt;
  readonly val: Postval;
  readonly tecken: 1n | -1n;
}

interface Tabellrad {
  readonly rad: Rad;
  readonly post: PostId | undefined;
}

const RESULTAT: Postval = { slagen: new Set(['intakt', 'kostnad']) };

/** How a figure of a balance sheet or a kassaflödesanalys is computed from what the ledger opens with, moves and closes with. */
export class Balansuttryck {
  readonly #grupper: readonly Balansgrupp[];

  constructor(
    private readonly struktur: Dokumentstruktur,
    private readonly grenar: Grenar,
  ) {
    this.#grupper = balansgrupper({ ...struktur, delar: grenar.delar });
  }

  /** Undefined for a row whose derivation is not known. */
  uttryck(
    tabell: Tabell,
    kolumn: Kolumn,
    urval: readonly Tabellrad[],
    arSumma: boolean,
  ): Uttryck | undefined {
    const perRad = urval.map((r) => this.#rad(tabell, kolumn, r));
    if (urval.length === 0 || perRad.includes(undefined)) return undefined;
    const termer =
      arSumma && kolumn.slag === 'ub'
        ? this.#balanssumma(tabell, kolumn.per, urval)
        : perRad.flatMap((t) => t ?? []);
    const underlag = this.#underlag(tabell, termer);
    return {
      matten: termer.map((t) => t.matt),
      ...(underlag === '' ? {} : { underlag }),
      berakna: (belopp: Belopp): Ore => termer.reduce((s, t) => s + t.tecken * belopp(t.matt, t.val), 0n),
    };
  }

  /** The other tables that tell what the terms are made of: a balance sheet of the day, else the result of the period. */
  #underlag(tabell: Tabell, termer: readonly Term[]): string {
    const dagar = new Set(
      termer.flatMap(({ matt }) => ('per' in matt ? matt.per : 'till' in matt ? matt.till : [])),
    );
    const andra = this.struktur.dokument.tabeller.filter((t) => t !== tabell);
    const balanser = andra.filter(
      (t) =>
        t.rader.some((r) => r.slag === 'tillgang') &&
        t.kolumner.some((k) => k.slag === 'ub' && dagar.has(k.per)),
    );
    const resultat = andra.filter((t) => t.kolumner.some((k) => k.slag === 'utfall' && dagar.has(k.till)));
    return (balanser.length > 0 ? balanser : resultat).map((t) => t.id).join(', ');
  }

  #rad(tabell: Tabell, kolumn: Kolumn, { rad, post }: Tabellrad): Term[] | undefined {
    if (kolumn.slag === 'ub') return this.#balansrad(kolumn.per, rad, post);
    if (kolumn.slag !== 'kassaflode') return undefined;
    const { fran, till } = kolumn;
    if (rad.harled === 'periodens_resultat') return [resultat(fran, till)];
    if (rad.harled === 'ej_likvida_poster')
      return olistadeGrupper(this.#grupper, tabell).flatMap((g) => this.#forandring(g, fran, till));
    const ib = harledGrupp(rad, 'ib');
    if (ib !== undefined) return [{ matt: oppning(fran), val: this.#grupp(ib), tecken: 1n }];
    const forandrad = this.#grupper.find((g) => g.grupp === harledGrupp(rad, 'forandring'));
    return forandrad && this.#forandring(forandrad, fran, till);
  }

  #balansrad(per: Datum, rad: Rad, post: PostId | undefined): Term[] | undefined {
    if (rad.harled === 'periodens_resultat') return [resultat(arsStart(arFor(per)), per)];
    const ib = harledGrupp(rad, 'ib');
    if (ib !== undefined) return [{ matt: { slag: 'ib', ar: arFor(per) }, val: this.#grupp(ib), tecken: 1n }];
    if (post === undefined) return undefined;
    const matt: Matt = { slag: 'ub', per };
    const term: Term = { matt, val: { poster: this.grenar.avRad(post) }, tecken: 1n };
    return this.struktur.medResultat.get(mattnyckel(matt)) === post
      ? [term, resultat(arsStart(arFor(per)), per)]
      : [term];
  }

  /** All that the table has of a slag is held against all that the ledger has of it, on whatever konto. */
  #balanssumma(tabell: Tabell, per: Datum, urval: readonly Tabellrad[]): Term[] {
    const matt: Matt = { slag: 'ub', per };
    const ut: Term[] = [];
    for (const slag of new Set(urval.map((r) => r.rad.slag))) {
      const valda = urval.filter((r) => r.rad.slag === slag);
      const alla = tabell.rader.filter((r) => r.slag === slag);
      const poster = valda.flatMap((r) => r.post ?? []);
      const hela = valda.length === alla.length && this.#arHela(tabell, slag, poster, matt);
      ut.push({
        matt,
        val: hela ? { slagen: new Set([slag]) } : { poster: this.grenar.avSumma(poster) },
        tecken: 1n,
      });
    }
    const medel = this.struktur.medResultat.get(mattnyckel(matt));
    if (urval.some((r) => r.rad.harled === 'periodens_resultat' || (medel !== undefined && r.post === medel)))
      ut.push(resultat(arsStart(arFor(per)), per));
    return ut;
  }

  /** Whether a main table's rows of a slag are all that the document has of it. */
  #arHela(tabell: Tabell, slag: Rad['slag'], poster: readonly PostId[], matt: Matt): boolean {
    const har = (...slagen: Rad['slag'][]): boolean => tabell.rader.some((r) => slagen.includes(r.slag));
    if (!har('tillgang') || !har('skuld', 'eget_kapital')) return false;
    const tackta = this.grenar.delar.nedat(poster);
    return [...(this.struktur.uppgifter.get(mattnyckel(matt))?.keys() ?? [])].every(
      (p) => delaPostId(p).slag !== slag || tackta.has(p),
    );
  }

  /** A decrease of an asset and an increase of a debt are positive. */
  #forandring({ grupp, slag }: Balansgrupp, fran: Datum, till: Datum): Term[] {
    const val = this.#grupp(grupp);
    const tecken = slag === 'tillgang' ? 1n : -1n;
    return [
      { matt: oppning(fran), val, tecken },
      { matt: { slag: 'ub', per: till }, val, tecken: tecken === 1n ? -1n : 1n },
    ];
  }

  #grupp(namn: string): Postval {
    const grupp = this.#grupper.find((g) => g.grupp === namn);
    const poster = this.grenar.avSumma(grupp?.rader.map((r) => r.post) ?? []);
    return { poster: new Set([...poster, ingaendepost(namn)]) };
  }
}

const resultat = (fran: Datum, till: Datum): Term => ({
  matt: { slag: 'utfall', fran, till },
  val: RESULTAT,
  tecken: 1n,
});

/** What a period opens with: the year's opening balance, or the closing one of the day before. */
const oppning = (fran: Datum): Matt =>
  fran === arsStart(arFor(fran)) ? { slag: 'ib', ar: arFor(fran) } : { slag: 'ub', per: dagenFore(fran) };
