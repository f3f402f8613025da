import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { beslutDecider, beslutStream, type FattaBeslut } from '../domain/beslut.decider.js';

/** What the command can be refused with. */
export type { BeslutKod } from '../domain/beslut.decider.js';

export class UtforFattaBeslut extends Command<AppendResult> {
  constructor(
    readonly kommando: FattaBeslut,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforFattaBeslut)
export class UtforFattaBeslutHandler implements ICommandHandler<UtforFattaBeslut> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext, expected }: UtforFattaBeslut): Promise<AppendResult> {
    const stream = beslutStream(kommando.data.forbund, kommando.data.beslut);
    return this.kommandon.utfor({ stream, decider: beslutDecider, kommando, kontext, expected });
  }
}
