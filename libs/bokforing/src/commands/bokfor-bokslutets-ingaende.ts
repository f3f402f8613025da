import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import type { Ar } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { bokforingDecider, bokforingStream, type BokforIngaendeBalans } from '../domain/bokforing.decider.js';
import { rakenskapsarDecider, rakenskapsarStream } from '../domain/rakenskapsar.decider.js';
import { Serieregister } from './serieregister.js';

/** The series that the opening balances of year-end closings stand in. It has no vouchers. */
export const BOKSLUTSSERIE = 'bokslut';

/** Books the opening balance that the latest closing of a year leaves to the next. */
export class BokforBokslutetsIngaende extends Command<AppendResult> {
  constructor(
    readonly forbund: ForbundId,
    readonly ar: Ar,
    readonly kontext: Kommandokontext,
  ) {
    super();
  }
}

@CommandHandler(BokforBokslutetsIngaende)
export class BokforBokslutetsIngaendeHandler implements ICommandHandler<BokforBokslutetsIngaende> {
  constructor(
    private readonly kommandon: Kommandon,
    private readonly serier: Serieregister,
  ) {}

  async execute({ forbund, ar, kontext }: BokforBokslutetsIngaende): Promise<AppendResult> {
    const { state } = await this.kommandon.las(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    const { bokslut } = state;
    assert(bokslut !== undefined, `${forbund} ${ar} har inget bokslut`);
    const { nummer, rader, grund } = bokslut;
    const kommando: BokforIngaendeBalans = {
      typ: 'BokforIngaendeBalans',
      data: { forbund, ar: ar + 1, serie: BOKSLUTSSERIE, rader, bokslut: nummer },
    };
    // The same closing always gives the same command: booked twice it is booked once.
    const bokslutets = { ...kontext, skal: grund, kommandoId: `bokslut-${ar}-${nummer}` };
    await this.serier.forbered(kommando, bokslutets);
    const stream = bokforingStream(forbund, ar + 1, BOKSLUTSSERIE);
    return this.kommandon.utfor({ stream, decider: bokforingDecider, kommando, kontext: bokslutets });
  }
}
