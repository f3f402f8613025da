import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { kontrolleraNarvaro } from '../domain/beslutsregister.js';
import {
  sammantradeDecider,
  sammantradeStream,
  type SammantradeKommando,
} from '../domain/sammantrade.decider.js';
import { styrelseplatser } from './styrelseplatser.js';

/** What the command can be refused with, and the stream that it is about. */
export { sammantradeStream } from '../domain/sammantrade.decider.js';
export type { SammantradeKod } from '../domain/beslutsfel.js';
export type { SammantradeKommando } from '../domain/sammantrade.decider.js';

export class UtforSammantradeskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: SammantradeKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforSammantradeskommando)
export class UtforSammantradeskommandoHandler implements ICommandHandler<UtforSammantradeskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforSammantradeskommando): Promise<AppendResult> {
    const { forbund, sammantrade } = kommando.data;
    if (kommando.typ === 'RedovisaSammantrade' && kommando.data.narvaro) {
      const platser = await styrelseplatser(this.kommandon, forbund, kommando.data.period.fran);
      kontrolleraNarvaro(kommando.data.narvaro, platser);
    }
    const stream = sammantradeStream(forbund, sammantrade);
    return this.kommandon.utfor({ stream, decider: sammantradeDecider, kommando, kontext, expected });
  }
}
