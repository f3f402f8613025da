import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { inlasningDecider, inlasningStream, type InlasningKommando } from '../domain/inlasning.decider.js';

export class UtforInlasningskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: InlasningKommando,
    readonly kontext: Kommandokontext,
  ) {
    super();
  }
}

@CommandHandler(UtforInlasningskommando)
export class UtforInlasningskommandoHandler implements ICommandHandler<UtforInlasningskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext }: UtforInlasningskommando): Promise<AppendResult> {
    const stream = inlasningStream(kommando.data.forbund);
    return this.kommandon.utfor({ stream, decider: inlasningDecider, kommando, kontext });
  }
}
