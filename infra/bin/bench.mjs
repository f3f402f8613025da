// npm run bench: measures, on a PostgreSQL of its own. What it measures is TypeScript as it stands, never an old build.
import { installera } from './installera.mjs';
import { testtjanster } from './testtjanster.mjs';
import { argumenten, iRot, kor, medFelutskrift } from './projekt.mjs';

await medFelutskrift(async () => {
  await installera();
  const { korbar } = await import('../../test/databas/transpilerat.mjs');
  const tjanster = await testtjanster();
  try {
    process.exitCode = await kor(
      process.execPath,
      [korbar(iRot('test', 'bench', 'bench.ts')), ...argumenten()],
      { stdio: 'inherit', env: { ...process.env, REDIS_URL: tjanster.miljo.REDIS_URL ?? '' } },
    );
  } finally {
    await tjanster.stoppa();
  }
});
