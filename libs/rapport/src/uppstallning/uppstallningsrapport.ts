import type { ForbundId } from '#kernel/identiteter.js';
import { gallandeLayouter, type Rapportdefinition } from '#rapportlayout/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Beloppslasning } from '../stomme/beloppslasning.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang } from '../stomme/rapport.js';
import { lasUppstallning } from './las-uppstallning.js';
import { definitionens, medfoljandeDefinition } from './medfoljande-definition.js';
import type { Uppstallning } from './uppstallning.js';
import { uppstallningensBlad } from './uppstallning.blad.js';
import { uppstallningensFigur } from './uppstallning.figur.js';
import { uppstallningSomJson } from './uppstallning.json.js';
import { UPPSTALLNINGEN } from './uppstallning.schema.js';

/** Raised when the same definition and the same money would give other tables. */
const UPPSTALLNINGENS_VERSION = 2;

/** A report that is set up by a definition: the bundled one, or the one that the förbund has adopted. */
export class Uppstallningsrapport extends Rapport<Uppstallning> {
  readonly titel: string;
  readonly regelversion: string;
  readonly lasmodeller: readonly string[] = ['huvudbok', 'budget', 'rapportlayout'];
  readonly json = uppstallningSomJson;
  readonly schema = UPPSTALLNINGEN;
  readonly blad = uppstallningensBlad;
  readonly #medfoljande: Rapportdefinition;

  constructor(readonly namn: string) {
    super();
    this.#medfoljande = medfoljandeDefinition(namn);
    this.titel = this.#medfoljande.titel;
    this.regelversion = `${namn}/${UPPSTALLNINGENS_VERSION} ${definitionens(this.#medfoljande)}`;
  }

  override regelversionFor({ layouter }: Uppstallning): string {
    return [this.regelversion, ...layouter.map((l) => `${l.forbund} ${l.version}`)].join(', ');
  }

  las(sql: TransactionSql, s: Rapportsammanhang): Promise<Uppstallning> {
    return this.lasUr(new Beloppslasning(sql, s), sql, s);
  }

  /** The same, of money that other parts of a report read as well. */
  async lasUr(lasning: Beloppslasning, sql: TransactionSql, s: Rapportsammanhang): Promise<Uppstallning> {
    // The money's own underlag is asked for meanwhile: every table wants it.
    const [egna] = await Promise.all([this.#layouter(sql, s), lasning.underlag()]);
    const forbund = s.forbund.map((f) => ({
      ...f,
      definition: egna.get(f.forbund)?.definition ?? this.#medfoljande,
    }));
    const tabeller = await lasUppstallning({ forbund, ar: s.ar, per: s.per }, lasning);
    return {
      tabeller,
      layouter: [...egna].map(([nyckel, { version }]) => ({ forbund: nyckel, version })),
    };
  }

  override harled(
    _sql: TransactionSql,
    _s: Rapportsammanhang,
    uppstallning: Uppstallning,
    plats: Figurplats,
  ): Promise<Figur | undefined> {
    return Promise.resolve(uppstallningensFigur(uppstallning, plats));
  }

  /** The layouts that are not the bundled one: one that is tried, or those that hold on the day. */
  async #layouter(
    sql: TransactionSql,
    { forbund, layout, per, ordinal }: Rapportsammanhang,
  ): Promise<Map<ForbundId, { definition: Rapportdefinition; version: string }>> {
    const nycklar = forbund.map((f) => f.forbund);
    if (layout)
      return new Map(
        nycklar.map((f) => [
          f,
          { definition: layout, version: `prövad uppställning ${definitionens(layout)}` },
        ]),
      );
    const egna = await gallandeLayouter(sql, { forbund: nycklar, rapport: this.namn, per, ordinal });
    return new Map(
      egna.map((l) => [
        l.forbund,
        { definition: l.definition, version: `egen uppställning, händelse ${l.ordinal}` },
      ]),
    );
  }
}
