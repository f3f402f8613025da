import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats, Figursida } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang } from '../stomme/rapport.js';
import { beslutsloggensBlad } from './beslutslogg.blad.js';
import { beslutetsFigur } from './beslutslogg.figur.js';
import { beslutsloggSomJson } from './beslutslogg.json.js';
import { BESLUTSLOGG } from './beslutslogg.schema.js';
import { lasBeslutslogg, type Beslutslogg } from './las-beslutslogg.js';

/** The year's beslut: what was decided, where it stands, and how much rests on it. */
export class Beslutsloggrapport extends Rapport<Beslutslogg> {
  readonly namn = 'beslut';
  readonly titel = 'Beslutslogg';
  readonly regelversion = 'beslut/1';
  readonly lasmodeller = ['beslut', 'beslutsstod'] as const;
  readonly json = beslutsloggSomJson;
  readonly schema = BESLUTSLOGG;
  readonly blad = beslutsloggensBlad;

  las(sql: TransactionSql, s: Rapportsammanhang): Promise<Beslutslogg> {
    return lasBeslutslogg(sql, s);
  }

  override harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    logg: Beslutslogg,
    plats: Figurplats,
    sida: Figursida,
  ): Promise<Figur | undefined> {
    return beslutetsFigur(sql, s, logg, plats, sida);
  }
}
