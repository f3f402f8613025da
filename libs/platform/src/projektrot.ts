import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function finnRot(mapp: string): string {
  if (existsSync(join(mapp, 'package.json'))) return mapp;
  const ovan = dirname(mapp);
  if (ovan === mapp) throw new Error('package.json saknas i alla mappar ovanför programmet');
  return finnRot(ovan);
}

/** The project's own folder, found from sources and from dist alike. */
export const PROJEKTROT = finnRot(dirname(fileURLToPath(import.meta.url)));
export const SEEDMAPP = join(PROJEKTROT, 'infra', 'seed');
