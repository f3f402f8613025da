export interface Textkolumn {
  readonly rubrik: string;
  readonly hoger?: boolean;
  /** Longer texts are cut with …. */
  readonly max?: number;
}

const kapa = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1)}…`;

/** Rows of text as columns that line up in a terminal. A row of `null` is a rule. */
export function textkolumner(
  kolumner: readonly Textkolumn[],
  rader: readonly (readonly string[] | null)[],
): string {
  const celler = rader.map((rad) => rad?.map((t, k) => kapa(t, kolumner[k]?.max ?? Infinity)) ?? null);
  const bredder = kolumner.map((kolumn, k) =>
    Math.max(kolumn.rubrik.length, ...celler.map((r) => r?.[k]?.length ?? 0)),
  );
  const rad = (texter: readonly string[]): string =>
    texter
      .map((t, k) => (kolumner[k]?.hoger ? t.padStart(bredder[k] ?? 0) : t.padEnd(bredder[k] ?? 0)))
      .join('  ')
      .trimEnd();
  const streck = '─'.repeat(bredder.reduce((s, b) => s + b + 2, -2));
  return [
    rad(kolumner.map((k) => k.rubrik)),
    streck,
    ...celler.map((r) => (r === null ? streck : rad(r))),
  ].join('\n');
}
