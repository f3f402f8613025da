import { bokfortTill } from '#bokforing/public.js';
import { planeradeAr } from '#budget/public.js';
import { deltarUnder, forbunden, grupperna, omfattningen } from '#forbund/public.js';
import { arsSlut, type Datum } from '#kernel/datum.js';
import { BUDGETUPPFOLJNING, lasmodellerFor, LasRapport, svarSomTabell } from '#rapport/public.js';
import type { System } from './system.js';

/** Which reports tell the whole story: per group (or förbund, where there is no group) the latest day with utfall, then every year before. */
async function rapportval(system: System): Promise<{ omfattning: string; perioder: Datum[] }[]> {
  return system.readStore.las(lasmodellerFor(BUDGETUPPFOLJNING), async (sql, { ordinal }) => {
    const grupper = (await grupperna(sql, ordinal)).map((g) => g.grupp);
    const nycklar = grupper.length > 0 ? grupper : (await forbunden(sql, ordinal)).map((f) => f.forbund);
    const bokfort = await bokfortTill(sql, { ordinal });
    const planerat = await planeradeAr(sql, ordinal);
    const ut = [];
    for (const omfattning of nycklar) {
      const funnen = await omfattningen(sql, omfattning, ordinal);
      if (!funnen) continue;
      const deltar = (r: { forbund: string; ar: number }): boolean =>
        deltarUnder(funnen, r.ar).includes(r.forbund);
      const dagar = bokfort
        .filter(deltar)
        .map((b) => b.datum)
        .sort();
      const ar = [...new Set([...bokfort, ...planerat].filter(deltar).map((r) => r.ar))].sort().reverse();
      const senaste = dagar.at(-1);
      const forsta = senaste ?? (ar[0] === undefined ? undefined : arsSlut(ar[0]));
      if (forsta === undefined) continue;
      ut.push({
        omfattning,
        perioder: [forsta, ...ar.map(arsSlut).filter((d) => d.slice(0, 4) < forsta.slice(0, 4))],
      });
    }
    return ut;
  });
}

/** The consolidated follow-up as text, newest first. Reasons of forecasts only for the newest. */
export async function sammanstallning(system: System): Promise<string> {
  const las = system.hamta(LasRapport);
  const ut: string[] = [];
  for (const { omfattning, perioder } of await rapportval(system))
    for (const [n, per] of perioder.entries())
      ut.push(
        svarSomTabell(await las.las(BUDGETUPPFOLJNING, { omfattning, per }), { forklaringar: n === 0 }),
      );
  return ut.length === 0
    ? 'Inga uppgifter ännu: läs in ett källdokument med "npm run -s ops -- import kalldokument FIL".'
    : ut.join('\n\n\n');
}
