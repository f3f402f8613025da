/** How much each case does. Sizes, not times: every side does the same work. */
export interface Storlek {
  /** Measured rounds; one more goes first and is thrown away. */
  readonly varv: number;
  readonly skrivning: readonly Skrivfall[];
  /** Events that are caught up on. */
  readonly ikapp: number;
  /** Events that Emmett's consumer reads at its own settings, which stores a checkpoint an event: its pace is the same however many. */
  readonly ikappEmmett: number;
  /** Vouchers that the ledger is rebuilt from. */
  readonly ombyggnad: number;
  /** Of Emmett's projection, likewise slower by thousands: its pace is the same however many. */
  readonly ombyggnadEmmett: number;
  /** Vouchers of the small and the large ledger; each has two and a half rows on average. */
  readonly rapport: {
    readonly liten: number;
    readonly stor: number;
    readonly anrop: number;
    /** Of those beside others, one of which reads a whole stream for every answer. */
    readonly anropAndra: number;
  };
  readonly program: {
    /** How long a program rests before its size is looked at. */
    readonly vilaMs: number;
    readonly skrivare: number;
    /** Commands of each writer in a round. */
    readonly kommandon: number;
    /** Events whose way is timed: to the read model, and to the prognosis for each engine of jobs. */
    readonly handelser: number;
    readonly prognoser: number;
    readonly uppvarmning: number;
  };
}

export interface Skrivfall {
  readonly skrivare: number;
  /** Events per append. */
  readonly handelser: number;
  /** Appends of each writer in a round. */
  readonly antal: number;
}

const SKRIVNING: readonly Skrivfall[] = [
  { skrivare: 1, handelser: 1, antal: 100 },
  { skrivare: 16, handelser: 1, antal: 60 },
  { skrivare: 8, handelser: 50, antal: 12 },
  { skrivare: 4, handelser: 500, antal: 5 },
];

const VANLIG: Storlek = {
  varv: 5,
  skrivning: SKRIVNING,
  ikapp: 100_000,
  ikappEmmett: 2_000,
  ombyggnad: 200_000,
  ombyggnadEmmett: 2_000,
  rapport: { liten: 4_000, stor: 40_000, anrop: 500, anropAndra: 30 },
  program: {
    ...{ vilaMs: 1_500, skrivare: 16, kommandon: 100 },
    ...{ handelser: 400, prognoser: 120, uppvarmning: 20 },
  },
};

/** `--stor`: the sizes that the goals are set for. */
const STOR: Storlek = {
  ...VANLIG,
  varv: 5,
  ombyggnad: 1_000_000,
  rapport: { ...VANLIG.rapport, stor: 400_000 },
};

/** `--prov`: only that everything runs. Its figures say nothing. */
const PROV: Storlek = {
  varv: 1,
  skrivning: SKRIVNING.map(({ skrivare }) => ({ skrivare, handelser: 2, antal: 2 })),
  ikapp: 2_500,
  ikappEmmett: 100,
  ombyggnad: 500,
  ombyggnadEmmett: 100,
  rapport: { liten: 200, stor: 400, anrop: 5, anropAndra: 2 },
  program: {
    ...{ vilaMs: 0, skrivare: 2, kommandon: 2 },
    ...{ handelser: 3, prognoser: 2, uppvarmning: 1 },
  },
};

export const STORLEKAR = { vanlig: VANLIG, stor: STOR, prov: PROV } as const;
