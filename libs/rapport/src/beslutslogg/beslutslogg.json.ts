import { beslutetsId } from './beslutslogg.figur.js';
import type { Beslutslogg, Loggat } from './las-beslutslogg.js';

const beslutet = ({ rad, lage, faststaller, faststalltAv, vilar }: Loggat) => ({
  id: beslutetsId(rad),
  beslut: rad.beslut,
  forbund: rad.forbund,
  paragraf: rad.paragraf,
  dnr: rad.dnr,
  fattat: { slag: rad.fattatSlag, fran: rad.fattatFran, till: rad.fattatTill },
  organ: rad.organ,
  rubrik: rad.rubrik,
  status: lage.skede,
  justerat: lage.justerat,
  anslaget: lage.anslaget,
  lagaKraft: lage.lagaKraft,
  upphort: lage.upphort,
  avser: { budget: rad.avserBudget, prognos: rad.avserPrognos },
  styrkt: rad.styrkt,
  faststaller,
  faststalltAv,
  avvikelser: lage.avvikelser,
  handelser: vilar,
});

export const beslutsloggSomJson = (logg: Beslutslogg) => ({
  rader: logg.forbund.flatMap((f) => f.beslut.map(beslutet)),
  saknas: logg.forbund.filter((f) => f.beslut.length === 0).map((f) => ({ forbund: f.forbund })),
});
