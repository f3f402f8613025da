import type { Event } from '#kernel/handelse.js';
import type { StoredEvent } from '#event-store/event-store.js';
import type { TransactionSql } from './anslutning.js';
import { Projektion } from './projektion.js';

export type Bokford = Event<'Bokford', { konto: string; beloppOre: bigint }>;

export const bokford = (konto: string, beloppOre: bigint): Bokford => ({
  typ: 'Bokford',
  data: { konto, beloppOre },
});
export const annat = (): Event => ({ typ: 'NagotAnnat', data: {} });

/** Adds up per account and keeps each row: an event that is applied twice, or not at all, shows in both tables. */
export class Saldo extends Projektion {
  override readonly namn: string = 'saldo';
  override readonly version: number = 1;
  override readonly typer = ['Bokford'];
  override readonly tabeller: string = `
    create table rad (ordinal bigint primary key, konto text not null, belopp_ore bigint not null);
    create table saldo (konto text primary key, belopp_ore bigint not null, antal int not null);`;

  /** Calls so far. */
  anrop = 0;
  /** Runs after the rows are written, before the transaction ends. */
  efterat: ((sql: TransactionSql, handelser: readonly StoredEvent[]) => Promise<void>) | undefined;

  override async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    this.anrop += 1;
    const data = (handelser as readonly StoredEvent<Bokford>[]).map((h) => h.data);
    const nya = sql`unnest(
      ${handelser.map((h) => h.ordinal)}::bigint[], ${data.map((d) => d.konto)}::text[],
      ${data.map((d) => d.beloppOre.toString())}::bigint[]
    ) as ny (ordinal, konto, belopp_ore)`;
    await sql`insert into rad select * from ${nya}`;
    await sql`insert into saldo as s (konto, belopp_ore, antal)
      select konto, sum(belopp_ore)::bigint, count(*)::int from ${nya} group by konto
      on conflict (konto) do update
      set belopp_ore = s.belopp_ore + excluded.belopp_ore, antal = s.antal + excluded.antal`;
    await this.efterat?.(sql, handelser);
  }
}
