import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import {
  bokforingDecider,
  bokforingStream,
  kontrolleraMotKontoplan,
  type BokforingKommando,
} from '../domain/bokforing.decider.js';
import { kontoplanDecider, kontoplanStream } from '../domain/kontoplan.decider.js';

export class UtforBokforingskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: BokforingKommando,
    readonly kontext: Kommandokontext,
  ) {
    super();
  }
}

@CommandHandler(UtforBokforingskommando)
export class UtforBokforingskommandoHandler implements ICommandHandler<UtforBokforingskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext }: UtforBokforingskommando): Promise<AppendResult> {
    const { forbund, ar, serie, rader } = kommando.data;
    const plan = await this.kommandon.las(kontoplanStream(forbund), kontoplanDecider);
    kontrolleraMotKontoplan(rader, plan.state);
    const stream = bokforingStream(forbund, ar, serie);
    return this.kommandon.utfor({ stream, decider: bokforingDecider, kommando, kontext });
  }
}
