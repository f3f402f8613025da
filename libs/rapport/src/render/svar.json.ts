import type { Rapport, Rapportsvar } from '../stomme/rapport.js';

/** The report as the contract has it: amounts as integers in öre, null for what is missing. */
export const svarSomJson = <P extends Rapport>(svar: Rapportsvar<P>) => ({
  rapport: svar.rapport.namn,
  omfattning: svar.omfattning.nyckel,
  ar: svar.ar,
  per: svar.underlag.per,
  enhet: 'ore',
  ...(svar.rapport.json(svar.resultat) as ReturnType<P['json']>),
  anmarkningar: svar.anmarkningar,
  underlag: svar.underlag,
});
