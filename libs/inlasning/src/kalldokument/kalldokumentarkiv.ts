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
  {
    nr: 2,
    namn: 'versioner',
    sql: `
      alter table kalldokument drop constraint kalldokument_pkey, add primary key (id, sha256);
      comment on column kalldokument.sha256 is 'a document loaded as a correction is a file of its own: the earlier one stays';`,
  },
];

export interface Arkiverat {
  readonly id: string;
  readonly forbund: ForbundId;
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

  /** The same file again changes nothing. */
  async spara(fil: Arkiverat): Promise<void> {
    await this.#oppna();
    await this.readStore.sql`
      insert into arkiv.kalldokument (id, forbund, sha256, innehall)
      values (${fil.id}, ${fil.forbund}, ${fil.sha256}, ${gzipSync(fil.innehall)})
      on conflict (id, sha256) do nothing`;
  }

  async hamta(id: string, sha256: string): Promise<Arkiverat | undefined> {
    return (await this.#las({ id })).find((fil) => fil.sha256 === sha256);
  }

  async alla(): Promise<Arkiverat[]> {
    return this.#las({});
  }

  /** All of them, one at a time. */
  async *filer(): AsyncGenerator<Arkiverat> {
    await this.#oppna();
    const nycklar = await this.readStore.sql<{ id: string; sha256: string }[]>`
      select id, sha256 from arkiv.kalldokument order by id, sha256`;
    for (const { id, sha256 } of nycklar) {
      const fil = await this.hamta(id, sha256);
      if (fil) yield fil;
    }
  }

  async #las({ id }: { id?: string }): Promise<Arkiverat[]> {
    await this.#oppna();
    const { sql } = this.readStore;
    const rader = await sql<{ id: string; forbund: ForbundId; sha256: string; innehall: Buffer }[]>`
      select id, forbund, sha256, innehall from arkiv.kalldokument
      ${id === undefined ? sql`` : sql`where id = ${id}`} order by id, sha256`;
    return rader.map((r) => ({
      id: r.id,
      forbund: r.forbund,
      sha256: r.sha256,
      innehall: gunzipSync(r.innehall).toString('utf8'),
    }));
  }

  #oppna(): Promise<unknown> {
    this.#redo ??= migrera(this.readStore.sql, 'arkiv', MIGRERINGAR);
    return this.#redo;
  }
}
