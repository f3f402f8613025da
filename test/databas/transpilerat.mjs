// Our TypeScript as JavaScript that Node runs as it stands, for tests that need processes of their own (to kill them, say).
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync, version } from '@swc/core';

const ROT = fileURLToPath(new URL('../../', import.meta.url));
const TRAD = join(ROT, '.cache', 'transpilerat');
const KALLMAPPAR = ['apps', 'libs', 'test'];
const PAKET = 'package.json';
/** Whatever is not TypeScript is read, and written, where it stands. */
const LANKAS = ['infra', 'docs', 'dist'];
/** A tree of other sources may still be run by somebody: it goes when nobody has started anything in it for so long. */
const BEHALLS_MS = 60 * 60 * 1000;

/** As in jest.config.js: what a child process runs is what the tests run. */
const OPTIONS = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
};

const arTypescript = (fil) => /(?<!\.d)\.ts$/.test(fil);
const somJs = (fil) => fil.replace(/\.ts$/, '.js');

/**
 * The file to run for a TypeScript file of ours. It lies in a tree that is named by the content of all sources and never
 * changes: a changed source is another tree.
 */
export function korbar(fil) {
  const js = somJs(fil);
  // Who runs in a tree has its neighbours there.
  return existsSync(js) ? js : join(tradet(), relative(ROT, js));
}

/** Hooks that transpile at import would cost each process two seconds: they make every import, of packages too, a message. */
function tradet() {
  const kallor = [...KALLMAPPAR.flatMap((mapp) => filerI(mapp)), PAKET].map((fil) => ({
    fil,
    innehall: arTypescript(fil) || fil === PAKET ? readFileSync(join(ROT, fil)) : '',
  }));
  const trad = join(TRAD, namnet(kallor));
  if (!existsSync(trad)) skriv(kallor, trad);
  utimesSync(trad, new Date(), new Date());
  return trad;
}

function filerI(mapp) {
  return readdirSync(join(ROT, mapp), { withFileTypes: true })
    .flatMap((post) => (post.isDirectory() ? filerI(join(mapp, post.name)) : [join(mapp, post.name)]))
    .sort();
}

function namnet(kallor) {
  const summa = createHash('sha256').update(JSON.stringify([version, OPTIONS]));
  for (const { fil, innehall } of kallor) summa.update(`${fil}\0${innehall.length}\0`).update(innehall);
  return summa.digest('hex').slice(0, 32);
}

/** Whole or not at all: written beside, then renamed. */
function skriv(kallor, trad) {
  mkdirSync(TRAD, { recursive: true });
  taBortGamla();
  const beside = mkdtempSync(join(TRAD, 'ny-'));
  for (const kalla of kallor) skrivFil(kalla, join(beside, kalla.fil));
  for (const mapp of LANKAS) symlinkSync(join(ROT, mapp), join(beside, mapp));
  try {
    renameSync(beside, trad);
  } catch (fel) {
    rmSync(beside, { recursive: true });
    // Somebody else wrote the same at the same time.
    if (!existsSync(trad)) throw fel;
  }
}

function skrivFil({ fil, innehall }, mal) {
  mkdirSync(dirname(mal), { recursive: true });
  if (fil === PAKET) writeFileSync(mal, tradetsPaket(innehall));
  else if (!arTypescript(fil)) symlinkSync(join(ROT, fil), mal);
  else writeFileSync(somJs(mal), transformSync(innehall.toString(), { ...OPTIONS, filename: fil }).code);
}

/** The import map's sources are what stands in the tree. */
function tradetsPaket(innehall) {
  const { type, imports } = JSON.parse(innehall);
  const egna = Object.entries(imports).map(([namn, { source }]) => [namn, somJs(source)]);
  return JSON.stringify({ type, imports: Object.fromEntries(egna) });
}

function taBortGamla() {
  for (const namn of readdirSync(TRAD)) {
    const trad = join(TRAD, namn);
    const { mtimeMs } = statSync(trad, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < Date.now() - BEHALLS_MS) rmSync(trad, { recursive: true, force: true });
  }
}
