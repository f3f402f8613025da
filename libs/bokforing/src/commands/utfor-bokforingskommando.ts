import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { insatsDecider, insatsStream } from '#insats/public.js';
import type { Command as Indata } from '#kernel/handelse.js';
import type { ForbundId, InsatsId } from '#kernel/identiteter.js';
import {
  bokforingDecider,
  bokforingStream,
  kontrolleraMotRegister,
  type BokforingKommando,
} from '../domain/bokforing.decider.js';
import type { Verifikationsrad } from '../domain/bokforing.events.js';
import { kontoplanDecider, kontoplanStream, type KontoplanState } from '../domain/kontoplan.decider.js';
import { Serieregister } from './serieregister.js';

/** What the command can be refused with, and the stream that it is about. */
export { bokforingStream, type BokforingKod } from '../domain/bokforing.decider.js';
export type { Periodgrund, Periodiseringsslag } from '../domain/bokforing.events.js';

export class UtforBokforingskommando extends Command<AppendResult> {
  /** @param indata what was asked for, when the command's rows were read for it */
  constructor(
    readonly kommando: BokforingKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
    readonly indata?: Indata,
  ) {
    super();
  }
}

@CommandHandler(UtforBokforingskommando)
export class UtforBokforingskommandoHandler implements ICommandHandler<UtforBokforingskommando> {
  constructor(
    private readonly kommandon: Kommandon,
    private readonly serier: Serieregister,
  ) {}

  async execute({ kommando, kontext, expected, indata }: UtforBokforingskommando): Promise<AppendResult> {
    const { forbund, ar, serie, rader } = kommando.data;
    const plan = await this.kommandon.lasRegister(kontoplanStream(forbund), kontoplanDecider, harAllt(rader));
    kontrolleraMotRegister(rader, plan, await this.#kandaInsatser(forbund, rader));
    await this.serier.forbered(kommando, kontext);
    return this.kommandon.utfor({
      stream: bokforingStream(forbund, ar, serie),
      decider: bokforingDecider,
      kommando,
      kontext,
      expected,
      ...(indata === undefined ? {} : { indata }),
    });
  }

  /** Those of the rows' insatser that the förbund has registered. */
  async #kandaInsatser(forbund: ForbundId, rader: readonly Verifikationsrad[]): Promise<Set<InsatsId>> {
    const kanda = new Set<InsatsId>();
    for (const insats of new Set(rader.flatMap((r) => (r.insats === undefined ? [] : [r.insats])))) {
      const stream = insatsStream(forbund, insats);
      const { status } = await this.kommandon.lasRegister(
        stream,
        insatsDecider,
        (i) => i.status !== 'saknas',
      );
      if (status !== 'saknas') kanda.add(insats);
    }
    return kanda;
  }
}

/** All that the rows name of the kontoplan stands there. */
const harAllt =
  (rader: readonly Verifikationsrad[]) =>
  ({ konton, motparter }: KontoplanState): boolean =>
    rader.every(
      ({ konto, motpart }) => konton.has(konto) && (motpart === undefined || motparter.has(motpart)),
    );
