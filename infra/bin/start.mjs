// npm start: installs and builds what is missing, then runs everything in one process.
import { spawn } from 'node:child_process';
import { bygg } from './build.mjs';
import { installera } from './installera.mjs';
import { argumenten, iRot, medFelutskrift, sag, slutkod } from './projekt.mjs';

/**
 * One Ctrl-C arrives twice: from the terminal, and again from npm, which passes it on. What comes within this time is
 * the same key; nobody who means "now!" is quicker.
 */
const SAMMA_TRYCKNING_MS = 400;

function kor(program, argument) {
  // A process group of its own: a Ctrl-C in the terminal reaches the program once, through us.
  const barn = spawn(process.execPath, ['--enable-source-maps', program, ...argument], {
    // The channel tells the program when we are gone, however we went.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  let forstaSignal;
  const vidSignal = (signal) => {
    if (forstaSignal === undefined) {
      forstaSignal = performance.now();
      // A closed terminal is a wish to stop in good order, which is what SIGTERM says.
      barn.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    } else if (performance.now() - forstaSignal > SAMMA_TRYCKNING_MS) {
      sag('Avbryter genast.');
      barn.kill('SIGKILL');
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, vidSignal);
  return new Promise((resolve, reject) => {
    barn.on('error', reject);
    barn.on('exit', (kod, signal) => resolve(kod ?? slutkod(signal)));
  });
}

await medFelutskrift(async () => {
  await installera();
  await bygg();
  process.exitCode = await kor(iRot('dist', 'apps', 'standalone', 'src', 'main.js'), argumenten());
});
