// Writes docs/openapi.json from the build, or with --kontrollera compares. No store is opened: the routes are only described.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bygg } from './build.mjs';
import { installera } from './installera.mjs';
import { Avbrott, iRot, medFelutskrift, sag } from './projekt.mjs';

const FIL = iRot('docs', 'openapi.json');
const iDist = (...delar) => import(pathToFileURL(iRot('dist', ...delar)).href);

async function beskrivning() {
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const { SystemModule } = await iDist('apps', 'standalone', 'src', 'system.module.js');
  const { openapi } = await iDist('apps', 'api', 'src', 'http', 'openapi.js');
  // Never initialised, so nothing asks the stores for anything.
  const tomt = {};
  const modul = SystemModule.med(
    { store: tomt, readStore: tomt, projektor: tomt },
    { regelbok: tomt, logg: tomt, vem: 'openapi' },
  );
  const app = await NestFactory.create(modul, { logger: false, abortOnError: false });
  return `${JSON.stringify(openapi(app), null, 2)}
`;
}

await medFelutskrift(async () => {
  await installera();
  await bygg();
  const text = await beskrivning();
  const finns = lasEllerTomt(FIL);
  if (finns === text) return;
  if (process.argv.includes('--kontrollera'))
    throw new Avbrott(
      'docs/openapi.json stämmer inte med koden: kör "npm run generate" och lägg till filen.',
    );
  writeFileSync(FIL, text);
  sag('skrev docs/openapi.json');
});

function lasEllerTomt(fil) {
  try {
    return readFileSync(fil, 'utf8');
  } catch {
    return '';
  }
}
