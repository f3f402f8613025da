import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream } from '#forbund/public.js';
import {
  kravForbund,
  rapportlayoutDecider,
  rapportlayoutStream,
  type FaststallRapportlayout,
} from '../domain/rapportlayout.decider.js';

/** What the command holds, and what it can be refused with. */
export type { Rapportdefinition } from '../domain/rapportlayout.events.js';
export type { RapportlayoutKod } from '../domain/rapportlayout.decider.js';

export class UtforFaststallRapportlayout extends Command<AppendResult> {
  constructor(
    readonly kommando: FaststallRapportlayout,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforFaststallRapportlayout)
export class UtforFaststallRapportlayoutHandler implements ICommandHandler<UtforFaststallRapportlayout> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforFaststallRapportlayout): Promise<AppendResult> {
    const { forbund, rapport } = kommando.data;
    const registrerat = await this.kommandon.las(forbundStream(forbund), forbundDecider);
    kravForbund(forbund, registrerat.state.uppgifter !== undefined);
    const stream = rapportlayoutStream(forbund, rapport);
    return this.kommandon.utfor({ stream, decider: rapportlayoutDecider, kommando, kontext, expected });
  }
}
