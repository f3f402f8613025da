import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { kallnyckel, type Belopp, type Kalla, type Kontoregister } from './belopp.js';
import { kandaBalanser, type KandaBalanser } from './kanda-balanser.js';
import { lasBelopp } from './las-belopp.js';
import { lasKontoregister } from './las-kontoregister.js';
import type { Rapportsammanhang } from './rapport.js';

/** The money of some förbund in one snapshot, without balances that are not known. What several parts of a report want is read once. */
export class Beloppslasning {
  readonly #nycklar: readonly ForbundId[];
  readonly #ordinal: number;
  readonly #lasta = new Map<string, Promise<Belopp[]>>();
  #register: Promise<ReadonlyMap<ForbundId, Kontoregister>> | undefined;
  #kanda: Promise<KandaBalanser> | undefined;

  constructor(
    private readonly sql: TransactionSql,
    { forbund, ordinal }: Pick<Rapportsammanhang, 'forbund' | 'ordinal'>,
  ) {
    this.#nycklar = forbund.map((f) => f.forbund);
    this.#ordinal = ordinal;
  }

  register(): Promise<ReadonlyMap<ForbundId, Kontoregister>> {
    return (this.#register ??= lasKontoregister(this.sql, this.#nycklar, this.#ordinal));
  }

  /** @param forbund among those of the reading */
  las(kalla: Kalla, forbund: readonly ForbundId[]): Promise<Belopp[]> {
    const nyckel = [kallnyckel(kalla), ...forbund].join('|');
    const lasning = this.#lasta.get(nyckel) ?? this.#las(kalla, forbund);
    this.#lasta.set(nyckel, lasning);
    return lasning;
  }

  async #las(kalla: Kalla, forbund: readonly ForbundId[]): Promise<Belopp[]> {
    this.#kanda ??= kandaBalanser(this.sql, this.#nycklar, this.#ordinal);
    const [register, kanda] = await Promise.all([this.register(), this.#kanda]);
    return kanda(kalla, await lasBelopp(this.sql, { kalla, forbund, ordinal: this.#ordinal, register }));
  }
}
