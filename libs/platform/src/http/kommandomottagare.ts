import type { Command, CommandBus } from '@nestjs/cqrs';
import {
  WrongExpectedRevision,
  type AppendResult,
  type ExpectedRevision,
  type Kommandokontext,
  type Skal,
} from '#event-store/event-store.js';
import type { ForbundId } from '#kernel/identiteter.js';
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
    readonly vem: string,
  ) {}

  /** @throws DomanFel what the domain refuses, REVISION_STAMMER_INTE when If-Match does not hold · EventStoreError */
  async ta(
    { kommandoId, expected }: Kommandohuvud,
    { skal, forbund }: { skal: Skal; forbund: readonly ForbundId[] },
    kommando: (kontext: Kommandokontext, expected: ExpectedRevision) => Command<AppendResult>,
  ): Promise<Kvitto> {
    const kontext = { kommandoId, vem: this.vem, skal, forbund };
    try {
      const { repeated, ...plats } = await this.bus.execute(kommando(kontext, expected));
      return { ...plats, upprepad: repeated };
    } catch (fel) {
      if (expected === 'any' || !(fel instanceof WrongExpectedRevision)) throw fel;
      throw nekadBegaran('REVISION_STAMMER_INTE', `${fel.stream} har ändrats sedan den lästes.`, {
        falt: 'If-Match',
        forvantat: gallandeEtikett(fel.actual),
      });
    }
  }
}
