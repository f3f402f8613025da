import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import type { Nyckel } from '#kernel/identiteter.js';
import {
  rakenskapsarDecider,
  rakenskapsarStream,
  type BeslutaPeriodoppning,
  type BeslutaPeriodstangning,
} from '../domain/rakenskapsar.decider.js';
import { kontrolleraGrund } from './periodgrund.js';
import { Serieregister } from './serieregister.js';

/** What the command can be refused with, and the stream that it is about. */
export { rakenskapsarStream, type RakenskapsarKod } from '../domain/rakenskapsar.decider.js';

/** Closes or opens months of all the series that a förbund's year has, and will have. */
export class AndraAretsPerioder extends Command<AppendResult> {
  /** @param serier series that the caller knows of, which may be older than the year's register of them */
  constructor(
    readonly kommando: BeslutaPeriodstangning | BeslutaPeriodoppning,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
    readonly serier: readonly Nyckel[] = [],
  ) {
    super();
  }
}

/**
 * Decided in one stream, carried out in others, one append each. Whoever dies on the way leaves a change that is decided
 * and not carried out, which the register shows: the same command again, the next change or `ateruppta` goes on with it.
 */
@CommandHandler(AndraAretsPerioder)
export class AndraAretsPerioderHandler implements ICommandHandler<AndraAretsPerioder> {
  constructor(
    private readonly kommandon: Kommandon,
    private readonly register: Serieregister,
  ) {}

  async execute({ kommando, kontext, expected, serier }: AndraAretsPerioder): Promise<AppendResult> {
    const { forbund, ar, grund } = kommando.data;
    await kontrolleraGrund(this.kommandon, forbund, grund);
    const stream = rakenskapsarStream(forbund, ar);
    const { state } = await this.kommandon.las(stream, rakenskapsarDecider);
    const aldre = serier.filter((s) => !state.serier.has(s));
    if (aldre.length > 0) {
      rakenskapsarDecider.decide(kommando, state); // nothing is stored for a command that is refused
      for (const serie of aldre) await this.register.laggUpp({ forbund, ar, serie }, kontext);
    }
    const resultat = await this.kommandon.utfor({
      stream,
      decider: rakenskapsarDecider,
      kommando,
      kontext,
      expected,
    });
    await this.register.genomfor(forbund, ar, kontext);
    return resultat;
  }
}
