import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang } from '../stomme/rapport.js';
import { budgetuppfoljning, type Budgetuppfoljning } from './budgetuppfoljning.js';
import { samlaUppfoljning } from './las-budgetuppfoljning.js';
import { uppfoljningensBlad } from './uppfoljning.blad.js';
import { uppfoljningensFigur } from './uppfoljning.figur.js';
import { uppfoljningSomJson } from './uppfoljning.json.js';
import { UPPFOLJNING } from './uppfoljning.schema.js';

/** Budget, utfall, the board's prognosis and the computed one, and avvikelse, per line. */
export class Budgetuppfoljningsrapport extends Rapport<Budgetuppfoljning> {
  readonly namn = 'budgetuppfoljning';
  readonly titel = 'Budgetuppföljning';
  readonly regelversion = 'budgetuppfoljning/1';
  readonly lasmodeller = ['huvudbok', 'budget', 'prognos'] as const;
  readonly json = uppfoljningSomJson;
  readonly schema = UPPFOLJNING;
  readonly blad = uppfoljningensBlad;

  override harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    uppfoljning: Budgetuppfoljning,
    plats: Figurplats,
  ): Promise<Figur | undefined> {
    return uppfoljningensFigur(sql, s, uppfoljning, plats);
  }

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Budgetuppfoljning> {
    return budgetuppfoljning(await samlaUppfoljning(sql, s));
  }
}
