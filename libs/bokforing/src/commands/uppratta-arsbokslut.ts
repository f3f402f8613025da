import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import type { Ar } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Command as Indata } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { kontoplanDecider, kontoplanStream } from '../domain/kontoplan.decider.js';
import { kontrolleraOppenIngaende } from '../domain/perioder.js';
import {
  rakenskapsarDecider,
  rakenskapsarStream,
  type UpprattaArsbokslut,
} from '../domain/rakenskapsar.decider.js';
import { kontrolleraGrund } from './periodgrund.js';
import { BokforBokslutetsIngaende, BOKSLUTSSERIE } from './bokfor-bokslutets-ingaende.js';
import type { BokforingKod } from './utfor-bokforingskommando.js';

/** Closes a year that is closed in all its months: its balances, with the result moved, open the next one. */
export class UtforArsbokslut extends Command<AppendResult> {
  /** @param indata what was asked for: the balances of the command were read for it */
  constructor(
    readonly kommando: UpprattaArsbokslut,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision,
    readonly indata: Indata,
  ) {
    super();
  }
}

/**
 * Two streams, an append each: the closing with all that the next year opens with, then that year's opening balance. Whoever
 * dies between leaves a closing whose opening balance is not booked: the same command again or `ateruppta` books it.
 */
@CommandHandler(UtforArsbokslut)
export class UtforArsbokslutHandler implements ICommandHandler<UtforArsbokslut> {
  constructor(
    private readonly kommandon: Kommandon,
    private readonly bus: CommandBus,
  ) {}

  async execute({ kommando, kontext, expected, indata }: UtforArsbokslut): Promise<AppendResult> {
    const { forbund, ar, konto, grund } = kommando.data;
    await kontrolleraGrund(this.kommandon, forbund, grund);
    await this.#kontrolleraKonto(forbund, konto);
    await this.#kontrolleraNastaAr(forbund, ar + 1);
    const resultat = await this.kommandon.utfor({
      stream: rakenskapsarStream(forbund, ar),
      decider: rakenskapsarDecider,
      kommando,
      kontext,
      expected,
      indata,
    });
    await this.bus.execute(new BokforBokslutetsIngaende(forbund, ar, kontext));
    return resultat;
  }

  async #kontrolleraKonto(forbund: ForbundId, konto: string): Promise<void> {
    const { state } = await this.kommandon.las(kontoplanStream(forbund), kontoplanDecider);
    if (!state.konton.has(konto))
      throw new DomanFel<BokforingKod>('KONTO_SAKNAS', `Kontot ${konto} finns inte i förbundets kontoplan.`, {
        falt: 'konto',
        forvantat: 'ett konto i kontoplanen',
      });
  }

  async #kontrolleraNastaAr(forbund: ForbundId, ar: Ar): Promise<void> {
    const { state } = await this.kommandon.las(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    kontrolleraOppenIngaende(state.stangda, BOKSLUTSSERIE, true);
  }
}
