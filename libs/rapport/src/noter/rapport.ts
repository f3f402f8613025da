import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang } from '../stomme/rapport.js';
import { Uppstallningsrapport } from '../uppstallning/uppstallningsrapport.js';
import { lasPeriodiseringar } from './las-periodiseringar.js';
import type { Noterna } from './noter.js';
import { noternasBlad } from './noter.blad.js';
import { NOTERNA, noternaSomJson } from './noter.json.js';

/** The notes as they are set up, and the accruals that stand. */
export class Noterapport extends Rapport<Noterna> {
  readonly json = noternaSomJson;
  readonly schema = NOTERNA;
  readonly blad = noternasBlad;
  readonly namn: string;
  readonly titel: string;
  readonly regelversion: string;
  readonly lasmodeller: readonly string[];
  readonly #uppstalld = new Uppstallningsrapport('noter');

  constructor() {
    super();
    this.namn = this.#uppstalld.namn;
    this.titel = this.#uppstalld.titel;
    this.regelversion = this.#uppstalld.regelversion;
    this.lasmodeller = this.#uppstalld.lasmodeller;
  }

  override regelversionFor({ uppstallning }: Noterna): string {
    return this.#uppstalld.regelversionFor(uppstallning);
  }

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Noterna> {
    const [uppstallning, periodiseringar] = await Promise.all([
      this.#uppstalld.las(sql, s),
      lasPeriodiseringar(sql, s),
    ]);
    return { uppstallning, periodiseringar };
  }

  override harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    { uppstallning }: Noterna,
    plats: Figurplats,
  ): Promise<Figur | undefined> {
    return this.#uppstalld.harled(sql, s, uppstallning, plats);
  }
}
