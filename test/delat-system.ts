import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import { Prognoskontroll } from '#prognos/public.js';
import { somIProduktion } from './motorer.js';
import { adressen, tills } from './programprocess.js';
import type { Testsystem } from './system.js';

/**
 * The system as in production, and projector, worker and api as programs of their own. This process takes commands and
 * reads, as another api would: it neither moves read models nor forecasts.
 */
export async function oppnaDelatSystem(): Promise<Testsystem> {
  const motorer = await somIProduktion();
  const barn = [motorer.starta('projector'), motorer.starta('worker')];
  const oppnade: System[] = [];
  const oppna = async (): Promise<System> => {
    const system = await oppnaSystem(motorer.konfiguration, () => undefined, { baraLaser: true });
    oppnade.push(system);
    return system;
  };
  const system = await oppna();
  let api: Promise<string> | undefined;
  const startaApi = (): Promise<string> => {
    const b = motorer.starta('api');
    barn.push(b);
    return adressen(b);
  };
  return {
    ...system,
    url: motorer.konfiguration.databasUrl ?? '',
    ettTill: oppna,
    adress: () => (api ??= startaApi()),
    prognoserIkapp: async () => {
      await tills('prognoserna räknas om', async () => {
        await system.projektor.kommIkapp();
        return (await system.hamta(Prognoskontroll).inaktuella()).length === 0 ? true : undefined;
      });
    },
    taBort: async () => {
      for (const b of barn) b.doda('SIGTERM');
      const slut = await Promise.all(barn.map((b) => b.slut));
      for (const o of oppnade.reverse()) await o.stang();
      await motorer.stang();
      // One that was told to stop before it had begun may end by the signal.
      const fel = barn
        .filter((b, n) => slut[n] !== 0 && b.felutskrift().includes('svarar på'))
        .map((b) => b.felutskrift());
      if (fel.length > 0) throw new Error(`slutade inte i ordning (${slut.join(', ')}): ${fel.join('\n')}`);
    },
  };
}
