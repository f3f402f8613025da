import { createHash } from 'node:crypto';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Beloppslasning } from '../stomme/beloppslasning.js';
import type { Figur, Figurplats, Figursida } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang } from '../stomme/rapport.js';
import { Uppstallningsrapport } from '../uppstallning/uppstallningsrapport.js';
import { egetkapitalsBlad } from './eget-kapital.blad.js';
import { egetkapitalsFigur } from './eget-kapital.figur.js';
import { egetkapitalSomJson } from './eget-kapital.json.js';
import { EGET_KAPITAL } from './eget-kapital.schema.js';
import type { Egetkapital } from './eget-kapital.js';
import { indikatorerna } from './indikatorer.js';
import { medfoljandeKapitalregler } from './kapitalregler.js';
import { lasArsskiften, samlaKapitaluppgifter } from './las-eget-kapital.js';

/** Years that the tables show. */
const ANTAL_AR = 4;
const HASHLANGD = 12;

/** Equity as it is set up, with what a definition cannot compute: the balanskrav, the ceiling on saved capital, and how years meet. */
export class Egetkapitalrapport extends Rapport<Egetkapital> {
  readonly json = egetkapitalSomJson;
  readonly schema = EGET_KAPITAL;
  readonly blad = egetkapitalsBlad;
  readonly namn: string;
  readonly titel: string;
  readonly regelversion: string;
  readonly lasmodeller: readonly string[];
  readonly #uppstalld = new Uppstallningsrapport('eget-kapital');
  readonly #regler = medfoljandeKapitalregler();

  constructor() {
    super();
    this.namn = this.#uppstalld.namn;
    this.titel = this.#uppstalld.titel;
    this.lasmodeller = [...this.#uppstalld.lasmodeller, 'finansiering'];
    this.regelversion = this.#medRegler(this.#uppstalld.regelversion);
  }

  /** Other rules are another version. */
  #medRegler(version: string): string {
    const hash = createHash('sha256').update(kanoniskJson(this.#regler)).digest('hex').slice(0, HASHLANGD);
    return `${version}, kapitalregler ${hash}`;
  }

  override regelversionFor({ uppstallning }: Egetkapital): string {
    return this.#medRegler(this.#uppstalld.regelversionFor(uppstallning));
  }

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Egetkapital> {
    const antalAr = Math.max(...this.#regler.balanskrav.map((r) => r.aterstallsInomAr));
    const lasning = new Beloppslasning(sql, s);
    const [uppstallning, uppgifter, arsskiften] = await Promise.all([
      this.#uppstalld.lasUr(lasning, sql, s),
      samlaKapitaluppgifter(lasning, sql, s, antalAr),
      lasArsskiften(lasning, sql, s, ANTAL_AR),
    ]);
    const indikatorer = uppgifter.map((u) => indikatorerna(u, { per: s.per, regler: this.#regler }));
    return { uppstallning, indikatorer, arsskiften };
  }

  override async harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    { uppstallning, ...ovrigt }: Egetkapital,
    plats: Figurplats,
    _sida: Figursida,
  ): Promise<Figur | undefined> {
    return (
      (await this.#uppstalld.harled(sql, s, uppstallning, plats)) ??
      (await egetkapitalsFigur(sql, s, ovrigt, plats))
    );
  }
}
