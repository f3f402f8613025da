import { oreTillTal, type Ore } from '#kernel/ore.js';
import { huvudmannensId, partensId, summansId } from './medelsplats.js';
import type { Finansieringsrapport, Medelsrad } from './rader.js';

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));

const raden = (r: Medelsrad) => ({
  beslutat: tal(r.beslutatOre),
  fakturerat: tal(r.faktureratOre),
  mottaget: tal(r.mottagetOre),
  periodiserat: tal(r.periodiseratOre),
  obetalt: tal(r.obetaltOre),
  forutbetalt: tal(r.forutbetaltOre),
  bokfort: tal(r.bokfortOre),
  andelBokfortPromille: r.andelBokfort,
});

export const finansieringSomJson = (rapport: Finansieringsrapport) => ({
  forbund: rapport.forbund.map((f) => ({
    id: f.forbund,
    forbund: f.forbund,
    namn: f.namn,
    summa: { id: summansId(f.forbund), ...raden(f.summa) },
    beslutatEnligt: f.beslutatEnligt,
    budget: tal(f.budgetOre),
    bokfortUtanHuvudman: tal(f.bokfortUtanHuvudmanOre),
    bokfordSkuld: tal(f.bokfordSkuldOre),
    bokfordFordran: tal(f.bokfordFordranOre),
    parter: f.parter.map((p) => ({
      id: partensId(f.forbund, p.part),
      part: p.part,
      ...raden(p),
      ofordelat: tal(p.ofordelatOre),
      huvudman: p.huvudman.map((h) => ({
        id: huvudmannensId(f.forbund, p.part, h.medlem),
        medlem: h.medlem,
        namn: h.namn,
        ...raden(h),
      })),
    })),
    kontroller: f.kontroller.map((k) => ({
      ...k,
      rader:
        k.rader &&
        k.rader.map(({ beloppOre, vantatOre, avvikelseOre, ...r }) => ({
          ...r,
          belopp: oreTillTal(beloppOre),
          vantat: oreTillTal(vantatOre),
          avvikelse: oreTillTal(avvikelseOre),
        })),
    })),
    undantag: f.undantag.map(({ beloppOre, ...u }) => ({ ...u, belopp: tal(beloppOre) })),
  })),
});
