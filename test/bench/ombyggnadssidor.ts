// Other ways to the same ledger: PostgreSQL alone, and Emmett's own rebuild.
import { randomUUID } from 'node:crypto';
import { postgreSQLProjection, rebuildPostgreSQLProjections } from '@event-driven-io/emmett-postgresql';
import postgres from 'postgres';
import type { VerifikationBokford } from '#bokforing/public.js';
import { assert } from '#kernel/fel.js';
import { millisekunder, takt } from './matning.js';
import { emmettsSida, uppdrag } from './skrivsidor.js';
import { verifikation } from './verifikationer.js';

const HUVUDBOK = 'huvudbok';
/** What vouchers alone give rows in. */
const TABELLER = ['verifikation', 'rad', 'saldonyckel', 'saldo', 'bokford_dag'];

/** Empty tables like the ledger's, indexes and all, for `arbete`; then they are gone. */
async function medKopia<T>(url: string, arbete: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`create schema kopia`;
    for (const namn of TABELLER)
      await sql`create table kopia.${sql(namn)} (like ${sql(HUVUDBOK)}.${sql(namn)} including all)`;
    const svar = await arbete(sql);
    await sql`drop schema kopia cascade`;
    return svar;
  } finally {
    await sql.end();
  }
}

/**
 * The floor: PostgreSQL writes the same rows into the same tables with the same indexes, from tables of its own, with no
 * event read, nothing decided and nobody to talk to.
 */
export const skrivSammaRader = (url: string): Promise<number> =>
  medKopia(url, (sql) =>
    millisekunder(async () => {
      for (const namn of TABELLER)
        await sql`insert into kopia.${sql(namn)} select * from ${sql(HUVUDBOK)}.${sql(namn)}`;
    }),
  );

/**
 * Raw SQL: the ledger as one statement a table over all stored events, in one transaction. It knows vouchers alone, can
 * neither go on from where it was nor upcast, and holds all of history at once.
 * @param granska whether every row is held against the ledger's own
 */
export const byggOmMedSql = (url: string, granska: boolean): Promise<number> =>
  medKopia(url, async (sql) => {
    const ms = await millisekunder(() =>
      sql.begin(async (tx) => {
        await tx`
          insert into kopia.verifikation
          select ordinal, d ->> 'forbund', (d ->> 'ar')::int, d ->> 'serie', (d ->> 'nummer')::int, (d ->> 'datum')::date,
            d ->> 'text', d ->> 'dokument', null, recorded_at, m ->> 'vem', m #>> '{skal,slag}', m #>> '{skal,text}'
          from (select ordinal, recorded_at, data::json as d, metadata::json as m from handelser.handelse) h`;
        await tx`
          insert into kopia.rad
          select h.ordinal, r.nr - 1, d ->> 'forbund', (d ->> 'datum')::date, rad ->> 'konto', coalesce(rad ->> 'insats', ''),
            coalesce(rad ->> 'motpart', ''), (rad ->> 'beloppOre')::bigint, 1
          from (select ordinal, data::json as d from handelser.handelse) h
          cross join lateral json_array_elements(h.d -> 'rader') with ordinality as r (rad, nr)`;
        await tx`
          create temporary table rorelse on commit drop as
          select r.forbund, v.ar, extract(month from r.datum)::int as manad, konto, insats, motpart, ordinal, min(nr) as nr,
            sum(belopp_ore)::bigint as rorelse, sum(greatest(belopp_ore, 0))::bigint as debet, sum(uppgift)::int as uppgifter
          from kopia.rad r join kopia.verifikation v using (ordinal)
          group by 1, 2, 3, 4, 5, 6, 7`;
        await tx`
          insert into kopia.saldonyckel
          select distinct on (forbund, ar, manad, konto, insats, motpart) forbund, ar, manad, konto, insats, motpart, ordinal, nr,
            max(ordinal) over w, sum(rorelse) over w, sum(debet) over w, sum(uppgifter) over w
          from rorelse window w as (partition by forbund, ar, manad, konto, insats, motpart)
          order by forbund, ar, manad, konto, insats, motpart, ordinal`;
        await tx`
          insert into kopia.saldo
          select first_value(ordinal) over w, first_value(nr) over w, ordinal, sum(rorelse) over w, sum(debet) over w,
            sum(uppgifter) over w
          from rorelse window w as (partition by forbund, ar, manad, konto, insats, motpart order by ordinal)`;
        await tx`
          insert into kopia.bokford_dag
          select forbund, ar, datum, min(ordinal) from kopia.verifikation group by 1, 2, 3`;
      }),
    );
    if (granska) for (const namn of TABELLER) await kontrolleraLika(sql, namn);
    return ms;
  });

