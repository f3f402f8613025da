import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { beslutDecider, beslutStream } from '#beslut/public.js';
import {
  insatsDecider,
  insatsStream,
  kontrolleraStod,
  type InsatsKommando,
} from '../domain/insats.decider.js';

/** What the command can be refused with, and the stream that it is about. */
export { insatsStream, type InsatsKod } from '../domain/insats.decider.js';

export class UtforInsatskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: InsatsKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforInsatskommando)
export class UtforInsatskommandoHandler implements ICommandHandler<UtforInsatskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforInsatskommando): Promise<AppendResult> {
    if (kommando.typ === 'BeviljaInsats' && kommando.data.stod?.slag === 'beslut') {
      const { forbund, stod } = kommando.data;
      const beslutet = await this.kommandon.las(beslutStream(forbund, stod.beslut), beslutDecider);
      kontrolleraStod(stod, beslutet.state.finns);
    }
    const stream = insatsStream(kommando.data.forbund, kommando.data.insats);
    return this.kommandon.utfor({ stream, decider: insatsDecider, kommando, kontext, expected });
  }
}
