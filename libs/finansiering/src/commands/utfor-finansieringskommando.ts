import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beslutDecider, beslutStream } from '#beslut/public.js';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream } from '#forbund/public.js';
import {
  finansieringDecider,
  finansieringStream,
  kontrolleraMotRegister,
  type FinansieringKommando,
} from '../domain/finansiering.decider.js';

export type { FinansieringKod, FinansieringKommando } from '../domain/finansiering.decider.js';
export type { Andelar, Huvudman } from '../domain/finansiering.events.js';

export class UtforFinansieringskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: FinansieringKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforFinansieringskommando)
export class UtforFinansieringskommandoHandler implements ICommandHandler<UtforFinansieringskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforFinansieringskommando): Promise<AppendResult> {
    const { forbund, ar } = kommando.data;
    const { state: register } = await this.kommandon.las(forbundStream(forbund), forbundDecider);
    const stod = 'stod' in kommando.data ? kommando.data.stod : undefined;
    const beslutet =
      stod?.slag === 'beslut'
        ? await this.kommandon.las(beslutStream(forbund, stod.beslut), beslutDecider)
        : undefined;
    kontrolleraMotRegister(kommando.data, {
      forbundetFinns: register.uppgifter !== undefined,
      medlemmar: register.medlemmar,
      beslutFinns: beslutet?.state.finns ?? false,
    });
    return this.kommandon.utfor({
      stream: finansieringStream(forbund, ar),
      decider: finansieringDecider,
      kommando,
      kontext,
      expected,
    });
  }
}
