// npm run check: every static check and the unit tests, a line each. What fails shows its output; the rest is quiet.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { installera } from './installera.mjs';
import { iRot, medFelutskrift, ROT } from './projekt.mjs';

const KONTROLLER = ['check:format', 'check:lint', 'check:types', 'check:imports', 'check:unit'];
/** The lint and the compiler each hold the whole program in memory: more at once only swaps. */
const SAMTIDIGA = Math.min(2, availableParallelism());

/** npm's own way of running a script, without starting npm five times: the script's text, with our packages on PATH. */
function kor(namn, skript) {
  const PATH = `${iRot('node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const borjan = performance.now();
  return new Promise((resolve) => {
    const barn = spawn(skript, {
      cwd: ROT,
      shell: true,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let utskrift = '';
    for (const strom of [barn.stdout, barn.stderr]) strom.on('data', (bit) => (utskrift += bit));
    barn.on('close', (kod) => {
      const sekunder = ((performance.now() - borjan) / 1000).toFixed(1).padStart(6);
      console.log(`${kod === 0 ? 'ok ' : 'FEL'} ${namn.padEnd(14)} ${sekunder} s`);
      if (kod !== 0) console.log(utskrift.trimEnd());
      resolve(kod === 0);
    });
  });
}

await medFelutskrift(async () => {
  await installera();
  const paket = JSON.parse(readFileSync(iRot('package.json'), 'utf8'));
  const ko = [...KONTROLLER];
  const utfall = [];
  const arbetare = async () => {
    for (let namn = ko.shift(); namn !== undefined; namn = ko.shift())
      utfall.push(await kor(namn, paket.scripts[namn]));
  };
  await Promise.all(Array.from({ length: SAMTIDIGA }, arbetare));
  if (utfall.includes(false)) process.exitCode = 1;
});
