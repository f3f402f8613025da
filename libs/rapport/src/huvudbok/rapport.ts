import type { TransactionSql } from '#read-store/anslutning.js';
import { Rapport, type Rapportsammanhang, type Rapportval } from '../stomme/rapport.js';
import { bokperiod, FRAN, ogiltigtVal, SIDMARKOR, SIDVAL, valtAntal, valtKonto } from '../stomme/val.js';
import { tolkaMarkor, type Huvudbok } from './huvudbok.js';
import { huvudbokensBlad } from './huvudbok.blad.js';
import { huvudbokSomJson } from './huvudbok.json.js';
import { HUVUDBOK } from './huvudbok.schema.js';
import { lasHuvudbok } from './las-huvudbok.js';

const KONTON: readonly Rapportval[] = [
  {
    namn: 'konto',
    beskrivning: 'Ett konto, eller med tillKonto det första av flera; alla om inget anges.',
    exempel: '1930',
  },
  { namn: 'tillKonto', beskrivning: 'Till och med vilket konto.', exempel: '1999' },
];

/** Every row of the konton asked for, in the order of its day, with what stood on the konto after it. */
export class Huvudboksrapport extends Rapport<Huvudbok> {
  readonly namn = 'huvudbok';
  readonly titel = 'Huvudbok';
  readonly regelversion = 'huvudbok/1';
  readonly lasmodeller = ['huvudbok'] as const;
  override readonly valbara = [...KONTON, FRAN, ...SIDVAL];
  readonly json = huvudbokSomJson;
  readonly schema = HUVUDBOK;
  readonly blad = huvudbokensBlad;

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Huvudbok> {
    const { efter } = s.val;
    const markor = efter === undefined ? undefined : tolkaMarkor(efter);
    if (efter !== undefined && !markor) throw ogiltigtVal('efter', efter, SIDMARKOR);
    const franKonto = valtKonto(s, 'konto');
    const tillKonto = valtKonto(s, 'tillKonto') ?? franKonto;
    if (franKonto !== undefined && tillKonto !== undefined && tillKonto < franKonto)
      throw ogiltigtVal('tillKonto', tillKonto, `ett konto från ${franKonto}`);
    const val = { period: bokperiod(s), antal: valtAntal(s), efter: markor, franKonto, tillKonto };
    return lasHuvudbok(sql, s, val);
  }
}
