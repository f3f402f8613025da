import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import type { BeslutId, ForbundId } from '#kernel/identiteter.js';
import {
  beslutDecider,
  beslutStream,
  type BeslutKommando,
  type BeslutState,
} from '../domain/beslut.decider.js';
import { mojligaDagar, type Beslutsuppgifter } from '../domain/beslut.events.js';
import {
  kontrolleraFaststallande,
  kontrolleraMotSammantrade,
  kontrolleraUpphavande,
} from '../domain/beslutsregister.js';
import { sammantradeDecider, sammantradeStream } from '../domain/sammantrade.decider.js';
import { styrelseplatser } from './styrelseplatser.js';

/** What the command can be refused with, and the stream that it is about. */
export { beslutStream } from '../domain/beslut.decider.js';
export type { BeslutKod } from '../domain/beslutsfel.js';
export type { BeslutKommando } from '../domain/beslut.decider.js';
export type { Overklagandeutfall } from '../domain/beslut.events.js';

export class UtforBeslutskommando extends Command<AppendResult> {
  constructor(
    readonly kommando: BeslutKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforBeslutskommando)
export class UtforBeslutskommandoHandler implements ICommandHandler<UtforBeslutskommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforBeslutskommando): Promise<AppendResult> {
    const { forbund, beslut } = kommando.data;
    await this.#kontrolleraMotRegister(kommando);
    const stream = beslutStream(forbund, beslut);
    return this.kommandon.utfor({ stream, decider: beslutDecider, kommando, kontext, expected });
  }

  /** Sammanträden and beslut that it names, read before the append: they are only ever added. */
  async #kontrolleraMotRegister({ typ, data }: BeslutKommando): Promise<void> {
    switch (typ) {
      case 'FattaBeslut':
      case 'RattaBeslut':
        await this.#kontrolleraProtokoll(data.forbund, data);
        return;
      case 'FaststallTidigareBeslut': {
        const andra: BeslutState[] = [];
        for (const ref of data.faststaller) andra.push(await this.#beslutet(ref.forbund, ref.beslut));
        kontrolleraFaststallande(data, await this.#beslutet(data.forbund, data.beslut), andra);
        return;
      }
      case 'UpphavBeslut':
      case 'ErsattBeslut': {
        const annat = await this.#beslutet(data.forbund, data.av);
        kontrolleraUpphavande(data, await this.#beslutet(data.forbund, data.beslut), annat);
        return;
      }
      default:
    }
  }

  async #kontrolleraProtokoll(forbund: ForbundId, uppgifter: Beslutsuppgifter): Promise<void> {
    const { sammantrade, reservationer, fattat } = uppgifter;
    if (sammantrade === undefined && reservationer === undefined) return;
    const { state } =
      sammantrade === undefined
        ? { state: sammantradeDecider.start }
        : await this.kommandon.las(sammantradeStream(forbund, sammantrade), sammantradeDecider);
    const platser = await styrelseplatser(this.kommandon, forbund, mojligaDagar(fattat).till);
    kontrolleraMotSammantrade(uppgifter, state, platser);
  }

  async #beslutet(forbund: ForbundId, beslut: BeslutId): Promise<BeslutState> {
    return (await this.kommandon.las(beslutStream(forbund, beslut), beslutDecider)).state;
  }
}
