import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beslutDecider, beslutStream } from '#beslut/public.js';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream } from '#forbund/public.js';
import type { ForbundId, Stod } from '#kernel/identiteter.js';
import { kontrolleraStod } from '../domain/beviljande.js';
import { kontrolleraEfterfoljare, kontrolleraMottagare } from '../domain/harstamning.js';
import { insatsDecider, insatsStream } from '../domain/insats.decider.js';
import type { Harstamningskommando, InsatsKommando } from '../domain/insats.kommandon.js';
import { kontrolleraSkal } from './skal.js';

/** What the command can be refused with, and the stream that it is about. */
export type { InsatsKod } from '../domain/insats.kommandon.js';
export { insatsStream } from '../domain/insats.decider.js';

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
    kontrolleraSkal(kontext.skal);
    const { forbund, insats } = kommando.data;
    switch (kommando.typ) {
      case 'AvslaAnsokan':
      case 'BeviljaInsats':
      case 'AndraBeviljande':
        await this.#kontrolleraStod(forbund, kommando.data.stod);
        break;
      case 'FortsattInsats':
      case 'DelaInsats':
      case 'SammanforInsats':
      case 'OverlamnaInsats':
        await this.#kontrolleraVidare(kommando);
        break;
      default:
    }
    const stream = insatsStream(forbund, insats);
    return this.kommandon.utfor({ stream, decider: insatsDecider, kommando, kontext, expected });
  }

  async #kontrolleraStod(forbund: ForbundId, stod: Stod | undefined): Promise<void> {
    if (stod?.slag !== 'beslut') return;
    const beslutet = await this.kommandon.las(beslutStream(forbund, stod.beslut), beslutDecider);
    kontrolleraStod(stod, beslutet.state.finns);
  }

  async #kontrolleraVidare(kommando: Harstamningskommando): Promise<void> {
    await kontrolleraMottagare(
      kommando,
      async (forbund) => (await this.kommandon.las(forbundStream(forbund), forbundDecider)).state,
    );
    await kontrolleraEfterfoljare(
      kommando,
      async (a) => (await this.kommandon.las(insatsStream(a.forbund, a.insats), insatsDecider)).state,
    );
  }
}
