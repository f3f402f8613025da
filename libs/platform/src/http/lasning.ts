import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store/event-store.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { ordinalVid, SOM_AV_FORVANTAT, tolkaSomAv } from '../som-av.js';
import { nekadBegaran, olasbartVarde } from './httpkoder.js';

/** Longer than a read model is behind while the process is ready; whoever asks should rather ask again. */
const VANTA_HOGST_MS = 30_000;

/** What an answer rests on: all events up to and including the ordinal. */
interface Svarsunderlag {
  readonly ordinal: number;
  /** Of the one stream that the answer is about, null while it is empty: what a command may build on by If-Match. */
  readonly revision?: number | null;
}

/** Reads for HTTP: after what was stored before the call, and as known at `somAv`. */
@Injectable()
export class Lasning {
  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
    private readonly readStore: ReadStore,
  ) {}

  /**
   * @param somAv an ordinal (bare digits), or a day or time of recording (Europe/Stockholm; a day means its end)
   * @param strom the one stream that the answer is about, if it is about one
   * @throws DomanFel FRAGA_OGILTIG, LASMODELL_EFTER
   */
  async las<T extends object>(
    lasmodeller: readonly string[],
    somAv: string | undefined,
    fraga: (sql: TransactionSql, ordinal: number) => Promise<T>,
    strom?: string,
  ): Promise<T & { underlag: Svarsunderlag }> {
    const { ordinal, svar } = await this.lasVid(lasmodeller, somAv, async (sql, vid) => ({
      ordinal: vid,
      svar: await fraga(sql, vid),
    }));
    if (strom === undefined) return { ...svar, underlag: { ordinal } };
    // At the answer's own ordinal: a later revision would let a command build on what its sender has not seen.
    const revision = await this.store.revisionAt(strom, ordinal);
    return { ...svar, underlag: { ordinal, revision: revision < 0 ? null : revision } };
  }

  /** The same, for an answer that tells its basis itself. */
  async lasVid<T>(
    lasmodeller: readonly string[],
    somAv: string | undefined,
    fraga: (sql: TransactionSql, ordinal: number) => Promise<T>,
  ): Promise<T> {
    const vid = somAv === undefined ? undefined : await this.#ordinalVid(somAv);
    await this.#ikapp(lasmodeller);
    return this.readStore.las(lasmodeller, (sql, underlag) =>
      fraga(sql, Math.min(vid ?? underlag.ordinal, underlag.ordinal)),
    );
  }

  async #ordinalVid(text: string): Promise<number> {
    const somAv = tolkaSomAv(text);
    if (somAv === undefined) throw olasbartVarde('somAv', SOM_AV_FORVANTAT);
    return ordinalVid(this.store, somAv);
  }

  async #ikapp(namn: readonly string[]): Promise<void> {
    let klocka: NodeJS.Timeout | undefined;
    const forSent = new Promise<never>((_, reject) => {
      klocka = setTimeout(() => {
        reject(
          nekadBegaran('LASMODELL_EFTER', 'Läsmodellerna har inte hunnit ikapp händelserna.', {
            forvantat: 'att frågan ställs igen om en stund',
          }),
        );
      }, VANTA_HOGST_MS);
    });
    try {
      await Promise.race([this.projektor.kommIkapp({ namn }), forSent]);
    } finally {
      clearTimeout(klocka);
    }
  }
}
