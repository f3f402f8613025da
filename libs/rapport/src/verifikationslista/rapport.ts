import { arNyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Rapport, type Rapportsammanhang, type Rapportval } from '../stomme/rapport.js';
import { ogiltigtVal, SIDMARKOR, SIDVAL, valtAntal } from '../stomme/val.js';
import { lasVerifikationslista } from './las-verifikationslista.js';
import { tolkaMarkor, type Verifikationslista } from './verifikationslista.js';
import { verifikationslistansBlad } from './verifikationslista.blad.js';
import { verifikationslistaSomJson } from './verifikationslista.json.js';
import { VERIFIKATIONSLISTA } from './verifikationslista.schema.js';

const SERIE: Rapportval = { namn: 'serie', beskrivning: 'Bara en serie.', exempel: 'a' };

/** The vouchers of the year by number, as they were recorded, with why; numbers that are missing are told. */
export class Verifikationslisterapport extends Rapport<Verifikationslista> {
  readonly namn = 'verifikationslista';
  readonly titel = 'Verifikationslista';
  readonly regelversion = 'verifikationslista/1';
  readonly lasmodeller = ['huvudbok', 'beslut'] as const;
  override readonly valbara = [SERIE, ...SIDVAL];
  readonly json = verifikationslistaSomJson;
  readonly schema = VERIFIKATIONSLISTA;
  readonly blad = verifikationslistansBlad;

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Verifikationslista> {
    const { efter, serie } = s.val;
    if (serie !== undefined && !arNyckel(serie)) throw ogiltigtVal('serie', serie, 'en serie, t.ex. a');
    const markor = efter === undefined ? undefined : tolkaMarkor(efter);
    if (efter !== undefined && !markor) throw ogiltigtVal('efter', efter, SIDMARKOR);
    return lasVerifikationslista(sql, s, { serie, antal: valtAntal(s), efter: markor });
  }
}
