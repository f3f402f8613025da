// npm run generate: everything that is written by programs and kept in the repository. A test fails on what differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { installera } from './installera.mjs';
import { Avbrott, iRot, kor, medFelutskrift, sag } from './projekt.mjs';

/** Describes the HTTP interface; it needs the build, and takes care of that itself. */
const OPENAPI = iRot('infra', 'bin', 'generera-openapi.mjs');

function skriv(fil, text) {
  const plats = iRot(fil);
  if (existsSync(plats) && readFileSync(plats, 'utf8') === text) return;
  mkdirSync(dirname(plats), { recursive: true });
  writeFileSync(plats, text);
  sag(`skrev ${fil}`);
}

await medFelutskrift(async () => {
  await installera();
  const { katalogfiler } = await import('./handelsekatalog.mjs');
  for (const [fil, text] of Object.entries(katalogfiler())) skriv(fil, text);
  if (existsSync(OPENAPI) && (await kor(process.execPath, [OPENAPI])) !== 0)
    throw new Avbrott('OpenAPI-beskrivningen kunde inte skrivas: se ovan.');
});
