import { oreTillTal, type Ore } from '#kernel/ore.js';
import type { Insatsrapporten } from './las-insatser.js';

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));

/** Values in their unit: 8000 hundredths are 80. */
const enheter = (hundradelar: number | null): number | null =>
  hundradelar === null ? null : hundradelar / 100;

export const insatserSomJson = (rapport: Insatsrapporten) => ({
  insatser: rapport.insatser.map(
    ({ ordinal: _, beviljatOre, utfallOre, budgetOre, mal, uppfoljning, ...i }) => ({
      ...i,
      beviljat: tal(beviljatOre),
      utfall: tal(utfallOre),
      budget: tal(budgetOre),
      mal: mal.map(({ forbund: _f, insats: _i, malvardeHundradelar, utfall, ...m }) => ({
        ...m,
        malvarde: enheter(malvardeHundradelar),
        utfall: utfall.map(({ versioner, ...u }) => ({
          ...u,
          versioner: versioner.map(({ hundradelar, ...v }) => ({ ...v, varde: enheter(hundradelar) })),
        })),
      })),
      uppfoljning: uppfoljning.map(({ versioner }) => ({
        versioner: versioner.map(({ tal: celler, ...v }) => ({
          ...v,
          tal: celler.map((c) => ({ ...c, skyddad: c.antal === null })),
        })),
      })),
    }),
  ),
});
