import { arFor, type Ar, type Datum, type Period } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Command } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Faktura, FinansieringState } from './finansiering.state.js';
import type { FinansieringHandelse, Huvudman } from './finansiering.events.js';
import { harBeslut, huvudmannyckel } from './huvudman.js';

export type FaktureringKod =
  | 'MEDEL_BELOPP_OGILTIGT'
  | 'MEDEL_EJ_BESLUTADE'
  | 'MEDEL_UTANFOR_AR'
  | 'FAKTURANUMMER_SAKNAS'
  | 'FAKTURA_FINNS'
  | 'FAKTURA_OKAND'
  | 'FAKTURA_FORFALLER_FORE'
  | 'MOTTAGET_OVER_FAKTURERAT'
  | 'ATERBETALT_OVER_MOTTAGET'
  | 'KREDITERAT_OVER_FAKTURERAT';

type Arets = { forbund: ForbundId; ar: Ar };
export type FaktureraMedel = Command<
  'FaktureraMedel',
  Arets & { huvudman: Huvudman; faktura: string; beloppOre: Ore; den: Datum; forfaller: Datum; avser: Period }
>;
export type KrediteraMedel = Command<
  'KrediteraMedel',
  Arets & { kreditnota: string; faktura: string; beloppOre: Ore; den: Datum }
>;
/** `beloppOre` is negative when money was paid back, or had been recorded wrongly. */
export type TaEmotMedel = Command<'TaEmotMedel', Arets & { faktura: string; beloppOre: Ore; den: Datum }>;

const fel = (kod: FaktureringKod, text: string, falt: string, forvantat: string): DomanFel<FaktureringKod> =>
  new DomanFel(kod, text, { falt, forvantat });

function kravNummer(state: FinansieringState, nummer: string, falt: string): void {
  if (nummer.trim() === '')
    throw fel('FAKTURANUMMER_SAKNAS', 'Fakturan saknar nummer.', falt, 'fakturans nummer');
  if (state.fakturor.has(nummer) || state.kreditnotor.has(nummer))
    throw fel('FAKTURA_FINNS', `Faktura ${nummer} är redan registrerad.`, falt, 'ett nytt nummer');
}

function kravFaktura(state: FinansieringState, nummer: string): Faktura {
  const faktura = state.fakturor.get(nummer);
  if (!faktura)
    throw fel(
      'FAKTURA_OKAND',
      `Faktura ${nummer} är inte registrerad för året.`,
      'faktura',
      'en registrerad faktura',
    );
  return faktura;
}

function kravPositivt(belopp: Ore): void {
  if (belopp <= 0n)
    throw fel(
      'MEDEL_BELOPP_OGILTIGT',
      'Beloppet ska vara större än noll.',
      'beloppOre',
      'ett positivt antal öre',
    );
}

/**
 * More than was decided may be invoiced: an invoice that has been sent is a fact, and instalments go out before the last
 * decision has come. Reports show it.
 */
export function fakturera({ data }: FaktureraMedel, state: FinansieringState): FinansieringHandelse[] {
  kravNummer(state, data.faktura, 'faktura');
  kravPositivt(data.beloppOre);
  if (!harBeslut(state.beslutat, data.huvudman))
    throw fel(
      'MEDEL_EJ_BESLUTADE',
      `Inget är beslutat om medel för ${data.ar} från ${huvudmannyckel(data.huvudman)}.`,
      'huvudman',
      'en huvudman vars medel för året är beslutade',
    );
  const { fran, till } = data.avser;
  if (fran > till || arFor(fran) !== data.ar || arFor(till) !== data.ar)
    throw fel(
      'MEDEL_UTANFOR_AR',
      `Perioden ${fran}–${till} ligger inte i ${data.ar}.`,
      'avser',
      `en period i ${data.ar}`,
    );
  if (data.forfaller < data.den)
    throw fel(
      'FAKTURA_FORFALLER_FORE',
      `Fakturan förfaller ${data.forfaller}, innan den är utställd ${data.den}.`,
      'forfaller',
      'fakturadagen eller en dag efter den',
    );
  return [{ typ: 'MedelFakturerade', data }];
}

/** An invoice that has been paid may be credited: what was received beyond the rest is owed back, and reports show it. */
export function kreditera({ data }: KrediteraMedel, state: FinansieringState): FinansieringHandelse[] {
  kravNummer(state, data.kreditnota, 'kreditnota');
  kravPositivt(data.beloppOre);
  const { huvudman, avser, faktureratOre, krediteratOre } = kravFaktura(state, data.faktura);
  const kvarOre = faktureratOre - krediteratOre;
  if (data.beloppOre > kvarOre)
    throw fel(
      'KREDITERAT_OVER_FAKTURERAT',
      `Av faktura ${data.faktura} återstår ${kvarOre} öre att kreditera.`,
      'beloppOre',
      `högst ${kvarOre} öre`,
    );
  return [{ typ: 'MedelKrediterade', data: { ...data, huvudman, avser } }];
}

export function taEmot({ data }: TaEmotMedel, state: FinansieringState): FinansieringHandelse[] {
  const { huvudman, faktureratOre, krediteratOre, mottagetOre } = kravFaktura(state, data.faktura);
  if (data.beloppOre === 0n)
    throw fel('MEDEL_BELOPP_OGILTIGT', 'Inget är mottaget.', 'beloppOre', 'ett annat antal öre än noll');
  const obetaltOre = faktureratOre - krediteratOre - mottagetOre;
  if (data.beloppOre > 0n && data.beloppOre > obetaltOre)
    throw fel(
      'MOTTAGET_OVER_FAKTURERAT',
      `Av faktura ${data.faktura} är ${obetaltOre} öre obetalt.`,
      'beloppOre',
      `högst ${obetaltOre < 0n ? 0n : obetaltOre} öre`,
    );
  if (mottagetOre + data.beloppOre < 0n)
    throw fel(
      'ATERBETALT_OVER_MOTTAGET',
      `På faktura ${data.faktura} är ${mottagetOre} öre mottaget.`,
      'beloppOre',
      `minst ${-mottagetOre} öre`,
    );
  return [{ typ: 'MedelMottagna', data: { ...data, huvudman } }];
}
