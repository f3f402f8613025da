import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { insatsDecider, insatsStream, type InsatsKommando } from '../domain/insats.decider.js';

export class UtforInsatskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: InsatsKommando,
    readonly kontext: Kommandokontext,
  ) {
    super();
  }
}

@CommandHandler(UtforInsatskommando)
export class UtforInsatskommandoHandler implements ICommandHandler<UtforInsatskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext }: UtforInsatskommando): Promise<AppendResult> {
    const stream = insatsStream(kommando.data.forbund, kommando.data.insats);
    return this.kommandon.utfor({ stream, decider: insatsDecider, kommando, kontext });
  }
}
