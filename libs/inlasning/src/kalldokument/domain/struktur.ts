import { arFor, arsStart, type Datum } from '#kernel/datum.js';
import { nyckelAv } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import { delaPostId, postId, type PostId } from '#kernel/poster.js';
import { oreFranTryckt, upplosning, vandSummatecken, vandTecken } from './belopp.js';
import { Delar } from './delar.js';
import { dokumentdatum, type Kalldokument, type Kolumn, type Rad, type Tabell } from './kalldokument.js';
import { ingaendeBalanser, posterMedResultat } from './ingaende.js';
import type { Postuppgifter, Tabellrad, Total, Uppgift } from './uppgift.js';
import { kolumnensMatt, mattnyckel, type Matt, type Mattnyckel } from './matt.js';

/** The scope of the result that a balance sheet prints: a total over rows of other tables. */
export const BALANSENS_RESULTAT = 'resultat';

/** A document taken apart: what it states about which post, which rows detail which, and what its totals claim. */
export interface Dokumentstruktur {
  readonly dokument: Kalldokument;
  readonly datum: Datum;
  readonly matten: ReadonlyMap<Mattnyckel, Matt>;
  /** The finest figure that the document gives for each post, per measure. */
  readonly uppgifter: ReadonlyMap<Mattnyckel, ReadonlyMap<PostId, Uppgift>>;
  /** Coarse post → the posts that detail it, per measure. */
  readonly detaljer: ReadonlyMap<Mattnyckel, ReadonlyMap<PostId, ReadonlySet<PostId>>>;
  readonly totaler: ReadonlyMap<Mattnyckel, readonly Total[]>;
  readonly poster: ReadonlyMap<PostId, Postuppgifter>;
  /** The posts of a table's rows, by row number; undefined for rows that are derived. */
  readonly radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>;
  /** Closing measure → the equity post whose printed figure holds the result of the year so far, since no row of its own does. */
  readonly medResultat: ReadonlyMap<Mattnyckel, PostId>;
  /** Closing measure → the posts of opening equity that it shows as rows of their own. */
  readonly ingaendeposter: ReadonlyMap<Mattnyckel, ReadonlySet<PostId>>;
}

/**
 * The posts of a table's rows. In a balance table a post may stand several times: then the place is the identity,
 * and the second one is `no-wait-nr-2`.
 */
function tabellensPoster(tabell: Tabell): (PostId | undefined)[] {
  const antal = new Map<PostId, number>();
  return tabell.rader.map((rad) => {
    if (rad.slag === 'kassaflode' || rad.harled !== undefined) return undefined;
    const post = postId(rad.slag, rad.post);
    const nr = (antal.get(post) ?? 0) + 1;
    antal.set(post, nr);
    return nr === 1 ? post : postId(rad.slag, `${rad.post}-nr-${nr}`);
  });
}

export function valjerRad(av: readonly string[], rad: Rad): boolean {
  return av.some((v) => v === `slag:${rad.slag}` || v === `grupp:${rad.grupp}`);
}

/** `tabell`, `tabell#slag:kostnad` or `tabell#grupp:individ` → the rows of that table. */
function utpekadeRader(
  hanvisning: string,
  tabeller: ReadonlyMap<string, Tabell>,
): { tabell: Tabell; index: number; rad: Rad }[] {
  const [id = '', val] = hanvisning.split('#');
  const tabell = tabeller.get(id);
  if (!tabell) return [];
  return tabell.rader
    .map((rad, index) => ({ tabell, index, rad }))
    .filter(({ rad }) => val === undefined || valjerRad([val], rad));
}

const hamta = <K, V>(karta: Map<K, V>, nyckel: K, ny: () => V): V => {
  const finns = karta.get(nyckel);
  if (finns !== undefined) return finns;
  const skapad = ny();
  karta.set(nyckel, skapad);
  return skapad;
};

/** A closing balance is measured of assets, debts and equity; everything else of income and cost. */
const mater = (matt: Matt, rad: Rad): boolean =>
  (matt.slag === 'ub') !== (rad.slag === 'intakt' || rad.slag === 'kostnad');

