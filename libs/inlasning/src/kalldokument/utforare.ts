import { createHash } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import type { Kommandokontext } from '#event-store/event-store.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Kalldokument } from './domain/kalldokument.js';

/** A file that has been read. */
export type Las = { readonly dokument: Kalldokument; readonly sha256: string; readonly innehall: string };

/** Sends commands with ids that the same document, step and content always give: a repeated load repeats them. */
export class Utforare {
  antal = 0;

  constructor(
    private readonly bus: Pick<CommandBus, 'execute'>,
    private readonly las: Las,
    private readonly vem: string,
    /** The same file loaded once more (back from a correction) is other commands, also where they say the same. */
    private readonly gang: number,
  ) {}

  readonly #kontextFor = (innehall: object): Kommandokontext => ({
    kommandoId: createHash('sha256')
      .update(`${this.las.sha256}|${this.gang === 1 ? '' : `${this.gang}|`}${kanoniskJson(innehall)}`)
      .digest('hex')
      .slice(0, 40),
    vem: this.vem,
    skal: { slag: 'dokument', dokument: this.las.dokument.id },
    forbund: [this.las.dokument.forbund.nyckel],
  });

  async utfor(
    kommando: (kontext: Kommandokontext) => Parameters<CommandBus['execute']>[0],
    innehall: object,
  ): Promise<void> {
    await this.bus.execute(kommando(this.#kontextFor(innehall)));
    this.antal++;
  }
}
