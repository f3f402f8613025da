/** What happened: past tense, never changed once stored. Fields that end in `Ore` are bigint öre. */
export interface Event<Typ extends string = string, Data extends object = object> {
  readonly typ: Typ;
  readonly data: Readonly<Data>;
}

/** What somebody wants: imperative. Time and ids come in with it, so that deciding is pure. */
export interface Command<Typ extends string = string, Data extends object = object> {
  readonly typ: Typ;
  readonly data: Readonly<Data>;
}

/** A context's rules as three pure functions. `decide` throws DomanFel; `evolve` is total over the events. */
export interface Decider<State, Kommando, Handelse extends Event> {
  readonly start: State;
  readonly decide: (kommando: Kommando, state: State) => readonly Handelse[];
  readonly evolve: (state: State, handelse: Handelse) => State;
}
