import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Kommandon } from '#event-store/kommandon.js';
import { arDomanFel } from '#kernel/fel.js';
import { avbrytbart } from '#platform/avbrytbart.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { UtforRegistreraPrognos } from '../commands/registrera-prognos.js';
import {
  arAndrad,
  prognosDecider,
  prognosStream,
  type RegistreraPrognos,
} from '../domain/prognos.decider.js';
import { METODVERSION } from '../domain/radprognos.js';
import type { Prognosjobb } from './prognosjobb.js';
import { Prognoskontroll } from './prognoskontroll.js';
import { beraknaRader } from './rader.js';
import { lasArsunderlag } from './underlag.js';

const UNDERLAG = ['huvudbok', 'budget', 'finansiering'] as const;

/** Computes a förbund's year anew and records it when it changed. May run twice, at once, or die midway: the result is the same. */
@Injectable()
export class Prognosomrakning {
  constructor(
    private readonly bus: CommandBus,
    private readonly kommandon: Kommandon,
    private readonly projektor: Projektor,
    private readonly readStore: ReadStore,
    private readonly kontroll: Prognoskontroll,
  ) {}

  /**
   * @param slut ends the waiting for read models
   * @throws the reason of `signal` when it aborts before anything was recorded: another run has taken over; that of `slut`
   */
  async raknaOm(
    { forbund, ar, ordinal: till }: Prognosjobb,
    signal: AbortSignal,
    slut: AbortSignal = signal,
  ): Promise<void> {
    await avbrytbart(this.projektor.kommIkapp({ namn: UNDERLAG, till }), AbortSignal.any([signal, slut]));
    const { arsunderlag, ordinal } = await this.readStore.las(UNDERLAG, async (sql, u) => ({
      arsunderlag: await lasArsunderlag(sql, { forbund, ar, ordinal: u.ordinal }),
      ordinal: u.ordinal,
    }));
    const kommando: RegistreraPrognos = {
      typ: 'RegistreraPrognos',
      data: { forbund, ar, per: arsunderlag.per, underlagOrdinal: ordinal, rader: beraknaRader(arsunderlag) },
    };
    const { state } = await this.kommandon.las(prognosStream(forbund, ar), prognosDecider);
    signal.throwIfAborted();
    if (arAndrad(state, kommando)) await this.#registrera(kommando);
    await this.kontroll.satt(forbund, ar, ordinal);
  }

  async #registrera(kommando: RegistreraPrognos): Promise<void> {
    const { forbund, ar, underlagOrdinal } = kommando.data;
    try {
      await this.bus.execute(
        new UtforRegistreraPrognos(kommando, {
          kommandoId: `${METODVERSION}-${forbund}-${ar}-${underlagOrdinal}`,
          vem: 'prognosjobbet',
          skal: { slag: 'anteckning', text: `Händelser till och med ${underlagOrdinal} ändrade underlaget` },
          forbund: [forbund],
        }),
      );
    } catch (fel) {
      // Another run was ahead of us with the same basis or a newer one: what we would have said is said.
      if (!arDomanFel(fel) || !FOREKOMMEN.has(fel.kod)) throw fel;
    }
  }
}

const FOREKOMMEN = new Set(['PROGNOS_OFORANDRAD', 'PROGNOS_UNDERLAG_ALDRE']);
