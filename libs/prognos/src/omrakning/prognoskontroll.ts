import { Injectable } from '@nestjs/common';
import type { Ar } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { migrera, type Migrering } from '#read-store/migreringar.js';
import { ReadStore } from '#read-store/read-store.js';
import { METODVERSION } from '../domain/radprognos.js';
import type { Prognosjobb } from './prognosjobb.js';
import { TIDIGARE_AR } from './underlag.js';

const MIGRERINGAR: readonly Migrering[] = [
  {
    nr: 1,
    namn: 'kontrollerad',
    sql: `
      create table kontrollerad (
        forbund text not null,
        ar int not null,
        ordinal bigint not null,
        primary key (forbund, ar)
      );
      comment on table kontrollerad is 'how far each forecast has been checked; emptied, all are checked again';`,
  },
  {
    nr: 2,
    namn: 'kontrollerad per metodversion',
    sql: `
      delete from kontrollerad;
      alter table kontrollerad add column metodversion text not null, drop constraint kontrollerad_pkey,
        add primary key (forbund, ar, metodversion);
      comment on column kontrollerad.metodversion is 'other rules give other forecasts: all are checked again';`,
  },
];

/** Remembers how far each forecast has been checked, so that one that did not change is not computed for ever. */
@Injectable()
export class Prognoskontroll {
  #redo: Promise<unknown> | undefined;

  constructor(private readonly readStore: ReadStore) {}

  async satt(forbund: ForbundId, ar: Ar, ordinal: number): Promise<void> {
    await this.#oppna();
    await this.readStore.sql`
      insert into prognosjobb.kontrollerad (forbund, ar, ordinal, metodversion)
      values (${forbund}, ${ar}, ${ordinal}, ${METODVERSION})
      on conflict (forbund, ar, metodversion) do update set ordinal = greatest(kontrollerad.ordinal, excluded.ordinal)`;
  }

  /**
   * The years that an event has touched since they were checked by the rules of now. An earlier year touches those
   * that learn from it, a kontoplan all years of its förbund.
   */
  async inaktuella(): Promise<Prognosjobb[]> {
    await this.#oppna();
    const rader = await this.readStore.sql<{ forbund: ForbundId; ar: Ar; ordinal: bigint }[]>`
      select b.forbund, b.ar, greatest(max(x.ordinal), p.ordinal) as ordinal
      from prognosbehov.berord b
      join prognosbehov.berord x on x.forbund = b.forbund and x.ar between b.ar - ${TIDIGARE_AR}::int and b.ar
      left join prognosbehov.kontoplan p on p.forbund = b.forbund
      left join prognosjobb.kontrollerad k on (k.forbund, k.ar, k.metodversion) = (b.forbund, b.ar, ${METODVERSION})
      group by b.forbund, b.ar, p.ordinal, k.ordinal
      having greatest(max(x.ordinal), p.ordinal) > coalesce(k.ordinal, 0)
      order by b.forbund, b.ar`;
    return rader.map((r) => ({ ...r, ordinal: Number(r.ordinal) }));
  }

  /** Tried again after a failure: the database may have been away at the first call only. */
  #oppna(): Promise<unknown> {
    this.#redo ??= migrera(this.readStore.sql, 'prognosjobb', MIGRERINGAR).catch((fel: unknown) => {
      this.#redo = undefined;
      throw fel;
    });
    return this.#redo;
  }
}
