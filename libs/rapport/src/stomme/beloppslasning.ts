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

  /**
   * The money of each source, in their order.
   * @param forbund among those of the reading
   */
  las(kallor: readonly Kalla[], forbund: readonly ForbundId[]): Promise<Belopp[][]> {
    const nyckeln = (k: Kalla): string => [kallnyckel(k), ...forbund].join('|');
    const nya = kallor.filter((k) => !this.#lasta.has(nyckeln(k)));
    const lasning = this.#las(nya, forbund);
    for (const [n, kalla] of nya.entries())
      this.#lasta.set(
        nyckeln(kalla),
        lasning.then((belopp) => belopp[n] ?? []),
      );
    return Promise.all(kallor.map((k) => this.#lasta.get(nyckeln(k)) ?? Promise.resolve([])));
  }

  async #las(kallor: readonly Kalla[], forbund: readonly ForbundId[]): Promise<Belopp[][]> {
    if (kallor.length === 0) return [];
    const register = await this.register();
    const [kanda, belopp] = await Promise.all([
      kallor.some((k) => k.slag === 'saldo') ? this.#kandaBalanser() : undefined,
      lasBelopp(this.sql, kallor, { forbund, ordinal: this.#ordinal, register }),
    ]);
    return kallor.map((kalla, n) => {
      const alla = belopp[n] ?? [];
      return kanda ? kanda(kalla, alla) : alla;
    });
  }

  #kandaBalanser(): Promise<KandaBalanser> {
    return (this.#kanda ??= kandaBalanser(this.sql, this.#nycklar, this.#ordinal));
  }
}
