import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import type { Barnprocess } from './databas/barnprocess.js';
import { faststallBudget, registreraLitetForbund, TEAM } from './litet-forbund.js';
import { baraPostgres, type Motorer } from './motorer.js';

type Slut = Awaited<Barnprocess['slut']>;

/** A system whose programs the test starts itself. */
export interface Programsystem {
  /** Of this process: it follows no events. */
  readonly system: System;
  readonly starta: Motorer['starta'];
  /** All programs, in good order. @returns how each ended, in the order that they were started */
  readonly stoppa: () => Promise<readonly Slut[]>;
  /** Kills what still runs, and drops it all. */
  readonly taBort: () => Promise<void>;
}

/** With a small förbund that has a budget, and no program yet. */
export async function oppnaProgramsystem(
  oppnaMotorer: () => Promise<Motorer> = baraPostgres,
): Promise<Programsystem> {
  const motorer = await oppnaMotorer();
  const system = await oppnaSystem(motorer.konfiguration, () => undefined);
  await registreraLitetForbund(system);
  await faststallBudget(system, { ar: 2023, rader: { [TEAM]: -36_000n } });
  const barn: Barnprocess[] = [];
  const sluta = (signal: NodeJS.Signals): Promise<readonly Slut[]> => {
    for (const b of barn) b.doda(signal);
    return Promise.all(barn.map((b) => b.slut));
  };
  return {
    system,
    starta: (program, miljo) => {
      const b = motorer.starta(program, miljo);
      barn.push(b);
      return b;
    },
    stoppa: () => sluta('SIGTERM'),
    taBort: async () => {
      await sluta('SIGKILL');
      await system.stang();
      await motorer.stang();
    },
  };
}
