import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { gruppDecider, gruppStream, type GruppKommando } from '../domain/grupp.decider.js';

/** What the command can be refused with, and the stream that it is about. */
export { gruppStream, type GruppKod } from '../domain/grupp.decider.js';

export class UtforGruppkommando extends Command<AppendResult> {
  constructor(
    readonly kommando: GruppKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforGruppkommando)
export class UtforGruppkommandoHandler implements ICommandHandler<UtforGruppkommando> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext, expected }: UtforGruppkommando): Promise<AppendResult> {
    const stream = gruppStream(kommando.data.grupp);
    return this.kommandon.utfor({ stream, decider: gruppDecider, kommando, kontext, expected });
  }
}
