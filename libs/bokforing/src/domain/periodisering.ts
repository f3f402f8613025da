import { arFor, type Datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type {
  Periodisering,
  Periodiseringsslag,
  Verifikationsplats,
  Verifikationsrad,
} from './bokforing.events.js';

export type PeriodiseringKod =
  'PERIODISERING_FEL_KONTO' | 'VANDNING_UTANFOR_TID' | 'PERIODISERING_REDAN_VAND';
/** What a request to reverse an accrual can be refused with before it is a command. */
export type VandningKod = 'PERIODISERING_SAKNAS';

/** Konto classes of the two sides: accrued and prepaid stand on the balance until they are reversed. */
const SIDOR: Record<
  Periodiseringsslag,
  { readonly namn: string; readonly balans: string; readonly resultat: string }
> = {
  upplupen_kostnad: { namn: 'upplupen kostnad', balans: '2', resultat: '45678' },
  forutbetald_kostnad: { namn: 'förutbetald kostnad', balans: '1', resultat: '45678' },
  upplupen_intakt: { namn: 'upplupen intäkt', balans: '1', resultat: '38' },
  forutbetald_intakt: { namn: 'förutbetald intäkt', balans: '2', resultat: '38' },
};

/**
 * Both sides of the accrual's kind and no other konto, and a reversal that comes later: within the year or the next.
 * @throws DomanFel PERIODISERING_FEL_KONTO, VANDNING_UTANFOR_TID
 */
export function kontrolleraPeriodisering(
  { slag, vands }: Periodisering,
  datum: Datum,
  rader: readonly Verifikationsrad[],
): void {
  const { namn, balans, resultat } = SIDOR[slag];
  const klass = (r: Verifikationsrad): string => r.konto.charAt(0);
  const fel = rader.findIndex((r) => !`${balans}${resultat}`.includes(klass(r)));
  const baraEnaSidan = [balans, resultat].some((sida) => !rader.some((r) => sida.includes(klass(r))));
  if (fel >= 0 || baraEnaSidan)
    throw new DomanFel<PeriodiseringKod>(
      'PERIODISERING_FEL_KONTO',
      fel >= 0
        ? `Kontot ${rader[fel]?.konto ?? ''} hör inte till en ${namn}.`
        : `En ${namn} har både balanskonto och resultatkonto.`,
      {
        falt: fel >= 0 ? `rader[${fel}].konto` : 'rader',
        forvantat: `konton i klass ${balans} mot konton i klass ${[...resultat].join(', ')}`,
      },
    );
  if (vands <= datum || arFor(vands) > arFor(datum) + 1)
    throw new DomanFel<PeriodiseringKod>(
      'VANDNING_UTANFOR_TID',
      `Periodiseringen den ${datum} kan inte vändas den ${vands}.`,
      { falt: 'vands', forvantat: 'en dag efter periodiseringen, senast året efter' },
    );
}

export const platsnyckel = ({ ar, serie, nummer }: Verifikationsplats): string => `${ar}-${serie}-${nummer}`;

/** @throws DomanFel PERIODISERING_REDAN_VAND */
export function kontrolleraEjVand(vanda: ReadonlySet<string>, vander: Verifikationsplats): void {
  if (vanda.has(platsnyckel(vander)))
    throw new DomanFel<PeriodiseringKod>(
      'PERIODISERING_REDAN_VAND',
      `Periodiseringen ${vander.serie}${vander.nummer} ${vander.ar} är redan vänd.`,
      { falt: 'nummer', forvantat: 'en periodisering som står kvar' },
    );
}
