import {
  UtforBeslutskommando,
  UtforBeslutskommandoHandler,
  UtforSammantradeskommando,
  UtforSammantradeskommandoHandler,
} from '#beslut/public.js';
import {
  Serieregister,
  UtforBokforingskommando,
  UtforBokforingskommandoHandler,
  UtforKompletteraKontoplan,
  UtforKompletteraKontoplanHandler,
} from '#bokforing/public.js';
import { UtforBudgetkommando, UtforBudgetkommandoHandler } from '#budget/public.js';
import type { Kommandon } from '#event-store/kommandon.js';
import {
  UtforFinansieringskommando,
  UtforFinansieringskommandoHandler,
  UtforMedelspostkommando,
  UtforMedelspostkommandoHandler,
} from '#finansiering/public.js';
import { UtforForbundskommando, UtforForbundskommandoHandler } from '#forbund/public.js';
import {
  UtforInsatskommando,
  UtforInsatskommandoHandler,
  UtforUppfoljningskommando,
  UtforUppfoljningskommandoHandler,
} from '#insats/public.js';
import { assert } from '#kernel/fel.js';

/** Each stands under the class of its own command. */
interface Hanterare {
  readonly execute: (kommando: never) => Promise<unknown>;
}

/** A command bus on trial: the handlers themselves, over `Kommandon` that store nothing. */
export class Provutforande {
  readonly #hanterare: ReadonlyMap<unknown, Hanterare>;

  /** @param prov see `Kommandon.paProv` */
  constructor(prov: Kommandon) {
    this.#hanterare = hanterarna(prov);
  }

  /** @throws DomanFel what would be refused */
  async execute(kommando: object): Promise<void> {
    const hanterare = this.#hanterare.get(kommando.constructor);
    assert(hanterare !== undefined, `${kommando.constructor.name} kan prövas`);
    await hanterare.execute(kommando as never);
  }
}

/** Of each command that a document becomes. */
const hanterarna = (prov: Kommandon): ReadonlyMap<unknown, Hanterare> =>
  new Map<unknown, Hanterare>([
    [UtforForbundskommando, new UtforForbundskommandoHandler(prov)],
    [UtforBeslutskommando, new UtforBeslutskommandoHandler(prov)],
    [UtforSammantradeskommando, new UtforSammantradeskommandoHandler(prov)],
    [UtforInsatskommando, new UtforInsatskommandoHandler(prov)],
    [UtforUppfoljningskommando, new UtforUppfoljningskommandoHandler(prov)],
    [UtforFinansieringskommando, new UtforFinansieringskommandoHandler(prov)],
    [UtforMedelspostkommando, new UtforMedelspostkommandoHandler(prov)],
    [UtforKompletteraKontoplan, new UtforKompletteraKontoplanHandler(prov)],
    [UtforBudgetkommando, new UtforBudgetkommandoHandler(prov)],
    [UtforBokforingskommando, new UtforBokforingskommandoHandler(prov, new Serieregister(prov))],
  ]);
