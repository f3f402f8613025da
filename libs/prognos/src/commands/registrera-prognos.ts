import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { prognosDecider, prognosStream, type RegistreraPrognos } from '../domain/prognos.decider.js';

export class UtforRegistreraPrognos extends Command<AppendResult> {
  constructor(
    readonly kommando: RegistreraPrognos,
    readonly kontext: Kommandokontext,
  ) {
    super();
  }
}

@CommandHandler(UtforRegistreraPrognos)
export class UtforRegistreraPrognosHandler implements ICommandHandler<UtforRegistreraPrognos> {
  constructor(private readonly kommandon: Kommandon) {}

  execute({ kommando, kontext }: UtforRegistreraPrognos): Promise<AppendResult> {
    const stream = prognosStream(kommando.data.forbund, kommando.data.ar);
    return this.kommandon.utfor({ stream, decider: prognosDecider, kommando, kontext });
  }
}