function samlaUppgifter(
  dokument: Kalldokument,
  radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>,
) {
  const matten = new Map<Mattnyckel, Matt>();
  const uppgifter = new Map<Mattnyckel, Map<PostId, Uppgift>>();
  for (const tabell of dokument.tabeller) {
    const upplosningOre = upplosning(tabell);
    tabell.kolumner.forEach((kolumn, k) => {
      const matt = kolumnensMatt(kolumn);
      if (!matt) return;
      const nyckel = mattnyckel(matt);
      matten.set(nyckel, matt);
      tabell.rader.forEach((rad, r) => {
        const post = radposter.get(tabell.id)?.[r];
        const varde = rad.varden[k] ?? null;
        if (post === undefined || varde === null || !mater(matt, rad)) return;
        const tryckt = oreFranTryckt(varde, tabell.enhet, `${tabell.id}.${rad.rad}`);
        const beloppOre = vandTecken(tryckt, rad.slag, tabell.tecken);
        const per = hamta(uppgifter, nyckel, () => new Map<PostId, Uppgift>());
        const fore = per.get(post);
        if (!fore || upplosningOre < fore.upplosningOre)
          per.set(post, { post, matt, beloppOre, upplosningOre, tabell: tabell.id });
      });
    });
  }
  return { matten, uppgifter };
}

function samlaDetaljer(
  dokument: Kalldokument,
  radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>,
): Map<Mattnyckel, Map<PostId, Set<PostId>>> {
  const tabeller = new Map(dokument.tabeller.map((t) => [t.id, t]));
  const detaljer = new Map<Mattnyckel, Map<PostId, Set<PostId>>>();
  for (const tabell of dokument.tabeller)
    tabell.rader.forEach((rad, r) => {
      const grov = radposter.get(tabell.id)?.[r];
      if (grov === undefined) return;
      for (const { tabell: fin, index, rad: finRad } of rad.specificeras_av.flatMap((h) =>
        utpekadeRader(h, tabeller),
      )) {
        const post = radposter.get(fin.id)?.[index];
        // A part is of the same kind of money as the whole.
        if (post === undefined || post === grov || finRad.slag !== rad.slag) continue;
        fin.kolumner.forEach((kolumn, k) => {
          const matt = kolumnensMatt(kolumn);
          if (!matt || (finRad.varden[k] ?? null) === null) return;
          const per = hamta(detaljer, mattnyckel(matt), () => new Map<PostId, Set<PostId>>());
          hamta(per, grov, () => new Set<PostId>()).add(post);
        });
      }
    });
  return detaljer;
}

/** `["slag:kostnad"]` → `kostnad`; `["grupp:b","grupp:a"]` → `a-b`. */
const omfangetAv = (av: readonly string[]): string =>
  nyckelAv(
    [...av]
      .map((v) => v.slice(v.indexOf(':') + 1))
      .sort()
      .join('-'),
  );

/** The row of another table that the whole of a note specifies: the note's total is that row's figure. */
const radenSomSpecificerasAv = (not: Tabell, dokument: Kalldokument): Rad | undefined =>
  dokument.tabeller.flatMap((t) => t.rader).find((r) => r.specificeras_av.includes(not.id));

function radsumma(tabell: Tabell, kolumn: number, rader: readonly Tabellrad[]): Ore {
  return summa(
    rader.map(({ rad }) => {
      const varde = rad.varden[kolumn] ?? null;
      if (varde === null) return 0n;
      return vandTecken(
        oreFranTryckt(varde, tabell.enhet, `${tabell.id}.${rad.rad}`),
        rad.slag,
        tabell.tecken,
      );
    }),
  );
}

