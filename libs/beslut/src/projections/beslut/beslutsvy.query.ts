import type { Datum } from '#kernel/datum.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Beslutsref, Overklagandeutfall } from '../../domain/beslut.events.js';
import type { Beslutsrad } from './beslut.query.js';
import {
  beslutslage,
  type Beslutsfakta,
  type Beslutslage,
  type Overklagande,
  type Protokollssteg,
  type Upphorande,
} from './beslutslage.js';

/** A beslut with where it stands on a day, and how it hangs together with others. */
export interface Beslutsvy {
  readonly rad: Beslutsrad;
  readonly lage: Beslutslage;
  readonly overklaganden: readonly Overklagande[];
  readonly faststaller: readonly Beslutsref[];
  readonly faststalltAv: readonly Beslutsref[];
  /** Earlier beslut of the förbund that it ended. */
  readonly upphaver: readonly BeslutId[];
}

const nyckeln = (forbund: ForbundId, nyckel: Nyckel): string => `${forbund}/${nyckel}`;

/** Rows by the beslut or sammanträde that they are about. */
function per<R>(rader: readonly R[], av: (rad: R) => string): (nyckel: string) => R[] {
  const ut = new Map<string, R[]>();
  for (const rad of rader) ut.set(av(rad), [...(ut.get(av(rad)) ?? []), rad]);
  return (nyckel) => ut.get(nyckel) ?? [];
}

interface Nycklar {
  readonly forbund: string[];
  readonly nyckel: string[];
}
type Nyckelrad = { forbund: ForbundId; beslut: BeslutId };

const protokollsstegen = (sql: TransactionSql, { forbund, nyckel }: Nycklar, ordinal: number) =>
  sql<(Protokollssteg & { forbund: ForbundId; sammantrade: Nyckel })[]>`
    select forbund, sammantrade, steg, den, paragrafer, rattelse from beslut.protokollssteg p
    join unnest(${forbund}::text[], ${nyckel}::text[]) as v (forbund, sammantrade) using (forbund, sammantrade)
    where p.ordinal <= ${ordinal} order by p.ordinal`;

/** The day that each sammanträde was held. */
const hallna = (sql: TransactionSql, { forbund, nyckel }: Nycklar, ordinal: number) =>
  sql<{ forbund: ForbundId; sammantrade: Nyckel; fran: Datum }[]>`
    select forbund, sammantrade, fran from beslut.sammantrade s
    join unnest(${forbund}::text[], ${nyckel}::text[]) as v (forbund, sammantrade) using (forbund, sammantrade)
    where s.skede = 'hallet' and s.ordinal <= ${ordinal} and (s.upphor is null or s.upphor > ${ordinal})`;

const overklagandestegen = (sql: TransactionSql, { forbund, nyckel }: Nycklar, ordinal: number) =>
  sql<
    (Nyckelrad & {
      overklagande: Nyckel;
      den: Datum;
      malnummer: string | null;
      utfall: Overklagandeutfall | null;
    })[]
  >`
    select forbund, beslut, overklagande, den, malnummer, utfall from beslut.overklagandesteg o
    join unnest(${forbund}::text[], ${nyckel}::text[]) as v (forbund, beslut) using (forbund, beslut)
    where o.ordinal <= ${ordinal} order by o.ordinal`;

const upphorandena = (sql: TransactionSql, { forbund, nyckel }: Nycklar, ordinal: number) =>
  sql<(Nyckelrad & Upphorande)[]>`
    select distinct u.ordinal, forbund, u.beslut, u.slag, u.av, u.den from beslut.upphorande u
    join unnest(${forbund}::text[], ${nyckel}::text[]) as v (forbund, beslut) using (forbund)
    where (u.beslut = v.beslut or u.av = v.beslut) and u.ordinal <= ${ordinal} order by u.ordinal`;

const faststallandena = (sql: TransactionSql, { forbund, nyckel }: Nycklar, ordinal: number) =>
  sql<(Nyckelrad & { faststallt_forbund: ForbundId; faststallt: BeslutId })[]>`
    select distinct f.* from unnest(${forbund}::text[], ${nyckel}::text[]) as v (forbund, beslut)
    join beslut.faststallande f on (f.forbund, f.beslut) = (v.forbund, v.beslut)
      or (f.faststallt_forbund, f.faststallt) = (v.forbund, v.beslut)
    where f.ordinal <= ${ordinal} order by f.ordinal, f.faststallt_forbund, f.faststallt`;

