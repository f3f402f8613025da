import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kallfil } from './kallfil.js';

const ROTER = ['apps', 'libs', 'test', 'infra/bin'];
const INTE_VARA = new Set(['node_modules', 'dist', 'coverage']);
const TEXT = /[.](ts|js|mjs|cjs|sql|json|html|css|md)$/;

/** The files that people write, from the folders of code; what is generated or installed is not theirs. */
export async function lasTradet(rot: string): Promise<readonly Kallfil[]> {
  const sokvagar = (await Promise.all(ROTER.map((mapp) => filerUnder(rot, mapp)))).flat().sort();
  return Promise.all(
    sokvagar.map(async (sokvag) => ({ sokvag, text: await readFile(join(rot, sokvag), 'utf8') })),
  );
}

async function filerUnder(rot: string, mapp: string): Promise<readonly string[]> {
  const poster = await readdir(join(rot, mapp), { withFileTypes: true }).catch((fel: unknown) => {
    // A folder that the next change brings: nothing in it is wrong yet.
    if (fel instanceof Error && 'code' in fel && fel.code === 'ENOENT') return [];
    throw fel;
  });
  const under = poster.map(async (post) => {
    const sokvag = `${mapp}/${post.name}`;
    if (post.isDirectory()) return INTE_VARA.has(post.name) ? [] : filerUnder(rot, sokvag);
    return TEXT.test(post.name) ? [sokvag] : [];
  });
  return (await Promise.all(under)).flat();
}
