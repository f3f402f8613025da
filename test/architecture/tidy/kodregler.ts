import ts from 'typescript';
import {
  arKod,
  arTest,
  fyndINoder,
  kommentarer,
  radFor,
  tolka,
  type Filregel,
  type Fynd,
} from './kallfil.js';

/** A function fits a screen. */
const LANGSTA_FUNKTION_RADER = 70;

/** `a.b.c` → `a`. */
function rotnamn(uttryck: ts.Expression): string | undefined {
  if (ts.isIdentifier(uttryck)) return uttryck.text;
  if (ts.isPropertyAccessExpression(uttryck) || ts.isCallExpression(uttryck))
    return rotnamn(uttryck.expression);
  return undefined;
}

const TESTFUNKTIONER = new Set(['describe', 'it', 'test']);
const GENVAGAR = /^(?:f|x)(?:describe|it|test)$/;

/** `finns ? describe : describe.skip` lets the machine decide, and the run says what it left out. */
function valjerMaskinen(nod: ts.Node): boolean {
  let har = nod;
  while (ts.isPropertyAccessExpression(har.parent) || ts.isParenthesizedExpression(har.parent))
    har = har.parent;
  return ts.isConditionalExpression(har.parent) && har !== har.parent.condition;
}

/** No test is left out or run alone by an edit that somebody forgot. */
export const ingaForbigangnaTest: Filregel = (fil) =>
  !arTest(fil.sokvag)
    ? []
    : fyndINoder(fil, (nod) => {
        if (ts.isCallExpression(nod) && ts.isIdentifier(nod.expression) && GENVAGAR.test(nod.expression.text))
          return nod.expression.text;
        if (!ts.isPropertyAccessExpression(nod) || !TESTFUNKTIONER.has(rotnamn(nod) ?? '')) return undefined;
        const vad = nod.name.text;
        if (!['only', 'skip', 'todo'].includes(vad) || (vad === 'skip' && valjerMaskinen(nod)))
          return undefined;
        return `.${vad}`;
      });

/** The environment is parsed once, where each variable is described. */
export const miljonLasesEnGang: Filregel = (fil) =>
  !/^(apps|libs)\//.test(fil.sokvag) ||
  arTest(fil.sokvag) ||
  /^libs\/platform\/src\/konfiguration/.test(fil.sokvag)
    ? []
    : fyndINoder(fil, (nod) => {
        const namn =
          ts.isPropertyAccessExpression(nod) && rotnamn(nod.expression) === 'process'
            ? nod.name.text
            : ts.isElementAccessExpression(nod) && rotnamn(nod.expression) === 'process'
              ? nod.argumentExpression.getText().slice(1, -1)
              : ts.isImportSpecifier(nod) && /^['"](node:)?process['"]$/.test(modulFor(nod))
                ? (nod.propertyName ?? nod.name).text
                : undefined;
        return namn === 'env' ? 'process.env' : undefined;
      });

const modulFor = (nod: ts.ImportSpecifier): string => nod.parent.parent.parent.moduleSpecifier.getText();

const OVISSA_ANROP = /^(Date[.]now|Math[.]random|performance[.]now|crypto[.]\w+|globalThis[.]crypto[.]\w+)$/;

/** Time and chance come in with the command: `decide` gives the same answer every time. */
export const domanenArForutsagbar: Filregel = (fil) =>
  !fil.sokvag.includes('/domain/') || arTest(fil.sokvag)
    ? []
    : fyndINoder(fil, (nod) => {
        if (ts.isNewExpression(nod) && nod.expression.getText() === 'Date' && !nod.arguments?.length)
          return 'new Date()';
        if (ts.isCallExpression(nod) && nod.expression.getText() === 'Date') return 'Date()';
        return ts.isPropertyAccessExpression(nod) && OVISSA_ANROP.test(nod.getText())
          ? nod.getText()
          : undefined;
      });

/** A type that is switched off hides the next fault too. */
export const typernaGaller: Filregel = (fil) =>
  !fil.sokvag.endsWith('.ts')
    ? []
    : [
        ...fyndINoder(fil, (nod) => (nod.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined)),
        ...fyndIKommentarer(fil, /@ts-(ignore|nocheck)\b/),
      ];

/** An exception from lint says why: `-- reason`. */
export const undantagHarSkal: Filregel = (fil) =>
  fyndIKommentarer(fil, /\beslint-disable(?![^]*\s--\s+\p{L})/u);

/** What is left to do stands in an issue. */
export const ingetLamnatTillSen: Filregel = (fil) => {
  if (arKod(fil.sokvag)) return fyndIKommentarer(fil, /\b(TODO|FIXME|XXX)\b/);
  return fil.text
    .split('\n')
    .flatMap((text, i) =>
      /--.*\b(TODO|FIXME|XXX)\b/.test(text) ? [{ sokvag: fil.sokvag, rad: i + 1, vad: text }] : [],
    );
};

const fyndIKommentarer = (fil: Parameters<Filregel>[0], monster: RegExp): Fynd[] =>
  !arKod(fil.sokvag)
    ? []
    : kommentarer(fil)
        .filter((k) => monster.test(k.text))
        .map((k) => ({ sokvag: fil.sokvag, rad: k.rad, vad: k.text }));

/** The frame around tests is as long as they are many; each of them is measured by itself. */
const ramarInTest = (nod: ts.Node): boolean =>
  (ts.isCallExpression(nod) && TESTFUNKTIONER.has(rotnamn(nod.expression) ?? '')) ||
  (ts.forEachChild(nod, (barn) => ramarInTest(barn) || undefined) ?? false);

export const funktionerFarPlatsPaSkarmen: Filregel = (fil) =>
  !arKod(fil.sokvag)
    ? []
    : fyndINoder(fil, (nod) => {
        if (!ts.isFunctionLike(nod) || !('body' in nod) || nod.body === undefined) return undefined;
        const trad = tolka(fil);
        const rader = radFor(trad, nod.end) - radFor(trad, nod.getStart(trad)) + 1;
        if (rader <= LANGSTA_FUNKTION_RADER || (arTest(fil.sokvag) && ramarInTest(nod))) return undefined;
        return `funktion på ${rader} rader, högst ${LANGSTA_FUNKTION_RADER}`;
      });

/** Money is whole öre: a float on the way loses some. Where figures are only printed, it may be another matter. */
export const ingaFlyttalNaraPengar: Filregel = (fil) =>
  !/^libs\//.test(fil.sokvag) || arTest(fil.sokvag) || /^libs\/rapport\/src\/render[^/]*\//.test(fil.sokvag)
    ? []
    : fyndINoder(fil, (nod) =>
        ts.isIdentifier(nod) && ['parseFloat', 'toFixed'].includes(nod.text) ? nod.text : undefined,
      );
