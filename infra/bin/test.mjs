// npm test: every test that the machine can run. The last line is always `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installera } from './installera.mjs';
import { argumenten, iRot, medFelutskrift, ROT, slutkod } from './projekt.mjs';
import { testtjanster } from './testtjanster.mjs';

/** Tests that were skipped are named, but a long list helps nobody. */
const MAX_NAMN_PER_FIL = 3;

const JEST = [
  ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  iRot('node_modules', 'jest', 'bin', 'jest.js'),
  ...['--config', iRot('jest.config.js'), `--reporters=${iRot('infra', 'bin', 'jest-rapport.mjs')}`],
  // What a test prints is kept with its result, and shown when it fails.
  '--verbose=false',
  // Tests on a database wait more than they count: use every core.
  '--maxWorkers=100%',
];

function korJest(argument, miljo, sammandragsfil) {
  const env = { ...process.env, JEST_SAMMANDRAG: sammandragsfil };
  for (const [namn, varde] of Object.entries(miljo)) {
    if (varde === undefined) delete env[namn];
    else env[namn] = varde;
  }
  const barn = spawn(process.execPath, [...JEST, ...argument], { cwd: ROT, env, stdio: ['ignore', 2, 2] });
  // Jest stops its own servers at an interrupt: wait for it, whoever was interrupted.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => barn.kill(signal));
  return new Promise((resolve, reject) => {
    barn.on('error', reject);
    barn.on('close', (kod, signal) => resolve(kod ?? slutkod(signal)));
  });
}

function lasSammandrag(fil) {
  try {
    return JSON.parse(readFileSync(fil, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0, overhoppade: [] };
  }
}

function skrivSlutet({ passed, failed, skipped, overhoppade }, saknas) {
  const filer = grupperaEfterFil(overhoppade);
  if (saknas.length > 0 || filer.size > 0) console.log('\nKördes inte:');
  for (const rad of saknas) console.log(`  ${rad}`);
  for (const [fil, tester] of filer) {
    console.log(`  ${fil}: ${tester.length} ${tester.length === 1 ? 'test' : 'tester'}`);
    for (const { namn } of tester.slice(0, MAX_NAMN_PER_FIL)) console.log(`    ${namn}`);
    if (tester.length > MAX_NAMN_PER_FIL) console.log(`    … och ${tester.length - MAX_NAMN_PER_FIL} till`);
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function grupperaEfterFil(overhoppade) {
  const filer = new Map();
  for (const test of overhoppade) filer.set(test.fil, [...(filer.get(test.fil) ?? []), test]);
  return filer;
}

async function testa() {
  await installera();
  const mapp = mkdtempSync(join(tmpdir(), 'samordning-test-'));
  const tjanster = await testtjanster();
  try {
    const fil = join(mapp, 'sammandrag.json');
    const kod = await korJest(argumenten(), tjanster.miljo, fil);
    const sammandrag = lasSammandrag(fil);
    // Jest can fail without a failed test: a fault in the set-up, an interrupt, no file that matches.
    const failed = kod !== 0 && sammandrag.failed === 0 ? 1 : sammandrag.failed;
    skrivSlutet({ ...sammandrag, failed }, tjanster.saknas);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await tjanster.stoppa();
    rmSync(mapp, { recursive: true, force: true });
  }
}

await medFelutskrift(testa);
