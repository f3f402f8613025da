// npm run dev: builds at every change, and starts the server again with what was built.
import { spawn } from 'node:child_process';
import { existsSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { bygg, kopieraTillDist } from './build.mjs';
import { installera } from './installera.mjs';
import { argumenten, iRot, medFelutskrift, ROT } from './projekt.mjs';

await medFelutskrift(async () => {
  await installera();
  await bygg();
  const nest = iRot('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const main = iRot('dist', 'apps', 'standalone', 'src', 'main.js');
  const barn = [
    [nest, 'build', 'standalone', '--watch'],
    ['--watch', '--watch-preserve-output', '--enable-source-maps', main, ...argumenten()],
  ].map((argument) => spawn(process.execPath, argument, { cwd: ROT, stdio: 'inherit' }));
  // The compiler sees TypeScript only.
  for (const mapp of ['apps', 'libs']) {
    watch(iRot(mapp), { recursive: true }, (_slag, namn) => {
      const fil = namn === null ? undefined : join(iRot(mapp), namn);
      if (fil && !/\.(tsx?|md)$/.test(fil) && existsSync(fil) && statSync(fil).isFile()) kopieraTillDist(fil);
    });
  }
  // The terminal's Ctrl-C reaches them too; a kill of this process alone must not leave them.
  const sluta = (signal) => barn.forEach((process_) => process_.kill(signal));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => sluta(signal));
  await Promise.race(barn.map((process_) => new Promise((klart) => process_.on('exit', klart))));
  sluta('SIGTERM');
  process.exit();
});
