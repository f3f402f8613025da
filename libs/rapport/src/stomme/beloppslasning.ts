import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { kallnyckel, type Belopp, type Kalla } from './belopp.js';
import { kandaBalanser } from './kanda-balanser.js';
import { lasBelopp, lasBeloppsunderlag, type Beloppsunderlag } from './las-belopp.js';
import type { Rapportsammanhang } from './rapport.js';

/** The money of some förbund in one snapshot, without balances that are not known. What several parts of a report want is read once. */
export class Beloppslasning {
  readonly #nycklar: readonly ForbundId[];
  readonly #ordinal: number;
  readonly #lasta = new Map<string, Promise<readonly Belopp[]>>();
  #underlag: Promise<Beloppsunderlag> | undefined;

  constructor(
    private readonly sql: TransactionSql,
    { forbund, ordinal }: Pick<Rapportsammanhang, 'forbund' | 'ordinal'>,
  ) {
    this.#nycklar = forbund.map((f) => f.forbund);
    this.#ordinal = ordinal;
  }

  underlag(): Promise<Beloppsunderlag> {
    return (this.#underlag ??= lasBeloppsunderlag(this.sql, {
      forbund: this.#nycklar,
      ordinal: this.#ordinal,
    }));
  }

  /**
   * The money of each source, in their order.
   * @param forbund among those of the reading
   */
  las(kallor: readonly Kalla[], forbund: readonly ForbundId[]): Promise<(readonly Belopp[])[]> {
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

  async #las(kallor: readonly Kalla[], forbund: readonly ForbundId[]): Promise<(readonly Belopp[])[]> {
    if (kallor.length === 0) return [];
    const underlag = await this.underlag();
    const belopp = await lasBelopp(this.sql, kallor, { forbund, ordinal: this.#ordinal, ...underlag });
    return kallor.map((kalla, n) => kandaBalanser(kalla, belopp[n] ?? [], underlag.redovisade));
  }
}
