import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { sammantradeDecider, sammantradeStream, type RedovisaSammantrade } from '../domain/beslut.decider.js';

export class UtforRedovisaSammantrade extends Command<AppendResult> {
  constructor(
    readonly kommando: RedovisaSammantrade,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforRedovisaSammantrade)
export class UtforRedovisaSammantradeHandler implements ICommandHandler<UtforRedovisaSammantrade> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext, expected }: UtforRedovisaSammantrade): Promise<AppendResult> {
    const stream = sammantradeStream(kommando.data.forbund, kommando.data.sammantrade);
    return this.kommandon.utfor({ stream, decider: sammantradeDecider, kommando, kontext, expected });
  }
}
