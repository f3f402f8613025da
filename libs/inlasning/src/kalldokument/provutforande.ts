import {
  beslutDecider,
  beslutStream,
  sammantradeDecider,
  sammantradeStream,
  UtforBeslutskommando,
  UtforSammantradeskommando,
} from '#beslut/public.js';
import {
  bokforingDecider,
  bokforingStream,
  kontoplanDecider,
  kontoplanStream,
  UtforBokforingskommando,
  UtforKompletteraKontoplan,
  vantandePeriodandringar,
} from '#bokforing/public.js';
import { budgetDecider, budgetStream, UtforBudgetkommando } from '#budget/public.js';
import type { Kommandon, Tillstand } from '#event-store/kommandon.js';
import {
  finansieringDecider,
  finansieringStream,
  medelspostDecider,
  medelspostStream,
  UtforFinansieringskommando,
  UtforMedelspostkommando,
} from '#finansiering/public.js';
import { forbundDecider, forbundStream, UtforForbundskommando } from '#forbund/public.js';
import {
  insatsDecider,
  insatsStream,
  uppfoljningDecider,
  uppfoljningStream,
  UtforInsatskommando,
  UtforUppfoljningskommando,
} from '#insats/public.js';
import { assert } from '#kernel/fel.js';
import type { Command, Decider, Event } from '#kernel/handelse.js';

type Fold<S, H extends Event> = Pick<Decider<S, unknown, H>, 'start' | 'evolve'>;

/** What a command is decided by, and on. */
interface Arbete {
  readonly stream: string;
  readonly besluta: (prov: Provutforande) => Promise<readonly Event[]>;
}

/**
 * A command bus on trial: decides on what the streams hold and on what it has decided itself, and stores nothing. What a
 * handler looks up in other streams first (konton, members) is not looked up.
 */
export class Provutforande {
  readonly #nya = new Map<string, readonly Event[]>();

  constructor(private readonly kommandon: Pick<Kommandon, 'las'>) {}

  async las<S, H extends Event>(stream: string, fold: Fold<S, H>): Promise<Tillstand<S>> {
    const { state, revision } = await this.kommandon.las(stream, fold);
    // The stream's events are the decider's own, on trial too.
    const nya = (this.#nya.get(stream) ?? []) as readonly H[];
    return { state: nya.reduce(fold.evolve, state), revision: revision + nya.length };
  }

  /** @throws DomanFel what would be refused */
  async execute(kommando: object): Promise<void> {
    if (kommando instanceof UtforBokforingskommando) {
      const { forbund, ar, serie } = kommando.kommando.data;
      // As the series will be when something is booked in it: with what has been closed for all of its year.
      this.#lagg(
        bokforingStream(forbund, ar, serie),
        await vantandePeriodandringar(this, { forbund, ar, serie }),
      );
    }
    const arbete = arbetet(kommando);
    assert(arbete !== undefined, `${kommando.constructor.name} kan prövas`);
    this.#lagg(arbete.stream, await arbete.besluta(this));
  }

  #lagg(stream: string, handelser: readonly Event[]): void {
    this.#nya.set(stream, [...(this.#nya.get(stream) ?? []), ...handelser]);
  }
}

const arbete = <S, K extends Command, H extends Event>(
  stream: string,
  decider: Decider<S, K, H>,
  kommando: K,
): Arbete => ({
  stream,
  besluta: async (prov) => decider.decide(kommando, (await prov.las(stream, decider)).state),
});

/** The stream and decider of each command that a document becomes. */
function arbetet(k: object): Arbete | undefined {
  if (k instanceof UtforForbundskommando)
    return arbete(forbundStream(k.kommando.data.forbund), forbundDecider, k.kommando);
  if (k instanceof UtforBeslutskommando)
    return arbete(beslutStream(k.kommando.data.forbund, k.kommando.data.beslut), beslutDecider, k.kommando);
  if (k instanceof UtforSammantradeskommando) {
    const { forbund, sammantrade } = k.kommando.data;
    return arbete(sammantradeStream(forbund, sammantrade), sammantradeDecider, k.kommando);
  }
  if (k instanceof UtforInsatskommando)
    return arbete(insatsStream(k.kommando.data.forbund, k.kommando.data.insats), insatsDecider, k.kommando);
  if (k instanceof UtforUppfoljningskommando) {
    const { forbund, insats } = k.kommando.data;
    return arbete(uppfoljningStream(forbund, insats), uppfoljningDecider, k.kommando);
  }
  if (k instanceof UtforFinansieringskommando)
    return arbete(
      finansieringStream(k.kommando.data.forbund, k.kommando.data.ar),
      finansieringDecider,
      k.kommando,
    );
  if (k instanceof UtforMedelspostkommando)
    return arbete(medelspostStream(k.kommando.data.forbund), medelspostDecider, k.kommando);
  return arbetetIBockerna(k);
}

function arbetetIBockerna(k: object): Arbete | undefined {
  if (k instanceof UtforKompletteraKontoplan)
    return arbete(kontoplanStream(k.kommando.data.forbund), kontoplanDecider, k.kommando);
  if (k instanceof UtforBudgetkommando)
    return arbete(budgetStream(k.kommando.data.forbund, k.kommando.data.ar), budgetDecider, k.kommando);
  if (k instanceof UtforBokforingskommando) {
    const { forbund, ar, serie } = k.kommando.data;
    return arbete(bokforingStream(forbund, ar, serie), bokforingDecider, k.kommando);
  }
  return undefined;
}
