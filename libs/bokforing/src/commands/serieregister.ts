import { Injectable } from '@nestjs/common';
import type { Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import type { Ar } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import {
  bokforingDecider,
  bokforingStream,
  type BokforingKommando,
  type OppnaPeriod,
  type StangPeriod,
} from '../domain/bokforing.decider.js';
import { rakenskapsarDecider, rakenskapsarStream } from '../domain/rakenskapsar.decider.js';

/** Series that this process remembers to be registered: what some tens of förbund book in for some years. */
const MAX_KANDA = 10_000;

interface Serie {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
}

/** Carries out, and takes for done what somebody else has done already. */
async function omInte(kod: string, arbete: () => Promise<unknown>): Promise<void> {
  try {
    await arbete();
  } catch (fel) {
    if (!arDomanFel(fel) || fel.kod !== kod) throw fel;
  }
}

/**
 * The series of each förbund and year, each in its year's register before its first voucher. A closing is decided in that
 * register and then carried out in every series that stands there. So a series that is new is either there when the closing
 * is decided, and is closed with the others, or comes after, and takes part in the closing before anything is booked in it:
 * there is no moment between.
 */
@Injectable()
export class Serieregister {
  /** A series is never taken away, and its own stream has what is closed: what was seen once holds. */
  readonly #kanda = new Set<string>();

  constructor(private readonly kommandon: Kommandon) {}

  /**
   * Sees to it that the command's series may be booked in, or refuses what would be refused before anything is stored.
   * @throws DomanFel what `bokforingDecider` refuses, when the series has no events
   */
  async forbered(
    kommando: BokforingKommando | StangPeriod | OppnaPeriod,
    kontext: Kommandokontext,
  ): Promise<void> {
    const { forbund, ar, serie } = kommando.data;
    const stream = bokforingStream(forbund, ar, serie);
    if (this.#kanda.has(stream)) return;
    const { state, revision } = await this.kommandon.las(stream, bokforingDecider);
    const register = await this.kommandon.las(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    if (revision < 0) bokforingDecider.decide(kommando, { ...state, stangda: register.state.stangda });
    if (!register.state.serier.has(serie)) await this.laggUpp({ forbund, ar, serie }, kontext);
    await this.foljAret({ forbund, ar, serie }, kontext);
    if (this.#kanda.size >= MAX_KANDA) this.#kanda.clear();
    this.#kanda.add(stream);
  }

  async laggUpp(data: Serie, kontext: Kommandokontext): Promise<void> {
    await omInte('SERIE_FINNS', () =>
      this.kommandon.utfor({
        stream: rakenskapsarStream(data.forbund, data.ar),
        decider: rakenskapsarDecider,
        kommando: { typ: 'LaggUppSerie', data },
        kontext: { ...kontext, kommandoId: `serie-${data.serie}` },
      }),
    );
  }

  /** Carries out in all series what has been decided for the year. What is carried out already is left as it is. */
  async genomfor(forbund: ForbundId, ar: Ar, kontext: Kommandokontext): Promise<void> {
    const stream = rakenskapsarStream(forbund, ar);
    const { state } = await this.kommandon.las(stream, rakenskapsarDecider);
    const nummer = state.andringar.length;
    if (state.genomford === nummer) return;
    for (const serie of state.serier) await this.foljAret({ forbund, ar, serie }, kontext);
    await omInte('PERIODANDRING_GENOMFORD', () =>
      this.kommandon.utfor({
        stream,
        decider: rakenskapsarDecider,
        kommando: { typ: 'SlutforPeriodandringar', data: { forbund, ar, nummer } },
        kontext: { ...kontext, kommandoId: `genomford-${nummer}` },
      }),
    );
  }

  /** Carries out in a series what has been decided for all of its year, and what it has not had yet. */
  async foljAret({ forbund, ar, serie }: Serie, kontext: Kommandokontext): Promise<void> {
    const register = await this.kommandon.las(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    const { andringar } = register.state;
    const stream = bokforingStream(forbund, ar, serie);
    const senaste = andringar.at(-1);
    if (!senaste || (await this.#andring(stream)) >= senaste.nummer) return;
    await omInte('PERIODANDRING_GENOMFORD', () =>
      this.kommandon.utfor({
        stream,
        decider: bokforingDecider,
        kommando: { typ: 'GenomforPeriodandringar', data: { forbund, ar, serie, andringar } },
        kontext: { ...kontext, skal: senaste.grund, kommandoId: `periodandring-${senaste.nummer}` },
      }),
    );
  }

  async #andring(stream: string): Promise<number> {
    return (await this.kommandon.las(stream, bokforingDecider)).state.andring;
  }
}
