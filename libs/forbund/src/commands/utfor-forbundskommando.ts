import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream, type ForbundKommando } from '../domain/forbund.decider.js';

/** What the command can be refused with, and the stream that it is about. */
export { forbundStream } from '../domain/forbund.decider.js';
export type { ForbundKod } from '../domain/forbundsfel.js';
export type { Platsslag, Uppdrag } from '../domain/forbund.events.js';

export class UtforForbundskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: ForbundKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforForbundskommando)
export class UtforForbundskommandoHandler implements ICommandHandler<UtforForbundskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext, expected }: UtforForbundskommando): Promise<AppendResult> {
    const stream = forbundStream(kommando.data.forbund);
    return this.kommandon.utfor({ stream, decider: forbundDecider, kommando, kontext, expected });
  }
}
