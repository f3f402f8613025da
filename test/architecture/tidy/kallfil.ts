import ts from 'typescript';

/** A file of the repository; the path is relative to its root, with `/`. */
export interface Kallfil {
  readonly sokvag: string;
  readonly text: string;
}

/** Something that the style forbids; `rad` counts from 1. */
export interface Fynd {
  readonly sokvag: string;
  readonly rad: number;
  readonly vad: string;
}

export type Filregel = (fil: Kallfil) => readonly Fynd[];

export const arTest = (sokvag: string): boolean =>
  /[.](spec|fixtures)[.]ts$/.test(sokvag) || sokvag.startsWith('test/');
export const arKod = (sokvag: string): boolean => /[.](ts|js|mjs|cjs)$/.test(sokvag);

const tolkade = new WeakMap<Kallfil, ts.SourceFile>();

/** The syntax tree, without types; parsed once per file. */
export function tolka(fil: Kallfil): ts.SourceFile {
  const tidigare = tolkade.get(fil);
  if (tidigare) return tidigare;
  const slag = fil.sokvag.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const trad = ts.createSourceFile(fil.sokvag, fil.text, ts.ScriptTarget.ES2023, true, slag);
  tolkade.set(fil, trad);
  return trad;
}

export const radFor = (trad: ts.SourceFile, plats: number): number =>
  trad.getLineAndCharacterOfPosition(plats).line + 1;

/** Every node for which `traffar` names what is wrong with it. */
export function fyndINoder(fil: Kallfil, traffar: (nod: ts.Node) => string | undefined): Fynd[] {
  const trad = tolka(fil);
  const fynd: Fynd[] = [];
  const besok = (nod: ts.Node): void => {
    const vad = traffar(nod);
    if (vad !== undefined) fynd.push({ sokvag: fil.sokvag, rad: radFor(trad, nod.getStart(trad)), vad });
    ts.forEachChild(nod, besok);
  };
  besok(trad);
  return fynd;
}

export interface Kommentar {
  readonly text: string;
  readonly rad: number;
}

/** The comments alone: the same words in a string are data, as in the tests of these rules. */
export function kommentarer(fil: Kallfil): readonly Kommentar[] {
  const trad = tolka(fil);
  const funna = new Map<number, Kommentar>();
  const besok = (nod: ts.Node): void => {
    const barn = nod.getChildren(trad);
    barn.forEach(besok);
    if (barn.length > 0) return;
    for (const plats of [
      ...(ts.getLeadingCommentRanges(fil.text, nod.pos) ?? []),
      ...(ts.getTrailingCommentRanges(fil.text, nod.end) ?? []),
    ])
      funna.set(plats.pos, { text: fil.text.slice(plats.pos, plats.end), rad: radFor(trad, plats.pos) });
  };
  besok(trad);
  return [...funna.values()];
}
