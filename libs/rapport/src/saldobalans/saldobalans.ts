import { EJ_AVSLUTADE_AR, type Kontosaldo } from '#bokforing/public.js';
import type { Ar, Period } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';

/** Ledger sign: debit positive; debited and credited gross, both positive. */
export interface Saldobelopp {
  /** What the year opened with; classes 3–8 open at zero. */
  readonly ingaendeBalansOre: Ore;
  /** What stood when the period began. */
  readonly ingaendeOre: Ore;
  readonly debetOre: Ore;
  readonly kreditOre: Ore;
  readonly utgaendeOre: Ore;
}

export interface Kontoplats {
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  readonly post: PostId;
}

export interface Kontosaldorad extends Saldobelopp {
  readonly konto: Konto;
  readonly namn: string | null;
  /** What the konto is made of, when it is asked for and there is more than one place. */
  readonly delar: readonly (Saldobelopp & Kontoplats & { readonly motpartsnamn: string | null })[];
}

export interface Klassaldo extends Saldobelopp {
  /** 1–8. */
  readonly klass: string;
  readonly konton: readonly Kontosaldorad[];
}

export interface Saldoundantag {
  readonly slag:
    'ingaende-obalans' | 'rorelse-obalans' | 'utgaende-obalans' | 'ej-avslutade-ar' | 'ingaende-ej-bokford';
  readonly beloppOre: Ore | null;
  readonly text: string;
}

export interface Forbundssaldon {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly klasser: readonly Klassaldo[];
  /** Classes 1–2: what the balance sheet is made of. */
  readonly balans: Saldobelopp;
  /** Classes 3–8. */
  readonly resultat: Saldobelopp;
  readonly summa: Saldobelopp;
  readonly undantag: readonly Saldoundantag[];
}

export interface Saldobalans {
  readonly ar: Ar;
  /** Undefined when the year begins after the day that is asked for. */
  readonly period: Period | undefined;
  readonly forbund: readonly Forbundssaldon[];
  /** Nothing is booked in their year by the day, and it has no opening balance. */
  readonly saknas: readonly { readonly forbund: ForbundId; readonly namn: string }[];
}

/** What a förbund's saldobalans is made of: balances of the period's last day, and of the day before it where that is in the year. */
export interface Saldounderlag {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly till: readonly Kontosaldo[];
  readonly fore: readonly Kontosaldo[];
  readonly kontonamn: (konto: Konto) => string | null;
  readonly motpartsnamn: (motpart: Nyckel) => string | null;
}

export const NOLL: Saldobelopp = {
  ingaendeBalansOre: 0n,
  ingaendeOre: 0n,
  debetOre: 0n,
  kreditOre: 0n,
  utgaendeOre: 0n,
};

export const plus = (a: Saldobelopp, b: Saldobelopp): Saldobelopp => ({
  ingaendeBalansOre: a.ingaendeBalansOre + b.ingaendeBalansOre,
  ingaendeOre: a.ingaendeOre + b.ingaendeOre,
  debetOre: a.debetOre + b.debetOre,
  kreditOre: a.kreditOre + b.kreditOre,
  utgaendeOre: a.utgaendeOre + b.utgaendeOre,
});
const summera = (delar: readonly Saldobelopp[]): Saldobelopp => delar.reduce(plus, NOLL);

const arNoll = (b: Saldobelopp): boolean =>
  [b.ingaendeBalansOre, b.ingaendeOre, b.debetOre, b.kreditOre, b.utgaendeOre].every((v) => v === 0n);
export const arBalanskonto = (konto: Konto): boolean => konto < '3';

