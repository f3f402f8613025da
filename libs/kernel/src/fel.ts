/**
 * An expected failure: something a user did or sent that the domain refuses.
 * Carries a stable code and data, never anything of HTTP. `message` is Swedish and says what to do.
 */
export class DomanFel<Kod extends string = string> extends Error {
  readonly kod: Kod;
  /** Where in the input the fault is, e.g. `rader[2].konto`. */
  readonly falt: string | undefined;
  /** What was expected there, in Swedish. */
  readonly forvantat: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    kod: Kod,
    meddelande: string,
    mer: { falt?: string; forvantat?: string; data?: Record<string, unknown> } = {},
  ) {
    super(meddelande);
    this.name = 'DomanFel';
    this.kod = kod;
    this.falt = mer.falt;
    this.forvantat = mer.forvantat;
    this.data = mer.data ?? {};
  }
}

/** Codes that the kernel itself raises. */
export type KarnKod = 'DATUM_OGILTIGT' | 'AR_OGILTIGT' | 'BELOPP_EJ_HELTAL' | 'BELOPP_FOR_STORT';

/** A broken assumption of ours (a bug), never the user's fault. */
export class ProgramFel extends Error {
  override readonly name = 'ProgramFel';
}

export function assert(villkor: boolean, meddelande: string): asserts villkor {
  if (!villkor) throw new ProgramFel(meddelande);
}

/** A refused value is shown so far that its sender knows it again; a whole file is not sent back. */
const LANGSTA_VISADE_VARDE = 80;

/** Any value as text for a message, at most about 80 characters: `"2024-02-30"`, `"5"` for a bigint, `undefined`. */
export function visaVarde(varde: unknown): string {
  const text = JSON.stringify(varde, (_nyckel, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)) as
    string | undefined;
  if (text === undefined) return typeof varde;
  return text.length > LANGSTA_VISADE_VARDE ? `${text.slice(0, LANGSTA_VISADE_VARDE)}…` : text;
}

/** Makes `switch` over a union exhaustive: a new member breaks the build. */
export function omojlig(varde: never): never {
  throw new ProgramFel(`omöjligt värde: ${visaVarde(varde)}`);
}

/** Narrows to a refusal of the domain; plain `instanceof` would leave its code untyped. */
export const arDomanFel = (fel: unknown): fel is DomanFel => fel instanceof DomanFel;
