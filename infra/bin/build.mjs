// Builds apps/ and libs/ into dist/ when their sources have changed. Node's own modules only.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installera } from './installera.mjs';
import { underLas } from './las.mjs';
import { Avbrott, iRot, kor, medFelutskrift, ROT, sag } from './projekt.mjs';

const KALLMAPPAR = ['apps', 'libs'];
const INSTALLNINGAR = [
  'package.json',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const STAMPEL = iRot('dist', '.stamp.json');
/** tsc's memory of what it has written: believed only as long as nobody else has touched dist. */
const TSC_MINNE = iRot('dist', '.tsbuildinfo');

const arTest = (namn) => /\.(spec|fixtures)\.ts$/.test(namn);
const arTypescript = (namn) => /\.tsx?$/.test(namn);
/** What is read at run time and not compiled: SQL, the dashboard's files, tables of codes. */
const kopieras = (namn) => !arTypescript(namn) && !namn.endsWith('.md');

/** Silent and quick when dist is up to date: then only sizes and times of the sources are looked at. */
export async function bygg() {
  const kallor = kallfiler();
  const utseende = utseendet(kallor);
  if (!harProgrammen(kallor)) rmSync(STAMPEL, { force: true });
  if (stampeln()?.utseende === utseende) return;
  await underLas(iRot('.cache', 'las-bygg'), vantar, async () => {
    const innehall = innehallet(kallor);
    if (stampeln()?.innehall !== innehall) await byggOm(kallor);
    writeFileSync(STAMPEL, JSON.stringify({ utseende, innehall }));
  });
}

const vantar = (pid) => sag(`Väntar på process ${pid}, som bygger …`);

function kallfiler() {
  const i = KALLMAPPAR.filter((mapp) => existsSync(iRot(mapp))).flatMap((mapp) => filerI(iRot(mapp)));
  return [
    ...i.filter((fil) => !arTest(fil)),
    ...INSTALLNINGAR.map((fil) => iRot(fil)),
    fileURLToPath(import.meta.url),
  ];
}

function filerI(mapp) {
  return readdirSync(mapp, { withFileTypes: true })
    .flatMap((post) => (post.isDirectory() ? filerI(join(mapp, post.name)) : [join(mapp, post.name)]))
    .sort();
}

/** Somebody may have cleaned in dist and left the stamp. */
function harProgrammen(kallor) {
  const program = kallor.filter((fil) => /\/apps\/[^/]+\/src\/main\.ts$/.test(fil.replaceAll('\\', '/')));
  return program.every((fil) => existsSync(iRot('dist', relative(ROT, fil.replace(/\.ts$/, '.js')))));
}

function stampeln() {
  try {
    return JSON.parse(readFileSync(STAMPEL, 'utf8'));
  } catch {
    return undefined;
  }
}

function hash(delar) {
  const summa = createHash('sha256');
  for (const del of delar) summa.update(del).update('\0');
  return summa.digest('hex');
}

function utseendet(kallor) {
  return hash(
    kallor.flatMap((fil) => {
      const { size, mtimeMs } = statSync(fil);
      return [relative(ROT, fil), String(size), String(mtimeMs)];
    }),
  );
}

const innehallet = (kallor) => hash(kallor.flatMap((fil) => [relative(ROT, fil), readFileSync(fil)]));

async function byggOm(kallor) {
  sag('Bygger …');
  // Without the stamp the last build was cut short, or dist is somebody else's: then tsc must write every file.
  if (stampeln() === undefined) rmSync(TSC_MINNE, { force: true });
  rmSync(STAMPEL, { force: true });
  taBortUtanKalla();
  const nest = iRot('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const kod = await kor(process.execPath, [nest, 'build', 'standalone']);
  if (kod !== 0) throw new Avbrott(`Bygget misslyckades (${kod}): se ovan.`);
  for (const fil of kallor.filter((f) => iKallmapp(f) && kopieras(f))) kopieraTillDist(fil);
}

const iKallmapp = (fil) => KALLMAPPAR.some((mapp) => fil.startsWith(iRot(mapp, '/')));

export function kopieraTillDist(fil) {
  const mal = iRot('dist', relative(ROT, fil));
  mkdirSync(dirname(mal), { recursive: true });
  copyFileSync(fil, mal);
}

/** A file whose source was renamed or removed would still be found by an import that should fail. */
function taBortUtanKalla() {
  for (const mapp of KALLMAPPAR.filter((m) => existsSync(iRot('dist', m)))) {
    for (const fil of filerI(iRot('dist', mapp))) {
      const kalla = iRot(relative(iRot('dist'), fil));
      const typescript = kalla.replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
      const harKalla = [kalla, typescript, `${typescript}x`].some((k) => existsSync(k) && !arTest(k));
      if (!harKalla) rmSync(fil);
    }
  }
}

// Also when it is called by a link to it, as from the tests' transpiled tree.
if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await medFelutskrift(async () => {
    await installera();
    await bygg();
  });
}
