import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { DomanFel } from '#kernel/fel.js';
import {
  bokforingDecider,
  bokforingStream,
  type OppnaPeriod,
  type StangPeriod,
} from '../domain/bokforing.decider.js';
import type { RakenskapsarKod } from '../domain/rakenskapsar.decider.js';
import { kontrolleraGrund } from './periodgrund.js';
import { Serieregister } from './serieregister.js';

/** Closes or opens months of one series. */
export class AndraSeriensPerioder extends Command<AppendResult> {
  constructor(
    readonly kommando: StangPeriod | OppnaPeriod,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(AndraSeriensPerioder)
export class AndraSeriensPerioderHandler implements ICommandHandler<AndraSeriensPerioder> {
  constructor(
    private readonly kommandon: Kommandon,
    private readonly serier: Serieregister,
  ) {}

  async execute({ kommando, kontext, expected }: AndraSeriensPerioder): Promise<AppendResult> {
    const { forbund, ar, serie, grund } = kommando.data;
    await kontrolleraGrund(this.kommandon, forbund, grund);
    const stream = bokforingStream(forbund, ar, serie);
    if ((await this.kommandon.las(stream, bokforingDecider)).revision < 0)
      throw new DomanFel<RakenskapsarKod>('SERIE_OKAND', `Serie ${serie} finns inte ${ar}.`, {
        falt: 'serie',
        forvantat: 'en serie som något är bokfört i',
      });
    await this.serier.forbered(kommando, kontext);
    return this.kommandon.utfor({ stream, decider: bokforingDecider, kommando, kontext, expected });
  }
}
