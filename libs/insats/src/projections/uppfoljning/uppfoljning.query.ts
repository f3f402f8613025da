import type { Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Cell } from './celler.js';
import {
  publiceradeRapporter,
  publiceradeUtfall,
  type PubliceradRapport,
  type PubliceratUtfall,
  type Rapportrad,
  type Utfallsrad,
} from './publicering.js';

interface Fraga {
  readonly forbund: readonly ForbundId[];
  readonly insats?: InsatsId;
  readonly ordinal: number;
  /** Periods that ended by this day; all of them without it. */
  readonly per: Datum | undefined;
}

interface Vilken {
  readonly forbund: ForbundId;
  readonly insats: InsatsId;
}

/** A follow-up: how it was first told, and every correction; the last one stands. */
export interface Uppfoljning extends Vilken {
  readonly versioner: readonly PubliceradRapport[];
}

export interface PubliceratMal extends Vilken {
  readonly mal: string;
  readonly fran: Datum;
  readonly till: Datum;
  readonly indikator: string;
  readonly enhet: string;
  readonly riktning: 'minst' | 'hogst';
  readonly malvardeHundradelar: number;
  /** By period; of each, how it was first told and every correction. */
  readonly utfall: readonly {
    readonly fran: Datum;
    readonly till: Datum;
    readonly versioner: readonly PubliceratUtfall[];
  }[];
}

const nyckel = ({ forbund, insats }: Vilken): string => `${forbund}--${insats}`;

function grupperade<R>(rader: readonly R[], efter: (r: R) => string): Map<string, R[]> {
  const ut = new Map<string, R[]>();
  for (const r of rader) ut.set(efter(r), [...(ut.get(efter(r)) ?? []), r]);
  return ut;
}

/** Follow-ups of insatser as they may be published, by insats, in the order of their periods. */
export async function publiceradUppfoljning(sql: TransactionSql, f: Fraga): Promise<Uppfoljning[]> {
  const ut: Uppfoljning[] = [];
  for (const rader of (await rapporterna(sql, f)).values()) {
    const [forsta] = rader;
    if (!forsta) continue;
    const { forbund, insats } = forsta;
    for (const versioner of publiceradeRapporter(rader.map(({ forbund: _, insats: __, ...r }) => r)))
      ut.push({ forbund, insats, versioner });
  }
  const galler = (u: Uppfoljning): PubliceradRapport | undefined => u.versioner.at(-1);
  const plats = (u: Uppfoljning): string => `${nyckel(u)}|${galler(u)?.fran ?? ''}|${galler(u)?.till ?? ''}`;
  return ut
    .filter((u) => f.per === undefined || (galler(u)?.till ?? '') <= f.per)
    .sort((a, b) => (plats(a) < plats(b) ? -1 : 1));
}

/** What of a table a question is about. */
const fragans = (sql: TransactionSql, f: Fraga) => sql`
  forbund = any(${[...f.forbund]}) and ordinal <= ${f.ordinal}
  ${f.insats === undefined ? sql`` : sql`and insats = ${f.insats}`}`;

async function rapporterna(sql: TransactionSql, f: Fraga): Promise<Map<string, (Rapportrad & Vilken)[]>> {
  const bland = fragans(sql, f);
  const [rader, tal] = await Promise.all([
    sql<(Omit<Rapportrad, 'celler'> & Vilken & { ordinal: bigint })[]>`
      select ordinal, forbund, insats, nummer, rattar, fran, till, orsak from uppfoljning.rapport
      where ${bland} order by ordinal`,
    sql<{ ordinal: bigint; cell: string; antal: bigint; del_av: string | null }[]>`
      select ordinal, cell, antal, del_av from uppfoljning.tal
      where ordinal in (select ordinal from uppfoljning.rapport where ${bland}) order by ordinal, nr`,
  ]);
  const celler = new Map<bigint, Cell[]>();
  for (const { ordinal, cell, antal, del_av } of tal)
    celler.set(ordinal, [...(celler.get(ordinal) ?? []), { cell, antal: Number(antal), delAv: del_av }]);
  return grupperade(
    rader.map(({ ordinal, ...r }) => ({ ...r, celler: celler.get(ordinal) ?? [] })),
    nyckel,
  );
}

type Malrad = Omit<PubliceratMal, 'utfall' | 'malvardeHundradelar'> & { malvarde_hundradelar: bigint };
type Utfall = Vilken & {
  mal: string;
  fran: Datum;
  till: Datum;
  malfran: Datum;
  maltill: Datum;
  taljare: bigint | null;
  namnare: bigint | null;
  hundradelar: bigint | null;
  orsak: string | null;
};

/** Goals with what came out of them, as they may be published; of outcomes, those of periods that ended by `per`. */
export async function publiceradeMal(sql: TransactionSql, f: Fraga): Promise<PubliceratMal[]> {
  const bland = fragans(sql, f);
  const mal = sql<Malrad[]>`
    select distinct on (forbund, insats, fran, till, mal) forbund, insats, mal, fran, till, indikator, enhet, riktning, malvarde_hundradelar
    from uppfoljning.mal where ${bland}
    order by forbund, insats, fran, till, mal, ordinal desc`;
  // An outcome is held against the goal of the closest period around its own.
  const utfall = sql<Utfall[]>`
    select u.forbund, u.insats, u.mal, u.fran, u.till, m.fran as malfran, m.till as maltill, u.taljare, u.namnare, u.hundradelar, u.orsak
    from (select * from uppfoljning.malutfall where ${bland}) u
    cross join lateral (
      select fran, till from uppfoljning.mal m
      where (m.forbund, m.insats, m.mal) = (u.forbund, u.insats, u.mal) and m.fran <= u.fran and m.till >= u.till and m.ordinal <= ${f.ordinal}
      order by m.fran desc, m.till limit 1
    ) m
    ${f.per === undefined ? sql`` : sql`where u.till <= ${f.per}`}
    order by u.fran, u.till, u.ordinal`;
  const [malen, utfallen, rapporter] = await Promise.all([mal, utfall, rapporterna(sql, f)]);
  return malen.map(({ malvarde_hundradelar, ...m }) => {
    const malet = { ...m, malvardeHundradelar: Number(malvarde_hundradelar) };
    const egna = utfallen.filter(
      (u) => nyckel(u) === nyckel(m) && u.mal === m.mal && u.malfran === m.fran && u.maltill === m.till,
    );
    const perioder = grupperade(egna, (u) => `${u.fran}|${u.till}`);
    return {
      ...malet,
      utfall: [...perioder.values()].map((versioner) => {
        const { fran, till } = versioner[0] as Utfall;
        const baser = baserna(rapporter.get(nyckel(m)) ?? [], { fran, till });
        return { fran, till, versioner: publiceradeUtfall(malet, versioner.map(somUtfallsrad), baser) };
      }),
    };
  });
}

const tal = (n: bigint | null): number | null => (n === null ? null : Number(n));
const somUtfallsrad = ({ taljare, namnare, hundradelar, orsak }: Utfall): Utfallsrad => ({
  taljare: tal(taljare),
  namnare: tal(namnare),
  hundradelar: tal(hundradelar),
  orsak,
});

/** What a share for a period can be of: those who began, ended, or were asked, in any version. */
const BASER = ['startade', 'avslutade', 'stegforflyttning.namnare'];
const baserna = (rapporter: readonly Rapportrad[], { fran, till }: { fran: Datum; till: Datum }): number[] =>
  rapporter
    .filter((r) => r.fran === fran && r.till === till)
    .flatMap((r) => r.celler.filter((c) => BASER.includes(c.cell)).map((c) => c.antal));
