import { finansieringsunderlag, PARTER } from '#finansiering/public.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats, Figurterm } from '../stomme/figur.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import { medelIBudgeten, medelIHuvudboken, type Medelsurval } from './medel-i-boken.js';
import { del, partensDelar, somUppgifter } from './medelshandelser.js';
import {
  arSkillnad,
  hittaMedelsrad,
  huvudmannensId,
  partensId,
  RUBRIKER,
  SKILLNADER,
  vemsMedel,
  type Handelsekolumn,
  type Medelsplats,
  type Skillnadskolumn,
} from './medelsplats.js';
import type { Finansieringsrapport, Forbundsfinansiering } from './rader.js';

/** A figure of where the medel stand, with the events and the money that it was made of. */
export async function finansieringensFigur(
  sql: TransactionSql,
  s: Rapportsammanhang,
  rapport: Finansieringsrapport,
  { rad, kolumn }: Figurplats,
): Promise<Figur | undefined> {
  const plats = hittaMedelsrad(rapport, rad);
  const kolumnrubrik = RUBRIKER[kolumn];
  if (!plats || kolumnrubrik === undefined) return undefined;
  const delar = await oppna(sql, s, plats, rad, kolumn);
  return delar && { rad, kolumn, etikett: plats.etikett, kolumnrubrik, definition: null, ...delar };
}

type Delar = Pick<Figur, 'ore' | 'antal' | 'formel' | 'termer' | 'bidrag' | 'uppgifter'>;

async function oppna(
  sql: TransactionSql,
  s: Rapportsammanhang,
  plats: Medelsplats,
  id: string,
  kolumn: string,
): Promise<Delar | undefined> {
  const { f, rad } = plats;
  if (id === f.forbund) return forbundets(sql, s, f, kolumn);
  switch (kolumn) {
    case 'beslutat':
      if (plats.part === undefined && f.beslutatEnligt === 'budget')
        return {
          ...{ ore: f.budgetOre, termer: [], bidrag: await medelIBudgeten(sql, s, f.forbund) },
          formel: 'Beslutat: styrelsens budget för medel, eftersom alla huvudmäns beslut inte är kända.',
        };
      return medHandelser(sql, s, plats, kolumn);
    case 'fakturerat':
    case 'mottaget':
    case 'periodiserat':
    case 'obetalt':
    case 'forutbetalt':
      return medHandelser(sql, s, plats, kolumn);
    case 'bokfort':
      return {
        ore: rad.bokfortOre,
        formel: 'Bokfört: det som står på medelsposterna.',
        termer: [],
        bidrag: await medelIHuvudboken(sql, s, {
          forbund: f.forbund,
          slag: 'intakt',
          faktor: -1n,
          vems: vemsMedel(plats),
        }),
      };
    case 'andelBokfortPromille':
      return {
        ore: null,
        antal: { varde: rad.andelBokfort, enhet: 'promille' },
        formel: 'Andel bokfört = bokfört ÷ beslutat.',
        termer: [
          { rad: id, kolumn: 'bokfort', etikett: 'Bokfört', faktor: 1n, ore: rad.bokfortOre },
          { rad: id, kolumn: 'beslutat', etikett: 'Beslutat', faktor: 1n, ore: rad.beslutatOre },
        ],
        bidrag: [],
      };
    case 'ofordelat':
      return rad.ofordelatOre === undefined ? undefined : ofordelat(sql, s, plats, rad.ofordelatOre);
    default:
      return undefined;
  }
}