/** An appeal's coming in and its end → one. */
function overklagandena(
  steg: readonly {
    overklagande: Nyckel;
    den: Datum;
    malnummer: string | null;
    utfall: Overklagandeutfall | null;
  }[],
): Overklagande[] {
  const ut = new Map<Nyckel, Overklagande>();
  for (const { overklagande, den, malnummer, utfall } of steg) {
    const fore = ut.get(overklagande);
    ut.set(
      overklagande,
      fore ? { ...fore, utfall, avgjort: den } : { overklagande, den, malnummer, utfall, avgjort: null },
    );
  }
  return [...ut.values()];
}

/** The rows with all that is known of them at the ordinal, and where they stand on the day: a query per table, whatever the number of rows. */
export async function beslutsvyer(
  sql: TransactionSql,
  rader: readonly Beslutsrad[],
  vid: { readonly ordinal: number; readonly per: Datum },
): Promise<Beslutsvy[]> {
  const { ordinal } = vid;
  const beslut = { forbund: rader.map((r) => r.forbund), nyckel: rader.map((r) => r.beslut) };
  const iProtokoll = rader.filter((r) => r.sammantrade !== null);
  const moten = {
    forbund: iProtokoll.map((r) => r.forbund),
    nyckel: iProtokoll.map((r) => r.sammantrade ?? ''),
  };
  const motesnyckel = (r: { forbund: ForbundId; sammantrade: Nyckel | null }) =>
    nyckeln(r.forbund, r.sammantrade ?? '');
  const egen = (r: Nyckelrad) => nyckeln(r.forbund, r.beslut);
  const [stegrader, hallnarader, overklaganderader, slut, faststallt] = await Promise.all([
    protokollsstegen(sql, unika(moten), ordinal),
    hallna(sql, unika(moten), ordinal),
    overklagandestegen(sql, beslut, ordinal),
    upphorandena(sql, beslut, ordinal),
    faststallandena(sql, beslut, ordinal),
  ]);
  const steg = per(stegrader, motesnyckel);
  const hallet = per(hallnarader, motesnyckel);
  const overklagat = per(overklaganderader, egen);
  const upphort = per(slut, egen);
  const upphaver = per(slut, (u) => nyckeln(u.forbund, u.av));
  const faststaller = per(faststallt, egen);
  const faststalltAv = per(faststallt, (f) => nyckeln(f.faststallt_forbund, f.faststallt));
  return rader.map((rad): Beslutsvy => {
    const nyckel = egen(rad);
    const fakta: Beslutsfakta = {
      paragraf: rad.paragraf,
      hallet: rad.sammantrade === null ? null : (hallet(motesnyckel(rad))[0]?.fran ?? null),
      protokollssteg: rad.sammantrade === null ? [] : steg(motesnyckel(rad)),
      overklaganden: overklagandena(overklagat(nyckel)),
      upphoranden: upphort(nyckel).map(({ slag, av, den }) => ({ slag, av, den })),
    };
    return {
      rad,
      lage: beslutslage(fakta, vid.per),
      overklaganden: fakta.overklaganden,
      faststaller: faststaller(nyckel).map((f) => ({ forbund: f.faststallt_forbund, beslut: f.faststallt })),
      faststalltAv: faststalltAv(nyckel).map((f) => ({ forbund: f.forbund, beslut: f.beslut })),
      upphaver: upphaver(nyckel).map((u) => u.beslut),
    };
  });
}

/** Many beslut stand in one protokoll: its steps are read once. */
function unika({ forbund, nyckel }: Nycklar): Nycklar {
  const sedda = new Map(forbund.map((f, n) => [nyckeln(f, nyckel[n] ?? ''), n]));
  const platser = [...sedda.values()];
  return { forbund: platser.map((n) => forbund[n] ?? ''), nyckel: platser.map((n) => nyckel[n] ?? '') };
}