/** The period's part of each place: what had been moved before it is part of what stood when it began. */
export function periodsaldon(
  till: readonly Kontosaldo[],
  fore: readonly Kontosaldo[],
): (Saldobelopp & Kontoplats)[] {
  const plats = (s: Omit<Kontoplats, 'post'>): string => `${s.konto}|${s.insats ?? ''}|${s.motpart ?? ''}`;
  const tidigare = new Map(fore.map((s) => [plats(s), s]));
  return till.map((s) => {
    const f = tidigare.get(plats(s));
    return {
      konto: s.konto,
      insats: s.insats,
      motpart: s.motpart,
      post: s.post,
      ingaendeBalansOre: s.ingaendeOre,
      ingaendeOre: f ? f.utgaendeOre : s.ingaendeOre,
      debetOre: s.debetOre - (f?.debetOre ?? 0n),
      kreditOre: s.kreditOre - (f?.kreditOre ?? 0n),
      utgaendeOre: s.utgaendeOre,
    };
  });
}

function grupperade<T>(rader: readonly T[], nyckel: (rad: T) => string): Map<string, T[]> {
  const ut = new Map<string, T[]>();
  for (const rad of rader) {
    const lista = ut.get(nyckel(rad));
    if (lista) lista.push(rad);
    else ut.set(nyckel(rad), [rad]);
  }
  return ut;
}

/** Konto by konto, in their order; konton that nothing stands on and nothing has moved are left out. */
function kontorader(u: Saldounderlag, delat: boolean): Kontosaldorad[] {
  const perKonto = grupperade(periodsaldon(u.till, u.fore), (s) => s.konto);
  return [...perKonto]
    .map(([konto, delar]) => ({
      konto,
      namn: u.kontonamn(konto),
      delar: (delat && delar.length > 1 ? delar.filter((d) => !arNoll(d)) : []).map((d) => ({
        motpartsnamn: d.motpart === null ? null : u.motpartsnamn(d.motpart),
        ...d,
      })),
      ...summera(delar),
    }))
    .filter((rad) => !arNoll(rad));
}

/** A förbund's books of the year. @param oppnat whether the year has an opening balance of its own */
export function forbundssaldon(
  u: Saldounderlag,
  f: { readonly ar: Ar; readonly oppnat: boolean; readonly delat: boolean },
): Forbundssaldon {
  const konton = kontorader(u, f.delat);
  const klasser = [...grupperade(konton, (k) => k.konto.charAt(0))].map(([klass, egna]) => ({
    ...summera(egna),
    ...{ klass, konton: egna },
  }));
  const summa = summera(konton);
  return {
    ...{ forbund: u.forbund, namn: u.namn, klasser, summa },
    balans: summera(konton.filter((k) => arBalanskonto(k.konto))),
    resultat: summera(konton.filter((k) => !arBalanskonto(k.konto))),
    undantag: undantagen(f.ar, { oppnat: f.oppnat, konton, summa }),
  };
}

function undantagen(
  ar: Ar,
  f: { readonly oppnat: boolean; readonly konton: readonly Kontosaldorad[]; readonly summa: Saldobelopp },
): Saldoundantag[] {
  const { konton, summa } = f;
  const obalans = (slag: Saldoundantag['slag'], beloppOre: Ore, text: string): Saldoundantag[] =>
    beloppOre === 0n ? [] : [{ slag, beloppOre, text }];
  const ejAvslutat = konton.find((k) => k.konto === EJ_AVSLUTADE_AR.konto);
  const overfort = konton.some((k) => k.ingaendeBalansOre !== 0n);
  return [
    ...obalans('ingaende-obalans', summa.ingaendeBalansOre, 'Ingående balans går inte jämnt ut'),
    ...obalans('rorelse-obalans', summa.debetOre - summa.kreditOre, 'Debet och kredit är inte lika'),
    ...obalans('utgaende-obalans', summa.utgaendeOre, 'Utgående saldon går inte jämnt ut'),
    ...(f.oppnat
      ? []
      : [
          {
            slag: 'ingaende-ej-bokford' as const,
            beloppOre: null,
            text: overfort
              ? `Ingående balans för ${ar} är inte bokförd: saldona är de som ${ar - 1} slutade med`
              : `Ingående balans för ${ar} är inte bokförd, och inget är bokfört före ${ar}`,
          },
        ]),
    ...(ejAvslutat
      ? obalans(
          'ej-avslutade-ar',
          ejAvslutat.utgaendeOre,
          'Tidigare års resultat är inte omfört till eget kapital',
        )
      : []),
  ];
}
