import { arsStart } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Kalla } from '../stomme/belopp.js';
import type { Figur, Figurbidrag, Figurplats, Figurterm } from '../stomme/figur.js';
import { lasBelopp, lasBeloppsunderlag } from '../stomme/las-belopp.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import type { Budgetuppfoljning, Uppfoljningsrad, Uppfoljningssumma } from './budgetuppfoljning.js';

/** Rows by id: a line, a förbund's sum, the sum of all. */
export const radensId = (r: Pick<Uppfoljningsrad, 'forbund' | 'post'>): string => `${r.forbund}/${r.post}`;
export const forbundssummansId = (forbund: string): string => `${forbund}/summa`;
export const SUMMANS_ID = 'summa';

type Kolumn = 'budget' | 'utfall' | 'prognos' | 'avvikelse' | 'prognosBeraknad';
const RUBRIKER: Readonly<Record<Kolumn, string>> = {
  budget: 'Budget',
  utfall: 'Utfall',
  prognos: 'Prognos',
  avvikelse: 'Avvikelse',
  prognosBeraknad: 'Beräknad',
};
const arKolumn = (kolumn: string): kolumn is Kolumn => kolumn in RUBRIKER;

interface Uppfoljningsfigur {
  readonly etikett: string;
  readonly summa: Uppfoljningssumma;
  readonly beraknadOre: Ore | null;
  /** The lines that it is the sum of: itself, for a line. */
  readonly rader: readonly Uppfoljningsrad[];
  readonly arSumma: boolean;
}

function hitta(rapport: Budgetuppfoljning, id: string): Uppfoljningsfigur | undefined {
  const rad = rapport.rader.find((r) => radensId(r) === id);
  if (rad)
    return {
      ...{ etikett: rad.rad, summa: rad, rader: [rad], arSumma: false },
      beraknadOre: rad.prognosBeraknad?.beloppOre ?? null,
    };
  const forbund = rapport.forbund.find((f) => forbundssummansId(f.forbund) === id);
  const summa = forbund?.summa ?? (id === SUMMANS_ID ? rapport.summa : undefined);
  if (!summa) return undefined;
  const rader = rapport.rader.filter((r) => !forbund || r.forbund === forbund.forbund);
  return { etikett: forbund?.namn ?? rapport.omfattning, summa, beraknadOre: null, rader, arSumma: true };
}

const beloppet = (f: Uppfoljningsfigur, kolumn: Kolumn): Ore | null =>
  kolumn === 'prognosBeraknad' ? f.beraknadOre : f.summa[`${kolumn}Ore`];

/** A figure of the follow-up, with the money that it was made of. */
export async function uppfoljningensFigur(
  sql: TransactionSql,
  s: Rapportsammanhang,
  rapport: Budgetuppfoljning,
  { rad, kolumn }: Figurplats,
): Promise<Figur | undefined> {
  const funnen = hitta(rapport, rad);
  if (!funnen || !arKolumn(kolumn)) return undefined;
  const ore = beloppet(funnen, kolumn);
  const bidrag = ore === null ? [] : await bidragen(sql, s, funnen, kolumn);
  return {
    ...{ rad, kolumn, ore, bidrag },
    etikett: funnen.etikett,
    kolumnrubrik: RUBRIKER[kolumn],
    formel:
      kolumn === 'avvikelse'
        ? 'Avvikelse = prognos − budget.'
        : funnen.arSumma
          ? `${RUBRIKER[kolumn]}: summan av raderna.`
          : `${RUBRIKER[kolumn]}: postens egna pengar.`,
    definition: null,
    termer:
      kolumn === 'avvikelse'
        ? [term(rad, 'prognos', funnen, 1n), term(rad, 'budget', funnen, -1n)]
        : funnen.arSumma
          ? funnen.rader.map((r) => term(radensId(r), kolumn, hitta(rapport, radensId(r)) ?? funnen, 1n))
          : [],
  };
}

const term = (rad: string, kolumn: Kolumn, figur: Uppfoljningsfigur, faktor: 1n | -1n): Figurterm => ({
  ...{ rad, kolumn, faktor },
  etikett:
    kolumn === 'prognos' || kolumn === 'budget' ? `${figur.etikett}, ${RUBRIKER[kolumn]}` : figur.etikett,
  ore: beloppet(figur, kolumn),
});

async function bidragen(
  sql: TransactionSql,
  s: Rapportsammanhang,
  { rader }: Uppfoljningsfigur,
  kolumn: Kolumn,
): Promise<Figurbidrag[]> {
  const forbund = [...new Set(rader.map((r) => r.forbund))];
  const underlag = await lasBeloppsunderlag(sql, { forbund, ordinal: s.ordinal });
  const valda = new Set(rader.map(radensId));
  const kallor = kallorna(s, kolumn);
  const belopp = await lasBelopp(
    sql,
    kallor.map((k) => k.kalla),
    { forbund, ordinal: s.ordinal, ...underlag },
  );
  return kallor.flatMap(({ kalla, faktor }, n) =>
    (belopp[n] ?? [])
      .filter((b) => valda.has(radensId(b)))
      .map((b): Figurbidrag => ({ kalla, belopp: b, faktor })),
  );
}

/** Income positive: a debit counts as minus. */
function kallorna({ ar, per }: Rapportsammanhang, kolumn: Kolumn): { kalla: Kalla; faktor: 1n | -1n }[] {
  const till = tillDag({ ar, per });
  const plan = (slag: 'budget' | 'prognos' | 'beraknad'): Kalla => ({ slag, ar, per });
  switch (kolumn) {
    case 'utfall':
      return [{ kalla: { slag: 'utfall', period: { fran: arsStart(ar), till } }, faktor: -1n }];
    case 'budget':
    case 'prognos':
      return [{ kalla: plan(kolumn), faktor: -1n }];
    case 'prognosBeraknad':
      return [{ kalla: plan('beraknad'), faktor: -1n }];
    case 'avvikelse':
      return [
        { kalla: plan('prognos'), faktor: -1n },
        { kalla: plan('budget'), faktor: 1n },
      ];
  }
}
