import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { insatsDecider, insatsStream, kravRegistrerad } from '../domain/insats.decider.js';

import { uppfoljningDecider, uppfoljningStream } from '../domain/uppfoljning.decider.js';
import type { UppfoljningKommando } from '../domain/uppfoljning.kommandon.js';
import { kontrolleraSkal } from './skal.js';

/** What the command can be refused with; INSATS_OKAND too. */
export type { UppfoljningKod, UppfoljningKommando } from '../domain/uppfoljning.kommandon.js';
export { uppfoljningStream } from '../domain/uppfoljning.decider.js';
/** What its sender can be refused for before it is a command. */
export { kontrolleraIngenPerson } from '../domain/personuppgift.js';

export class UtforUppfoljningskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: UppfoljningKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforUppfoljningskommando)
export class UtforUppfoljningskommandoHandler implements ICommandHandler<UtforUppfoljningskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  /** Follow-up comes after the end as well; only the register, which never shrinks, is asked first. */
  async execute({ kommando, kontext, expected }: UtforUppfoljningskommando): Promise<AppendResult> {
    kontrolleraSkal(kontext.skal);
    const { forbund, insats } = kommando.data;
    kravRegistrerad(
      (await this.kommandon.las(insatsStream(forbund, insats), insatsDecider)).state,
      kommando.data,
    );
    const stream = uppfoljningStream(forbund, insats);
    return this.kommandon.utfor({ stream, decider: uppfoljningDecider, kommando, kontext, expected });
  }
}
