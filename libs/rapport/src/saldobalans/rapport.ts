import { arFor } from '#kernel/datum.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { Rapport, type Rapportsammanhang, type Rapportval } from '../stomme/rapport.js';
import { bokperiod, FRAN, ogiltigtVal } from '../stomme/val.js';
import { lasBokforda, lasSaldounderlag } from './las-saldobalans.js';
import { forbundssaldon, type Saldobalans } from './saldobalans.js';
import { saldobalansensBlad } from './saldobalans.blad.js';
import { saldobalansensFigur, tolkaRad } from './saldobalans.figur.js';
import { saldobalansSomJson } from './saldobalans.json.js';
import { SALDOBALANS } from './saldobalans.schema.js';

const DELAT = 'kontering';
const UPPDELNING: Rapportval = {
  namn: 'uppdelning',
  beskrivning: `${DELAT}: varje konto också per insats och motpart.`,
  exempel: DELAT,
};

/** Every konto with its opening balance, what was debited and credited in the period, and what stands on it. */
export class Saldobalansrapport extends Rapport<Saldobalans> {
  readonly namn = 'saldobalans';
  readonly titel = 'Saldobalans';
  readonly regelversion = 'saldobalans/1';
  readonly lasmodeller = ['huvudbok'] as const;
  override readonly valbara = [FRAN, UPPDELNING];
  readonly json = saldobalansSomJson;
  readonly schema = SALDOBALANS;
  readonly blad = saldobalansensBlad;

  override async harled(
    sql: TransactionSql,
    s: Rapportsammanhang,
    _resultat: Saldobalans,
    plats: Figurplats,
  ): Promise<Figur | undefined> {
    const rad = tolkaRad(plats.rad);
    const egna = s.forbund.filter((f) => f.forbund === rad?.forbund);
    if (!rad || egna.length === 0 || arFor(rad.fran) !== s.ar) return undefined;
    const period = bokperiod({ ...s, val: { fran: rad.fran } });
    if (!period) return undefined;
    const [underlag] = await lasSaldounderlag(sql, { forbund: egna, period, ordinal: s.ordinal });
    return underlag && saldobalansensFigur(underlag, period, rad, plats);
  }

  async las(sql: TransactionSql, s: Rapportsammanhang): Promise<Saldobalans> {
    const { ar, ordinal } = s;
    const period = bokperiod(s);
    const { uppdelning } = s.val;
    if (uppdelning !== undefined && uppdelning !== DELAT) throw ogiltigtVal('uppdelning', uppdelning, DELAT);
    const { bokforda, saknas } = await lasBokforda(sql, s, period);
    const underlag =
      period && bokforda.length > 0
        ? await lasSaldounderlag(sql, { forbund: bokforda, period, ordinal })
        : [];
    const oppnade = new Set(bokforda.filter((f) => f.oppnat).map((f) => f.forbund));
    const delat = uppdelning === DELAT;
    return {
      ...{ ar, period, saknas },
      forbund: underlag.map((u) => forbundssaldon(u, { ar, delat, oppnat: oppnade.has(u.forbund) })),
    };
  }
}
