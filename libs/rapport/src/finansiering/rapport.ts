import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { Rapport, tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import { finansieringensBlad } from './finansiering.blad.js';
import { finansieringensFigur } from './finansiering.figur.js';
import { finansieringSomJson } from './finansiering.json.js';
import { FINANSIERING } from './finansiering.schema.js';
import { finansiering } from './finansiering.js';
import type { Finansieringsrapport } from './rader.js';
import { samlaFinansiering } from './las-finansiering.js';

/** Medel from the huvudmän: decided, invoiced, received, periodised and booked, and the ½ ¼ ¼ check. */
export class Finansieringsrapporten extends Rapport<Finansieringsrapport> {
  readonly namn = 'finansiering';
  readonly titel = 'Finansiering';
  readonly regelversion = 'finansiering/1';
  readonly lasmodeller = ['huvudbok', 'budget', 'finansiering'] as const;
  readonly json = finansieringSomJson;
  readonly schema = FINANSIERING;
  readonly blad = finansieringensBlad;

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Finansieringsrapport> {
    return finansiering({ ar: s.ar, per: tillDag(s), forbund: await samlaFinansiering(sql, s) });
  }

  override harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    rapport: Finansieringsrapport,
    plats: Figurplats,
  ): Promise<Figur | undefined> {
    return finansieringensFigur(sql, s, rapport, plats);
  }
}
