import { BeslutProjektion, BeslutsstodProjektion } from '#beslut/public.js';
import { HuvudbokProjektion, RakenskapsarProjektion } from '#bokforing/public.js';
import { BudgetProjektion } from '#budget/public.js';
import { FinansieringProjektion } from '#finansiering/public.js';
import { ForbundsregisterProjektion } from '#forbund/public.js';
import { InlasningProjektion } from '#inlasning/public.js';
import { InsatserProjektion, UppfoljningProjektion } from '#insats/public.js';
import { PrognosbehovProjektion, PrognosProjektion } from '#prognos/public.js';
import { RapportlayoutProjektion } from '#rapportlayout/public.js';
import type { Projektion } from '#read-store/projektion.js';
import { handelsetyper } from './handelsescheman.js';

/** Every read model of the system. */
export const allaProjektioner = (): Projektion[] => [
  new ForbundsregisterProjektion(),
  new BeslutProjektion(),
  new BeslutsstodProjektion(handelsetyper()),
  new InsatserProjektion(),
  new UppfoljningProjektion(),
  new HuvudbokProjektion(),
  new RakenskapsarProjektion(),
  new BudgetProjektion(),
  new FinansieringProjektion(),
  new PrognosProjektion(),
  new PrognosbehovProjektion(),
  new InlasningProjektion(),
  new RapportlayoutProjektion(),
];
