import { gunzipSync, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { ForbundId } from '#kernel/identiteter.js';
import { migrera, type Migrering } from '#read-store/migreringar.js';
import { ReadStore } from '#read-store/read-store.js';

const MIGRERINGAR: readonly Migrering[] = [
  {
    nr: 1,
    namn: 'kalldokument',
    sql: `
      create table kalldokument (
        id text primary key,
        forbund text not null,
        sha256 text not null,
        innehall bytea not null
      );
      comment on table kalldokument is 'the files as they were handed in, gzip: evidence, and the target of avstämning';
      create index on kalldokument (forbund);`,
  },
];

export interface Arkiverat {
  readonly id: string;
  readonly sha256: string;
  readonly innehall: string;
}

/**
 * The files themselves, byte for byte. No report reads them: figures come from events. They are the target that
 * avstämning compares with, and what a new document of the same förbund is put together with.
 */
@Injectable()
export class Kalldokumentarkiv {
  #redo: Promise<unknown> | undefined;

  constructor(private readonly readStore: ReadStore) {}

  async spara(fil: Arkiverat & { forbund: ForbundId }): Promise<void> {
    await this.#oppna();
    await this.readStore.sql`
      insert into arkiv.kalldokument (id, forbund, sha256, innehall)
      values (${fil.id}, ${fil.forbund}, ${fil.sha256}, ${gzipSync(fil.innehall)})
      on conflict (id) do update set innehall = excluded.innehall, sha256 = excluded.sha256, forbund = excluded.forbund`;
  }

  async hamta(id: string): Promise<Arkiverat | undefined> {
    const [rad] = await this.#las({ id });
    return rad;
  }

  async alla(): Promise<Arkiverat[]> {
    return this.#las({});
  }

  async #las({ id }: { id?: string }): Promise<Arkiverat[]> {
    await this.#oppna();
    const { sql } = this.readStore;
    const rader = await sql<{ id: string; sha256: string; innehall: Buffer }[]>`
      select id, sha256, innehall from arkiv.kalldokument
      ${id === undefined ? sql`` : sql`where id = ${id}`} order by id`;
    return rader.map((r) => ({
      id: r.id,
      sha256: r.sha256,
      innehall: gunzipSync(r.innehall).toString('utf8'),
    }));
  }

  #oppna(): Promise<unknown> {
    this.#redo ??= migrera(this.readStore.sql, 'arkiv', MIGRERINGAR);
    return this.#redo;
  }
}
