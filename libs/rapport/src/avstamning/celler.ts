import {
  avrunda,
  kolumnensMatt,
  mattnyckel,
  oreFranTryckt,
  upplosning,
  valjerRad,
  vandSummatecken,
  vandTecken,
  type Avvikelseformel,
  type Dokumentstruktur,
  type Grenar,
  type Kolumn,
  type Matt,
  type Mattnyckel,
  type Rad,
  type Tabell,
} from '#inlasning/public.js';
import type { Ore } from '#kernel/ore.js';
import { Balansuttryck } from './balansuttryck.js';
import type { Cell, Postval, Uttryck } from './cell.js';
import { delaPostId, type PostId } from '#kernel/poster.js';

type Radval = readonly { readonly post: PostId; readonly rad: Rad }[];

/** Every cell of the document: each figure that it prints in a row or a total. */
export function celler(struktur: Dokumentstruktur, grenar: Grenar): Cell[] {
  const heltotaler = new Set(
    [...struktur.totaler].flatMap(([nyckel, alla]) =>
      alla.filter((t) => t.hela).map((t) => `${t.tabell}|${t.namn}|${nyckel}`),
    ),
  );
  const balanser = new Balansuttryck(struktur, grenar);
  return struktur.dokument.tabeller.flatMap((tabell) => {
    const poster = struktur.radposter.get(tabell.id) ?? [];
    const upplosningOre = upplosning(tabell);
    const rader = tabell.rader.map((rad, n) => ({ rad, post: poster[n] }));
    const kanda = (urval: typeof rader): Radval =>
      urval.filter((r): r is { rad: Rad; post: PostId } => r.post !== undefined);
    const cell = (
      namn: string,
      urval: typeof rader,
      k: number,
      varde: number | null,
      arSumma: boolean,
    ): Cell[] => {
      const kolumn = tabell.kolumner[k];
      if (varde === null || !kolumn) return [];
      const valet = arSumma
        ? summaval(tabell, namn, kanda(urval), heltotaler, grenar)
        : radval(kanda(urval), grenar);
      const uttryck = ARBALANS.has(kolumn.slag)
        ? balanser.uttryck(tabell, kolumn, urval, arSumma)
        : kolumnensUttryck(tabell, k, kanda(urval), arSumma, valet);
      if (!uttryck) return [];
      return [
        {
          tabell: tabell.id,
          namn,
          kolumn: kolumn.id,
          slag: kolumn.slag === 'avvikelse' ? 'avvikelse' : arSumma ? 'summa' : 'rad',
          enhet: tabell.enhet,
          upplosningOre,
          tryckt: varde,
          trycktOre: oreFranTryckt(varde, tabell.enhet, `${tabell.id}.${namn}`),
          ...uttryck,
          rader: kanda(urval),
        },
      ];
    };
    return [
      ...rader.flatMap((r) => r.rad.varden.flatMap((v, k) => cell(r.rad.rad, [r], k, v, false))),
      ...tabell.summor.flatMap((s) => {
        const urval = rader.filter(({ rad }) => valjerRad(s.av, rad));
        return s.varden.flatMap((v, k) => cell(s.namn, urval, k, v, true));
      }),
    ];
  });
}

/** Columns that are computed from balances. */
const ARBALANS: ReadonlySet<Kolumn['slag']> = new Set(['ub', 'kassaflode']);

/** Under a measure: the posts that a row or a total is made of. */
type Valet = (matt: Matt) => Postval;

function radval(urval: Radval, grenar: Grenar): Valet {
  const poster = new Set(urval.flatMap((r) => [...grenar.avRad(r.post)]));
  return () => ({ poster });
}

/** A total of all that the document has of a slag is held against all that the ledger has of it, on whatever post. */
function summaval(
  tabell: Tabell,
  namn: string,
  urval: Radval,
  heltotaler: ReadonlySet<string>,
  grenar: Grenar,
): Valet {
  const poster = grenar.avSumma(urval.map((r) => r.post));
  const slagen = new Set<string>(urval.map((r) => delaPostId(r.post).slag));
  return (matt) => (heltotaler.has(`${tabell.id}|${namn}|${mattnyckel(matt)}`) ? { slagen } : { poster });
}