/** What stands on the row of the förbund itself: out of its ledger and its budget. */
async function forbundets(
  sql: TransactionSql,
  s: Rapportsammanhang,
  f: Forbundsfinansiering,
  kolumn: string,
): Promise<Delar | undefined> {
  const ledgern = async (
    ore: Ore | null,
    formel: string,
    u: Omit<Medelsurval, 'vems' | 'forbund'> & Partial<Pick<Medelsurval, 'vems'>>,
  ): Promise<Delar> => ({
    ...{ ore, formel, termer: [] },
    bidrag: await medelIHuvudboken(sql, s, { forbund: f.forbund, vems: () => true, ...u }),
  });
  switch (kolumn) {
    case 'budget':
      return {
        ...{ ore: f.budgetOre, termer: [], bidrag: await medelIBudgeten(sql, s, f.forbund) },
        formel: 'Budget: raderna för medel i styrelsens budget.',
      };
    case 'bokfortUtanHuvudman':
      return ledgern(f.bokfortUtanHuvudmanOre, 'Bokfört på medelsposter som inte säger vems pengarna är.', {
        ...{ slag: 'intakt', faktor: -1n, vems: (v) => v.part === null },
      });
    case 'bokfordSkuld':
      return ledgern(f.bokfordSkuldOre, 'Utgående balans på medelsposter som är skulder.', {
        ...{ slag: 'skuld', faktor: -1n },
      });
    case 'bokfordFordran':
      return ledgern(f.bokfordFordranOre, 'Utgående balans på medelsposter som är fordringar.', {
        ...{ slag: 'tillgang', faktor: 1n },
      });
    default:
      return undefined;
  }
}

/** The events of a column, as they count on a row. */
async function medHandelser(
  sql: TransactionSql,
  s: Rapportsammanhang,
  plats: Medelsplats,
  kolumn: Handelsekolumn | Skillnadskolumn,
): Promise<Delar> {
  const { f, rad } = plats;
  const ore = rad[`${kolumn}Ore`];
  const formel = arSkillnad(kolumn)
    ? `${RUBRIKER[kolumn] ?? kolumn} = ${SKILLNADER[kolumn].join(' − ')}.`
    : `${RUBRIKER[kolumn] ?? kolumn}: det som är registrerat till och med dagen.`;
  const termer = termerna(plats, kolumn);
  if (ore === null) return { ore, formel, termer, bidrag: [] };
  const underlag = await finansieringsunderlag(sql, { ...s, forbund: f.forbund, per: tillDag(s) });
  const delar = PARTER.filter((p) => plats.part === undefined || p === plats.part).flatMap((part) =>
    partensDelar(underlag, { ...plats, part }, kolumn, tillDag(s)),
  );
  return { ore, formel, termer, bidrag: [], uppgifter: somUppgifter(f, delar) };
}

/** A sum is that of its parts; a difference on a row is that of two of its columns. */
function termerna(plats: Medelsplats, kolumn: Handelsekolumn | Skillnadskolumn): Figurterm[] {
  const { f, rad, part, medlem } = plats;
  if (part === undefined)
    return f.parter.map((p) => ({
      ...{ rad: partensId(f.forbund, p.part), kolumn, etikett: p.part, faktor: 1n },
      ore: p[`${kolumn}Ore`],
    }));
  if (!arSkillnad(kolumn)) return [];
  const id = medlem === undefined ? partensId(f.forbund, part) : huvudmannensId(f.forbund, part, medlem);
  return SKILLNADER[kolumn].map((k, n) => ({
    ...{ rad: id, kolumn: k, etikett: RUBRIKER[k] ?? k, faktor: n === 0 ? 1n : -1n },
    ore: rad[`${k}Ore`],
  }));
}

/** What is decided of a part as a whole beyond what its members have decided. */
async function ofordelat(
  sql: TransactionSql,
  s: Rapportsammanhang,
  plats: Medelsplats,
  ore: Ore | null,
): Promise<Delar> {
  const { f, part } = plats;
  const formel = 'Ofördelat = beslutat för hela parten − det som medlemmarna har beslutat.';
  const partens = f.parter.find((p) => p.part === part);
  if (ore === null || !partens) return { ore, formel, termer: [], bidrag: [] };
  const { beslutade } = await finansieringsunderlag(sql, { ...s, forbund: f.forbund, per: tillDag(s) });
  const delar = beslutade
    .filter((r) => r.part === part)
    .map((r) => del(r, r.medlem === null ? r.beloppOre : -r.beloppOre, `Beslutat ${r.den}`, r.stod));
  return {
    ...{ ore, formel, bidrag: [] },
    termer: partens.huvudman
      .filter((h) => h.beslutatOre !== null)
      .map((h) => ({
        ...{ rad: huvudmannensId(f.forbund, partens.part, h.medlem), kolumn: 'beslutat' },
        ...{ etikett: h.namn ?? partens.part, faktor: h.medlem === null ? 1n : -1n, ore: h.beslutatOre },
      })),
    uppgifter: somUppgifter(f, delar),
  };
}
