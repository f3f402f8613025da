import { oreTillTal, type Ore } from '#kernel/ore.js';
import { insatsensId, maletsId, taletsId, utfalletsId } from './insatsplats.js';
import type { Insatsrapporten, Insatsuppgift } from './las-insatser.js';

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));

/** Values in their unit: 8000 hundredths are 80. */
const enheter = (hundradelar: number | null): number | null =>
  hundradelar === null ? null : hundradelar / 100;

export const insatserSomJson = (rapport: Insatsrapporten) => ({
  insatser: rapport.insatser.map(
    ({ ordinal: _, beviljatOre, utfallOre, budgetOre, mal, uppfoljning, ...i }) => ({
      id: insatsensId(i),
      ...i,
      beviljat: tal(beviljatOre),
      utfall: tal(utfallOre),
      budget: tal(budgetOre),
      mal: mal.map((m) => malet(insatsensId(i), m)),
      uppfoljning: uppfoljning.map(({ versioner }) => ({
        versioner: versioner.map(({ tal: celler, ...v }) => ({
          ...v,
          tal: celler.map((c) => ({
            id: taletsId(insatsensId(i), v.nummer, c.cell),
            ...c,
            skyddad: c.antal === null,
          })),
        })),
      })),
    }),
  ),
});

function malet(insats: string, mal: Insatsuppgift['mal'][number]) {
  const { forbund: _f, insats: _i, malvardeHundradelar, utfall, ...m } = mal;
  const id = maletsId(insats, m);
  return {
    id,
    ...m,
    malvarde: enheter(malvardeHundradelar),
    utfall: utfall.map(({ versioner, ...u }) => ({
      ...u,
      versioner: versioner.map(({ hundradelar, ...v }, n) => ({
        id: utfalletsId(id, u, n),
        ...v,
        varde: enheter(hundradelar),
      })),
    })),
  };
}
