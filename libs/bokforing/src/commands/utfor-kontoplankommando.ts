import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { kontoplanDecider, kontoplanStream, type KompletteraKontoplan } from '../domain/kontoplan.decider.js';

/** What the command can be refused with, and the stream that it is about. */
export { kontoplanStream, type KontoplanKod } from '../domain/kontoplan.decider.js';

export class UtforKompletteraKontoplan extends Command<AppendResult> {
  constructor(
    readonly kommando: KompletteraKontoplan,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforKompletteraKontoplan)
export class UtforKompletteraKontoplanHandler implements ICommandHandler<UtforKompletteraKontoplan> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext, expected }: UtforKompletteraKontoplan): Promise<AppendResult> {
    const stream = kontoplanStream(kommando.data.forbund);
    return this.kommandon.utfor({ stream, decider: kontoplanDecider, kommando, kontext, expected });
  }
}