function kolumnensUttryck(
  tabell: Tabell,
  k: number,
  urval: Radval,
  arSumma: boolean,
  val: Valet,
): Uttryck | undefined {
  const kolumn = tabell.kolumner[k];
  if (!kolumn) return undefined;
  if (kolumn.slag !== 'avvikelse') return mattUttryck(kolumn, tabell, urval, arSumma, val);
  const [a, b] = avvikelsensKolumner(tabell, k);
  const fran = a && mattUttryck(a, tabell, urval, arSumma, val);
  const till = b && mattUttryck(b, tabell, urval, arSumma, val);
  return (
    fran &&
    till && {
      berakna: (belopp) => fran.berakna(belopp) - till.berakna(belopp),
      matten: [...fran.matten, ...till.matten],
    }
  );
}

function mattUttryck(
  kolumn: Kolumn,
  tabell: Tabell,
  urval: Radval,
  arSumma: boolean,
  val: Valet,
): Uttryck | undefined {
  const matt = kolumnensMatt(kolumn);
  if (!matt) return undefined;
  const slagen = new Set(urval.map((r) => delaPostId(r.post).slag));
  const [slag] = [...slagen];
  return {
    matten: [matt],
    berakna: (belopp) => {
      const ore = belopp(matt, val(matt));
      return arSumma
        ? vandSummatecken(ore, slagen, tabell.tecken)
        : slag
          ? vandTecken(ore, slag, tabell.tecken)
          : ore;
    },
  };
}

/**
 * The two columns of the table that an avvikelse column is the difference of. The formula says of which kind they are;
 * of several, those that most of its own printed rows agree with, and of equals the nearest ones before it.
 */
function avvikelsensKolumner(tabell: Tabell, k: number): [Kolumn | undefined, Kolumn | undefined] {
  const avvikelse = tabell.kolumner[k];
  if (avvikelse?.slag !== 'avvikelse') return [undefined, undefined];
  const [fran, till] = AVVIKELSENS_SLAG[avvikelse.formel];
  let bast: { a: number; b: number; passar: number } | undefined;
  for (const a of narmastForst(tabell, k, fran))
    for (const b of narmastForst(tabell, k, till)) {
      const passar = tabell.rader.filter((rad) => stammerPaRaden(rad, { a, b, k })).length;
      if (!bast || passar > bast.passar) bast = { a, b, passar };
    }
  return bast ? [tabell.kolumner[bast.a], tabell.kolumner[bast.b]] : [undefined, undefined];
}

const AVVIKELSENS_SLAG: Record<Avvikelseformel, [Kolumn['slag'][], Kolumn['slag'][]]> = {
  'prognos-budget': [['prognos'], ['budget']],
  'budget-utfall': [['periodbudget', 'budget'], ['utfall']],
};

/** Places of the columns of some kinds: the nearest before column k first, those after it last. */
function narmastForst(tabell: Tabell, k: number, slag: readonly Kolumn['slag'][]): number[] {
  const platser = tabell.kolumner.flatMap((c, n) => (slag.includes(c.slag) ? [n] : []));
  return [...platser.filter((n) => n < k).reverse(), ...platser.filter((n) => n > k)];
}

/** As printed, three rounded figures can miss each other by one and a half of the last unit. */
const TRE_AVRUNDNINGAR = 1.5;

function stammerPaRaden(rad: Rad, { a, b, k }: { a: number; b: number; k: number }): boolean {
  const [fran, till, avvikelse] = [rad.varden[a] ?? null, rad.varden[b] ?? null, rad.varden[k] ?? null];
  if (fran === null || till === null || avvikelse === null) return false;
  return Math.abs(fran - till - avvikelse) <= TRE_AVRUNDNINGAR;
}

export const cellensMatten = (alla: readonly Cell[]): Map<Mattnyckel, Matt> =>
  new Map(alla.flatMap((c) => c.matten.map((m) => [mattnyckel(m), m])));

export const avrundad = (cell: Cell, ore: Ore): Ore => avrunda(ore, cell.upplosningOre);