function samlaTotaler(
  dokument: Kalldokument,
  radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>,
): Map<Mattnyckel, Total[]> {
  const totaler = new Map<Mattnyckel, Total[]>();
  for (const tabell of dokument.tabeller) {
    const upplosningOre = upplosning(tabell);
    const specificerad = radenSomSpecificerasAv(tabell, dokument);
    for (const tryckt of tabell.summor) {
      const rader = tabell.rader.flatMap((rad, r): Tabellrad[] => {
        const post = radposter.get(tabell.id)?.[r];
        return post !== undefined && valjerRad(tryckt.av, rad) ? [{ post, rad }] : [];
      });
      const slagen = new Set(rader.map((r) => r.rad.slag));
      // A total that takes in derived rows says nothing of the other rows alone.
      if (tabell.rader.some((rad) => rad.harled !== undefined && valjerRad(tryckt.av, rad))) continue;
      tabell.kolumner.forEach((kolumn, k) => {
        const matt = kolumnensMatt(kolumn);
        const varde = tryckt.varden[k] ?? null;
        if (!matt || varde === null || rader.length === 0 || !rader.every((r) => mater(matt, r.rad))) return;
        const belopp = oreFranTryckt(varde, tabell.enhet, `${tabell.id}.${tryckt.namn}`);
        hamta(totaler, mattnyckel(matt), () => [] as Total[]).push({
          tabell: tabell.id,
          namn: tryckt.namn,
          matt,
          beloppOre: vandSummatecken(belopp, slagen, tabell.tecken),
          upplosningOre,
          rader,
          raderOre: radsumma(tabell, k, rader),
          omfang:
            specificerad && rader.length === tabell.rader.length ? specificerad.post : omfangetAv(tryckt.av),
          hela: false,
        });
      });
    }
  }
  for (const total of balansensResultat(dokument, radposter))
    hamta(totaler, mattnyckel(total.matt), () => [] as Total[]).push(total);
  return totaler;
}

function samlaPoster(
  dokument: Kalldokument,
  radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>,
): Map<PostId, Postuppgifter> {
  const poster = new Map<PostId, Postuppgifter>();
  for (const tabell of dokument.tabeller)
    tabell.rader.forEach((rad, r) => {
      const post = radposter.get(tabell.id)?.[r];
      if (post === undefined || poster.has(post)) return;
      const motpart =
        rad.motpart ??
        (rad.huvudman?.namn === undefined ? undefined : { namn: rad.huvudman.namn, medlem: true });
      const namn = motpart?.namn ?? motpart?.forbund;
      poster.set(post, {
        rad: rad.rad,
        grupp: rad.grupp,
        huvudman: rad.huvudman !== undefined,
        ...(rad.insats === undefined ? {} : { insats: rad.insats }),
        ...(motpart === undefined || namn === undefined ? {} : { motpart: { ...motpart, namn } }),
      });
    });
  return poster;
}

/**
 * The result of the year so far as the balance sheet prints it, and after it as the kassaflödesanalys does: a total over
 * every result row of that period, if any. Where the two differ the balance sheet, which comes first, holds.
 */
function balansensResultat(
  dokument: Kalldokument,
  radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>,
): Total[] {
  const resultatrader = (matt: Mattnyckel): Tabellrad[] =>
    dokument.tabeller.flatMap((tabell) =>
      tabell.kolumner.some((k) => nyckelFor(k) === matt)
        ? tabell.rader.flatMap((rad, r): Tabellrad[] => {
            const post = radposter.get(tabell.id)?.[r];
            return post !== undefined && (rad.slag === 'intakt' || rad.slag === 'kostnad')
              ? [{ post, rad }]
              : [];
          })
        : [],
    );
  const ur = (slag: 'ub' | 'kassaflode'): Total[] =>
    dokument.tabeller.flatMap((tabell) =>
      tabell.kolumner.flatMap((kolumn, k) => {
        if (kolumn.slag !== slag) return [];
        const matt = resultatetsMatt(kolumn);
        // Without rows of that period, all of the result is unspecified.
        const rader = resultatrader(mattnyckel(matt));
        return tabell.rader.flatMap((rad): Total[] => {
          const varde = rad.varden[k] ?? null;
          if (rad.harled !== 'periodens_resultat' || varde === null) return [];
          const beloppOre = oreFranTryckt(varde, tabell.enhet, `${tabell.id}.${rad.rad}`);
          return [
            {
              tabell: tabell.id,
              namn: rad.rad,
              matt,
              beloppOre,
              upplosningOre: upplosning(tabell),
              rader,
              raderOre: beloppOre,
              omfang: BALANSENS_RESULTAT,
              hela: true,
            },
          ];
        });
      }),
    );
  return [...ur('ub'), ...ur('kassaflode')];
}

