import { expect, it } from '@jest/globals';
import { arDomanFel } from '#kernel/fel.js';
import type { Decider, Event } from '#kernel/handelse.js';

/** What a refusal says to whoever sent the command. */
export interface Nekande {
  readonly kod: string;
  readonly falt: string | undefined;
  readonly forvantat: string | undefined;
}

/** The refusal that a call ends in. A call that is not refused, or fails in another way, fails the test. */
export function nekandetAv(handling: () => unknown): Nekande {
  try {
    handling();
  } catch (fel) {
    if (!arDomanFel(fel)) throw fel;
    expect(fel.message.trim()).not.toBe('');
    return { kod: fel.kod, falt: fel.falt, forvantat: fel.forvantat };
  }
  throw new Error('kommandot nekades inte');
}

interface Provning<Handelse extends Event> {
  /** Exactly these events, in this order. */
  then(vantade: readonly Handelse[]): void;
  /** Refused; `falt` and `forvantat` are compared when given. */
  thenThrows(kod: string, falt?: string, forvantat?: string): void;
}

/**
 * `given(decider, events).when(command).then(events)` or `.thenThrows(kod, falt, forvantat)`. Beside what is asked it
 * sees that deciding leaves the state as it was, and that what was decided can be folded.
 */
export function given<State, Kommando, Handelse extends Event>(
  decider: Decider<State, Kommando, Handelse>,
  handelser: readonly NoInfer<Handelse>[] = [],
): { when(kommando: Kommando): Provning<Handelse> } {
  const vikt = (): State => handelser.reduce(decider.evolve, decider.start);
  const besluta = (kommando: Kommando): readonly Handelse[] => {
    const state = vikt();
    try {
      return decider.decide(kommando, state);
    } finally {
      expect(state).toStrictEqual(vikt());
    }
  };
  return {
    when: (kommando) => ({
      then(vantade) {
        const nya = besluta(kommando);
        expect(nya).toStrictEqual(vantade);
        nya.reduce(decider.evolve, vikt());
      },
      thenThrows(kod, falt, forvantat) {
        expect(nekandetAv(() => besluta(kommando))).toMatchObject({
          kod,
          ...(falt === undefined ? {} : { falt }),
          ...(forvantat === undefined ? {} : { forvantat }),
        });
      },
    }),
  };
}

/** A command that is refused after some events, and what the refusal points at. */
export interface Nekad<Kommando, Handelse> {
  readonly given?: readonly Handelse[];
  readonly when: Kommando;
  readonly falt: string;
  readonly forvantat: string;
}

/** A test per error code. With a record over the context's codes, one that nothing raises does not compile. */
export function nekar<State, Kommando, Handelse extends Event>(
  decider: Decider<State, Kommando, Handelse>,
  fall: Readonly<Record<string, Nekad<NoInfer<Kommando>, NoInfer<Handelse>>>>,
): void {
  it.each(Object.entries(fall))('nekar med %s', (kod, { given: fore, when, falt, forvantat }) => {
    given(decider, fore).when(when).thenThrows(kod, falt, forvantat);
  });
}
