import type { Verifikationssamband } from '#bokforing/public.js';
import type { Nyckel } from '#kernel/identiteter.js';

/** How a voucher is named within its year: series and number. */
export const verNamn = (v: { readonly serie: Nyckel; readonly nummer: number }): string =>
  `${v.serie} ${v.nummer}`;

type MedSamband = Verifikationssamband & { readonly serie: Nyckel; readonly rattar: number | null };

/** What a voucher has to do with others, in words: what it corrects and what corrects it, both ways. */
export function sambandIOrd(v: MedSamband): string {
  const egen = (nummer: number): string => verNamn({ serie: v.serie, nummer });
  return [
    ...(v.rattar === null ? [] : [`${v.makulerar ? 'makulerar' : 'rättar'} ${egen(v.rattar)}`]),
    ...(v.rattasAv.length === 0 ? [] : [`rättad av ${v.rattasAv.map(egen).join(', ')}`]),
    ...(v.periodisering === null ? [] : [`periodisering, vänds ${v.periodisering.vands}`]),
    ...(v.vander === null ? [] : [`vänder ${v.vander.ar} ${verNamn(v.vander)}`]),
    ...(v.vandsAv === null ? [] : [`vänd av ${v.vandsAv.ar} ${verNamn(v.vandsAv)}`]),
  ].join('; ');
}

/** The same as JSON. */
export const sambandSomJson = ({
  rattar,
  makulerar,
  rattasAv,
  periodisering,
  vander,
  vandsAv,
}: MedSamband) => ({ rattar, makulerar, rattasAv, periodisering, vander, vandsAv });
