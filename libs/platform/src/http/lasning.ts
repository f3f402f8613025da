import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store/event-store.js';
import { ogonblick } from '#kernel/ogonblick.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { nekadBegaran } from './httpkoder.js';

/** Longer than a read model is behind while the process is ready; whoever asks should rather ask again. */
const VANTA_HOGST_MS = 30_000;

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
   * @throws DomanFel FRAGA_OGILTIG, LASMODELL_EFTER
   */
  async las<T extends object>(
    lasmodeller: readonly string[],
    somAv: string | undefined,
    fraga: (sql: TransactionSql, ordinal: number) => Promise<T>,
  ): Promise<T & { underlag: { ordinal: number } }> {
    return this.lasVid(lasmodeller, somAv, async (sql, ordinal) => ({
      ...(await fraga(sql, ordinal)),
      underlag: { ordinal },
    }));
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

  async #ordinalVid(somAv: string): Promise<number> {
    const som = /^\d{1,15}$/.test(somAv) ? Number(somAv) : ogonblick(somAv);
    if (som === undefined)
      throw nekadBegaran('FRAGA_OGILTIG', 'Värdet för somAv går inte att läsa.', {
        falt: 'somAv',
        forvantat: 'ett händelsenummer, en dag (2024-09-11) eller en tid (2024-09-11T14:30)',
      });
    return typeof som === 'number' ? som : (await this.store.at(som)).ordinal;
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
