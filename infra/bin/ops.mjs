// npm run -s ops: the command line. Nothing of ours on standard output, and on standard error only what had to be done.
import { pathToFileURL } from 'node:url';
import { bygg } from './build.mjs';
import { installera } from './installera.mjs';
import { argumenten, iRot, medFelutskrift } from './projekt.mjs';

const PROGRAM = iRot('dist', 'apps', 'ops', 'src', 'main.js');
let klart = false;
await medFelutskrift(async () => {
  await installera();
  await bygg();
  klart = true;
});

if (klart) {
  // In this process: a second one would cost as long again to start, and signals and exit code need no passing on.
  process.setSourceMapsEnabled(true);
  process.argv.splice(1, Infinity, PROGRAM, ...argumenten());
  await import(pathToFileURL(PROGRAM).href);
}
