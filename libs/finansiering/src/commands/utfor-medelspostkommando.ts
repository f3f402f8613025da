import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream } from '#forbund/public.js';
import { kontrolleraMotRegister } from '../domain/finansiering.decider.js';
import {
  medelspostDecider,
  medelspostStream,
  type MedelspostKommando,
} from '../domain/medelspost.decider.js';

/** What the command can be refused with. */
export type { FinansieringKod } from '../domain/finansiering.decider.js';
export type { MedelspostKod } from '../domain/medelspost.decider.js';

export class UtforMedelspostkommando extends Command<AppendResult> {
  constructor(
    readonly kommando: MedelspostKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforMedelspostkommando)
export class UtforMedelspostkommandoHandler implements ICommandHandler<UtforMedelspostkommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforMedelspostkommando): Promise<AppendResult> {
    const { forbund } = kommando.data;
    const { state: register } = await this.kommandon.las(forbundStream(forbund), forbundDecider);
    kontrolleraMotRegister(kommando.data, {
      forbundetFinns: register.uppgifter !== undefined,
      medlemmar: register.medlemmar,
      beslutFinns: false,
    });
    return this.kommandon.utfor({
      stream: medelspostStream(forbund),
      decider: medelspostDecider,
      kommando,
      kontext,
      expected,
    });
  }
}