const resultatetsMatt = (kolumn: Extract<Kolumn, { slag: 'ub' | 'kassaflode' }>): Matt =>
  kolumn.slag === 'ub'
    ? { slag: 'utfall', fran: arsStart(arFor(kolumn.per)), till: kolumn.per }
    : { slag: 'utfall', fran: kolumn.fran, till: kolumn.till };

const nyckelFor = (kolumn: Kolumn): Mattnyckel | undefined => {
  const matt = kolumnensMatt(kolumn);
  return matt && mattnyckel(matt);
};

/** A table that shows both income and cost, or both assets and what pays for them: a note shows one of them. */
const arHuvudtabell = (tabell: Tabell): boolean => {
  const har = (...slagen: Rad['slag'][]): boolean => tabell.rader.some((r) => slagen.includes(r.slag));
  return (har('intakt') && har('kostnad')) || (har('tillgang') && har('skuld', 'eget_kapital'));
};

function tackerSlaget(
  total: Total,
  uppgifter: ReadonlyMap<PostId, Uppgift> | undefined,
  delar: Delar,
): boolean {
  const slagen = new Set(total.rader.map((r) => r.rad.slag));
  const tackta = delar.nedat(total.rader.map((r) => r.post));
  /** A coarser post of the same money adds nothing to what the rows cover. */
  const arGrovre = (p: PostId): boolean => {
    const under = delar.nedat([p]);
    return total.rader.every((r) => under.has(r.post));
  };
  return [...(uppgifter?.keys() ?? [])].every(
    (p) => !slagen.has(delaPostId(p).slag) || tackta.has(p) || arGrovre(p),
  );
}

/** @throws DomanFel BELOPP_EJ_HELTAL */
export function taIsar(dokument: Kalldokument): Dokumentstruktur {
  const radposter = new Map(dokument.tabeller.map((t) => [t.id, tabellensPoster(t)]));
  const { matten, uppgifter } = samlaUppgifter(dokument, radposter);
  const detaljer = samlaDetaljer(dokument, radposter);
  const delar = new Delar([{ detaljer }]);
  const poster = samlaPoster(dokument, radposter);
  const totaler = samlaTotaler(dokument, radposter);
  for (const { matt } of [...totaler.values()].flat()) matten.set(mattnyckel(matt), matt);
  const balans = { dokument, radposter, uppgifter, delar, detaljer, totaler };
  const ingaende = ingaendeBalanser(balans);
  for (const [nyckel, { matt, uppgifter: egna, totaler: summor, detaljer: fina }] of ingaende.matten) {
    matten.set(nyckel, matt);
    uppgifter.set(nyckel, new Map(egna.map((u) => [u.post, u])));
    totaler.set(nyckel, [...summor]);
    if (fina) detaljer.set(nyckel, new Map([...fina].map(([grov, delarna]) => [grov, new Set(delarna)])));
  }
  for (const [post, uppgift] of ingaende.poster) if (!poster.has(post)) poster.set(post, uppgift);
  const huvudtabeller = new Set(dokument.tabeller.filter(arHuvudtabell).map((t) => t.id));
  const medHela = (total: Total, nyckel: Mattnyckel): Total => ({
    ...total,
    hela:
      total.hela || (huvudtabeller.has(total.tabell) && tackerSlaget(total, uppgifter.get(nyckel), delar)),
  });
  return {
    dokument,
    datum: dokumentdatum(dokument),
    matten,
    uppgifter,
    detaljer,
    totaler: new Map([...totaler].map(([n, t]) => [n, t.map((total) => medHela(total, n))])),
    poster,
    radposter,
    medResultat: posterMedResultat(balans),
    ingaendeposter: ingaende.visade,
  };
}
