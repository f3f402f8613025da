// npm run chaos: kills and cuts off the built programs under load, and checks from outside what is left.
import { bygg } from './build.mjs';
import { installera } from './installera.mjs';
import { argumenten, iRot, kor, medFelutskrift } from './projekt.mjs';

await medFelutskrift(async () => {
  await installera();
  await bygg();
  const { korbar } = await import('../../test/databas/transpilerat.mjs');
  process.exitCode = await kor(
    process.execPath,
    [korbar(iRot('test', 'chaos', 'chaos.ts')), ...argumenten()],
    { stdio: 'inherit' },
  );
});
