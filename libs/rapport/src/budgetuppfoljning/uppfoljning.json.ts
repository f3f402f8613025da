import { oreTillTal, type Ore } from '#kernel/ore.js';
import { delaPostId } from '#kernel/poster.js';
import type { Budgetuppfoljning, Uppfoljningssumma } from './budgetuppfoljning.js';
import { forbundssummansId, radensId } from './uppfoljning.figur.js';

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));

const summan = (s: Uppfoljningssumma) => ({
  budget: tal(s.budgetOre),
  utfall: tal(s.utfallOre),
  prognos: tal(s.prognosOre),
  avvikelse: tal(s.avvikelseOre),
});

export const uppfoljningSomJson = (rapport: Budgetuppfoljning) => ({
  rader: rapport.rader.map((r) => ({
    id: radensId(r),
    rad: r.rad,
    post: delaPostId(r.post).nyckel,
    slag: delaPostId(r.post).slag,
    forbund: r.forbund,
    grupp: r.grupp,
    insats: r.insats,
    overordnad: r.overordnad === null ? null : delaPostId(r.overordnad).nyckel,
    ...summan(r),
    prognosBeraknad:
      r.prognosBeraknad === null
        ? null
        : {
            belopp: tal(r.prognosBeraknad.beloppOre),
            metod: r.prognosBeraknad.metod,
            motiv: r.prognosBeraknad.motiv,
          },
  })),
  forbund: rapport.forbund.map((f) => ({
    forbund: f.forbund,
    namn: f.namn,
    bokfortTill: f.bokfortTill,
    id: forbundssummansId(f.forbund),
    summa: summan(f.summa),
  })),
  summa: summan(rapport.summa),
  saknas: rapport.saknas,
});
