import type { Command, CommandBus } from '@nestjs/cqrs';
import {
  EventStoreError,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type Kommandokontext,
  type Skal,
} from '#event-store/event-store.js';
import { assert } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { gallandeEtikett } from './etikett.js';
import { nekadBegaran } from './httpkoder.js';
import type { Kommandohuvud } from './kommandohuvud.js';

/** What a command's sender is told. */
export interface Kvitto {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly ordinal: number;
  /** The same command had been carried out before: this is what it gave then. */
  readonly upprepad: boolean;
}

/** The way from HTTP to the command bus: who, why and for whom comes with every command. */
export class Kommandomottagare {
  /** @param vem recorded as the one who acted */
  constructor(
    private readonly bus: Pick<CommandBus, 'execute'>,
    private readonly store: Pick<EventStore, 'readOrdinals'>,
    readonly vem: string,
  ) {}

  /**
   * @throws DomanFel what the domain refuses, REVISION_STAMMER_INTE when If-Match does not hold
   * @throws EventStoreError COMMAND_REUSED also where only the reason is another, and what `append` throws
   */
  async ta(
    { kommandoId, expected }: Kommandohuvud,
    { skal, forbund }: { skal: Skal; forbund: readonly ForbundId[] },
    kommando: (kontext: Kommandokontext, expected: ExpectedRevision) => Command<AppendResult>,
  ): Promise<Kvitto> {
    const kontext = { kommandoId, vem: this.vem, skal, forbund };
    try {
      const { repeated, ...plats } = await this.bus.execute(kommando(kontext, expected));
      if (repeated) await this.#kontrolleraSkal(kommandoId, skal, plats);
      return { ...plats, upprepad: repeated };
    } catch (fel) {
      if (expected === 'any' || !(fel instanceof WrongExpectedRevision)) throw fel;
      throw nekadBegaran('REVISION_STAMMER_INTE', `${fel.stream} har ändrats sedan den lästes.`, {
        falt: 'If-Match',
        forvantat: gallandeEtikett(fel.actual),
      });
    }
  }

  /** The reason is in the body and not in what the store compares: a load goes on with commands planned for another one. */
  async #kontrolleraSkal(
    kommandoId: string,
    skal: Skal,
    { stream, ordinal }: Pick<AppendResult, 'stream' | 'ordinal'>,
  ): Promise<void> {
    const [lagrad] = await this.store.readOrdinals([ordinal]);
    assert(lagrad !== undefined, `händelse ${ordinal} finns: den är kommandots egen`);
    if (kanoniskJson(lagrad.metadata.skal) === kanoniskJson(skal)) return;
    throw new EventStoreError('COMMAND_REUSED', `${kommandoId} was used on ${stream} for another reason`, {
      stream,
      kommandoId,
    });
  }
}
