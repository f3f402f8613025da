import { Slump } from '#apps/ops/src/generera/slump.js';

export type Program = 'api' | 'projector' | 'worker';

/** One of the running programs. */
export interface Mal {
  readonly program: Program;
  readonly nr: number;
}

/** How the stand-in of KurrentDB fails for a while. */
export type Lagerfel = 'hang' | 'otillganglig' | 'tappat-svar' | 'halvt' | 'omstart' | 'brutna' | 'avslutade';

/**
 * `doda`: kill -9, when they are up, or (`genast`) whatever they are at, also their start · `hang`: SIGSTOP, and SIGCONT after a while · `databas`:
 * PostgreSQL is stopped and started · `klipp`: a share, in percent, of the connections to it are ended · `redis`: emptied,
 * or killed and started empty · `lager`: the event store's stand-in.
 */
export type Fel =
  | { readonly slag: 'doda'; readonly mal: readonly Mal[]; readonly genast: boolean }
  | { readonly slag: 'hang'; readonly mal: Mal; readonly ms: number }
  | { readonly slag: 'databas'; readonly satt: 'immediate' | 'fast'; readonly ms: number }
  | { readonly slag: 'klipp'; readonly procent: number }
  | { readonly slag: 'redis'; readonly satt: 'tom' | 'omstart' }
  | { readonly slag: 'lager'; readonly fel: Lagerfel; readonly ms: number };

export interface Steg {
  /** From when the step before is done, and whoever is to be killed or to hang is up. */
  readonly vilaMs: number;
  readonly fel: Fel;
}

/** What there is to break. */
export interface Uppsattning {
  readonly antal: Readonly<Record<Program, number>>;
  readonly redis: boolean;
  readonly ersattare: boolean;
}

/** Which engines hold what: all in PostgreSQL, the queues in Redis, and the events in the stand-in too. */
export const MOTORER = ['postgres', 'redis', 'ersattare'] as const;
export type Motorer = (typeof MOTORER)[number];

export const uppsattning = (motorer: Motorer, liten: boolean): Uppsattning => ({
  antal: liten ? { api: 2, projector: 1, worker: 1 } : { api: 2, projector: 2, worker: 2 },
  redis: motorer !== 'postgres',
  ersattare: motorer === 'ersattare',
});

const LAGERFEL: readonly Lagerfel[] = [
  ...(['hang', 'otillganglig', 'tappat-svar', 'halvt'] as const),
  ...(['omstart', 'brutna', 'avslutade'] as const),
];
/** Of a hundred steps: so many of each kind that is there, and the rest kill. */
const ANDELAR = { hang: 10, databas: 10, klipp: 10, redis: 8, lager: 14 } as const;
const LANGSTA_VILA_MS = 1_500;
/** At once, when they are up; all of them may go when it does not matter what they are at. */
const FLEST_PA_EN_GANG = 3;
/** Longer than the five seconds after which a silent writer is taken over from. */
const LANGSTA_HANG_MS = 7_000;
const LANGSTA_AVBROTT_MS = 2_500;

/**
 * So many kills, and the other faults between them. The first step is for when the programs start for the first time, on
 * empty databases. The same seed gives the same plan; when in a program's work a fault strikes is not in it: a run that is
 * repeated meets the same faults in the same order, not at the same instruction.
 */
export function planera(fro: number, dodade: number, uppsattning: Uppsattning): Steg[] {
  const slump = new Slump('kaos', fro, 'plan');
  const alla = malen(uppsattning);
  const steget = (fel: Fel): Steg => ({ vilaMs: slump.heltal(0, LANGSTA_VILA_MS), fel });
  const steg = [steget({ slag: 'doda', mal: [slump.valj(alla)], genast: true })];
  for (let kvar = dodade - 1; kvar > 0;) {
    const fel = dra(slump, uppsattning) ?? dodande(slump, alla, kvar);
    if (fel.slag === 'doda') kvar -= fel.mal.length;
    steg.push(steget(fel));
  }
  return steg;
}

export const malen = ({ antal }: Uppsattning): Mal[] =>
  (['api', 'projector', 'worker'] as const).flatMap((program) =>
    Array.from({ length: antal[program] }, (_, nr) => ({ program, nr })),
  );

function dodande(slump: Slump, alla: readonly Mal[], hogst: number): Fel {
  const genast = slump.heltal(1, 4) === 1;
  const antal = slump.heltal(1, genast ? alla.length : FLEST_PA_EN_GANG);
  const kvar = [...alla];
  const mal = Array.from({ length: Math.min(antal, hogst) }, () =>
    kvar.splice(slump.heltal(0, kvar.length - 1), 1),
  ).flat();
  return { slag: 'doda', mal, genast };
}

function dra(slump: Slump, uppsattning: Uppsattning): Fel | undefined {
  let lott = slump.heltal(1, 100);
  const traffar = (slag: keyof typeof ANDELAR): boolean => {
    const traff = lott > 0 && lott <= ANDELAR[slag];
    lott -= ANDELAR[slag];
    return traff;
  };
  const hangd: Mal = { program: slump.valj(['projector', 'projector', 'worker', 'api']), nr: 0 };
  if (traffar('hang')) return { slag: 'hang', mal: hangd, ms: slump.heltal(200, LANGSTA_HANG_MS) };
  if (traffar('databas'))
    return {
      slag: 'databas',
      satt: slump.valj(['immediate', 'fast']),
      ms: slump.heltal(0, LANGSTA_AVBROTT_MS),
    };
  if (traffar('klipp')) return { slag: 'klipp', procent: slump.valj([10, 50, 100]) };
  if (traffar('redis') && uppsattning.redis) return { slag: 'redis', satt: slump.valj(['tom', 'omstart']) };
  if (traffar('lager') && uppsattning.ersattare)
    return { slag: 'lager', fel: slump.valj(LAGERFEL), ms: slump.heltal(100, LANGSTA_AVBROTT_MS) };
  return undefined;
}

export function somText(fel: Fel): string {
  const namn = ({ program, nr }: Mal): string => `${program} ${nr + 1}`;
  switch (fel.slag) {
    case 'doda':
      return `dödar ${fel.mal.map(namn).join(', ')}${fel.genast ? ', vad de än håller på med' : ''}`;
    case 'hang':
      return `hänger ${namn(fel.mal)} i ${fel.ms} ms`;
    case 'databas':
      return `startar om PostgreSQL (${fel.satt}, borta ${fel.ms} ms)`;
    case 'klipp':
      return `klipper ${fel.procent} % av anslutningarna`;
    case 'redis':
      return fel.satt === 'tom' ? 'tömmer Redis' : 'startar om Redis';
    case 'lager':
      return `händelselagret: ${fel.fel} i ${fel.ms} ms`;
  }
}