async function kontrolleraLika(sql: postgres.Sql, namn: string): Promise<void> {
  const vara = sql`select * from ${sql(HUVUDBOK)}.${sql(namn)}`;
  const deras = sql`select * from kopia.${sql(namn)}`;
  const [rad] = await sql<{ skilda: bigint; antal: bigint }[]>`
    select (select count(*) from ((${vara} except ${deras}) union all (${deras} except ${vara})) s) as skilda,
      (select count(*) from (${vara}) v) as antal`;
  assert(Number(rad?.skilda) === 0 && Number(rad?.antal) > 0, `${namn}: ${rad?.skilda} rader skiljer`);
}

export interface Emmettsida {
  /** Events per second of one rebuild. */
  readonly byggOm: () => Promise<number>;
  readonly stang: () => Promise<void>;
}

/** Emmett's store with so many vouchers, and a projection of it that keeps the vouchers and their rows, without balances. */
export async function emmettsLiggare(url: string, antal: number): Promise<Emmettsida> {
  const sida = await emmettsSida(url, 1);
  for (let n = 0; n < antal; n++) await sida.lagg(uppdrag(`bokforing-${n}`, 0, [verifikation(n, antal)]));
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`
    create table verifikation (position bigint primary key, forbund text not null, ar int not null, serie text not null,
      nummer int not null, datum date not null, text text not null)`;
  await sql`
    create table rad (position bigint not null, nr int not null, konto text not null, insats text not null, belopp_ore bigint not null,
      primary key (position, nr))`;
  const projektion = postgreSQLProjection<EmmettsVerifikation>({
    name: 'huvudbok',
    canHandle: ['VerifikationBokford'],
    truncate: async ({ connection }) => {
      await connection.client.query('truncate verifikation, rad');
    },
    handle: async (handelser, { connection }) => {
      for (const { data, metadata } of handelser) {
        const position = metadata.globalPosition.toString();
        const { forbund, ar, serie, nummer, datum, text, rader } = data;
        await connection.client.query('insert into verifikation values ($1, $2, $3, $4, $5, $6, $7)', [
          ...[position, forbund, ar, serie, nummer, datum, text],
        ]);
        await connection.client.query(
          'insert into rad select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::bigint[])',
          [
            ...[position, rader.map((_, nr) => nr), rader.map((r) => r.konto)],
            ...[rader.map((r) => r.insats ?? ''), rader.map((r) => r.beloppOre)],
          ],
        );
      }
    },
  });
  return {
    byggOm: () =>
      takt(antal, async () => {
        // Without a name of its own it would go on from where the last one stood.
        const konsument = rebuildPostgreSQLProjections({
          connectionString: url,
          projection: projektion,
          processorId: randomUUID(),
          startFrom: 'BEGINNING',
        });
        await konsument.start();
        await konsument.close();
        const [rad] = await sql<{ antal: bigint }[]>`select count(*) as antal from verifikation`;
        assert(Number(rad?.antal) === antal, `Emmett byggde om ${rad?.antal} av ${antal}`);
      }),
    stang: async () => {
      await sql.end();
      await sida.stang();
    },
  };
}

type Rad = { readonly konto: string; readonly insats?: string; readonly beloppOre: number };
/** As Emmett gives it back: amounts are numbers in its JSON. */
interface EmmettsVerifikation {
  readonly type: 'VerifikationBokford';
  readonly data: Omit<VerifikationBokford['data'], 'rader'> & { readonly rader: readonly Rad[] };
}
