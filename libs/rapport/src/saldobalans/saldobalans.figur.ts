import { arFor, arsStart, dagenFore, arDatum, type Datum, type Period } from '#kernel/datum.js';
import type { ForbundId, Konto } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { Beloppsmatt, Figurkalla } from '../stomme/belopp.js';
import type { Figur, Figurbidrag, Figurplats, Figurterm } from '../stomme/figur.js';
import {
  arBalanskonto,
  periodsaldon,
  type Kontoplats,
  type Saldobelopp,
  type Saldounderlag,
} from './saldobalans.js';

/** Columns with a figure, by their names in JSON. */
const KOLUMNER = {
  ingaendeBalans: 'Ingående balans',
  ingaendeSaldo: 'Ingående saldo',
  debet: 'Debet',
  kredit: 'Kredit',
  utgaendeSaldo: 'Utgående saldo',
} as const;
type Kolumn = keyof typeof KOLUMNER;

const arKolumn = (text: string): text is Kolumn => text in KOLUMNER;

/** Which row: a konto, one of its places, a class, or a sum. The period is part of its name, so that the name is enough to find it. */
export interface Saldorad {
  readonly forbund: ForbundId;
  readonly fran: Datum;
  readonly vad: string;
  readonly insats?: string;
  readonly motpart?: string;
}

/** What stands for no insats or motpart. */
const INGEN = '-';

export const radensId = (forbund: ForbundId, fran: Datum, vad: string): string => `${forbund}/${fran}/${vad}`;
export const platsensVad = (p: Omit<Kontoplats, 'post'>): string =>
  `${p.konto}/${p.insats ?? INGEN}/${p.motpart ?? INGEN}`;

/** Undefined for what is no row. */
export function tolkaRad(id: string): Saldorad | undefined {
  const [forbund, fran, vad, insats, motpart, mer] = id.split('/');
  if (forbund === undefined || vad === undefined || mer !== undefined || !arDatum(fran)) return undefined;
  if ((insats === undefined) !== (motpart === undefined)) return undefined;
  return {
    forbund,
    fran,
    vad,
    ...(insats === undefined ? {} : { insats }),
    ...(motpart === undefined ? {} : { motpart }),
  };
}

const KLASS = /^klass-([1-8])$/;

/** The konton that a row adds. */
function hor({ vad, insats, motpart }: Saldorad): (p: Kontoplats) => boolean {
  if (vad === 'summa') return () => true;
  if (vad === 'balans') return (p) => arBalanskonto(p.konto);
  if (vad === 'resultat') return (p) => !arBalanskonto(p.konto);
  const klass = KLASS.exec(vad)?.[1];
  if (klass !== undefined) return (p) => p.konto.startsWith(klass);
  return (p) =>
    p.konto === vad &&
    (insats === undefined || ((p.insats ?? INGEN) === insats && (p.motpart ?? INGEN) === motpart));
}

type Plats = Saldobelopp & Kontoplats;

function bidraget(forbund: ForbundId, p: Plats, kolumn: Kolumn, period: Period): Figurbidrag {
  const { konto, insats, motpart, post } = p;
  const del = (kalla: Figurkalla, matt: Beloppsmatt, debetOre: Ore, faktor: 1n | -1n = 1n): Figurbidrag => ({
    kalla,
    belopp: { forbund, konto, insats, motpart, post, matt, debetOre },
    faktor,
  });
  const balans = (per: Datum): Figurkalla => ({ slag: 'saldo', per });
  const arsborjan = period.fran === arsStart(arFor(period.fran));
  switch (kolumn) {
    case 'debet':
      return del({ slag: 'brutto', sida: 'debet', period }, 'debet', p.debetOre);
    case 'kredit':
      return del({ slag: 'brutto', sida: 'kredit', period }, 'kredit', -p.kreditOre, -1n);
    case 'utgaendeSaldo':
      return del(balans(period.till), 'utgaende', p.utgaendeOre);
    case 'ingaendeSaldo':
      return arsborjan
        ? del(balans(period.till), 'ingaende', p.ingaendeOre)
        : del(balans(dagenFore(period.fran)), 'utgaende', p.ingaendeOre);
    case 'ingaendeBalans':
      return del(balans(period.till), 'ingaende', p.ingaendeBalansOre);
  }
}

const vardet = ({ belopp, faktor }: Figurbidrag): Ore => faktor * belopp.debetOre;

/** A figure of the period with the money that it is made of. */
export function saldobalansensFigur(
  u: Saldounderlag,
  period: Period,
  rad: Saldorad,
  { rad: id, kolumn }: Figurplats,
): Figur | undefined {
  if (!arKolumn(kolumn)) return undefined;
  const platser = periodsaldon(u.till, u.fore).filter(hor(rad));
  const [forsta] = platser;
  if (!forsta) return undefined;
  const utan = kolumn === 'ingaendeBalans' && platser.every((p) => !arBalanskonto(p.konto));
  const bidrag = utan ? [] : platser.map((p) => bidraget(u.forbund, p, kolumn, period));
  const { etikett, formel } = iOrd(rad, kolumn, u.kontonamn);
  return {
    ...{ rad: id, kolumn, etikett, kolumnrubrik: KOLUMNER[kolumn] },
    ...{ ore: utan ? null : summa(bidrag.map(vardet)), formel, definition: null, bidrag },
    termer: kolumn === 'utgaendeSaldo' ? termerna(u.forbund, platser, period, id) : [],
  };
}

/** What stood, what was debited and what was credited are what stands. */
function termerna(forbund: ForbundId, platser: readonly Plats[], period: Period, rad: string): Figurterm[] {
  const delar: readonly [Kolumn, 1n | -1n][] = [
    ['ingaendeSaldo', 1n],
    ['debet', 1n],
    ['kredit', -1n],
  ];
  return delar.map(([kolumn, faktor]) => ({
    ...{ rad, kolumn, etikett: KOLUMNER[kolumn], faktor },
    ore: summa(platser.map((p) => vardet(bidraget(forbund, p, kolumn, period)))),
  }));
}

const SUMMOR: Readonly<Record<string, string>> = {
  summa: 'Summa alla konton',
  balans: 'Summa balanskonton',
  resultat: 'Summa resultatkonton',
};

const FORMLER: Readonly<Record<Kolumn, string>> = {
  ingaendeBalans: 'det som året öppnade med',
  ingaendeSaldo: 'det som stod när perioden började',
  debet: 'allt som debiterats under perioden, brutto',
  kredit: 'allt som krediterats under perioden, brutto',
  utgaendeSaldo: 'ingående saldo + debet − kredit',
};

function iOrd(
  rad: Saldorad,
  kolumn: Kolumn,
  kontonamn: (konto: Konto) => string | null,
): { etikett: string; formel: string } {
  const klass = KLASS.exec(rad.vad)?.[1];
  const plats = [rad.insats, rad.motpart].filter((x) => x !== undefined && x !== INGEN);
  const etikett =
    SUMMOR[rad.vad] ??
    (klass === undefined
      ? [`${rad.vad} ${kontonamn(rad.vad) ?? ''}`.trim(), ...plats].join(' · ')
      : `Summa klass ${klass}`);
  return { etikett, formel: `${etikett}: ${FORMLER[kolumn]}.` };
}
