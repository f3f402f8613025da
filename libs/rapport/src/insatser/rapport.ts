import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang } from '../stomme/rapport.js';
import { insatsernasBlad } from './insatser.blad.js';
import { insatsernasFigur } from './insatser.figur.js';
import { insatserSomJson } from './insatser.json.js';
import { INSATSER } from './insatser.schema.js';
import { samlaInsatser, type Insatsrapporten } from './las-insatser.js';

/** Insatser with their money, goals and follow-up; small counts protected. */
export class Insatsrapport extends Rapport<Insatsrapporten> {
  readonly namn = 'insatser';
  readonly titel = 'Insatser';
  readonly regelversion = 'insatser/1';
  readonly lasmodeller = ['insatser', 'uppfoljning', 'huvudbok', 'budget'] as const;
  readonly json = insatserSomJson;
  readonly schema = INSATSER;
  readonly blad = insatsernasBlad;

  las(sql: TransactionSql, s: Rapportsammanhang): Promise<Insatsrapporten> {
    return samlaInsatser(sql, s);
  }

  override harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    rapport: Insatsrapporten,
    plats: Figurplats,
  ): Promise<Figur | undefined> {
    return insatsernasFigur(sql, s, rapport, plats);
  }
}
