import { arKod, arTest, type Filregel, type Fynd, type Kallfil } from './kallfil.js';

/** A file has one reason to exist; past this it has found another. */
const LANGSTA_FIL_RADER = 400;

export const filerHarEttSkal: Filregel = (fil) => {
  const rader = fil.text.replace(/\n$/, '').split('\n').length;
  return /^(apps|libs)\/.+[.]ts$/.test(fil.sokvag) && rader > LANGSTA_FIL_RADER
    ? [
        {
          sokvag: fil.sokvag,
          rad: LANGSTA_FIL_RADER + 1,
          vad: `fil på ${rader} rader, högst ${LANGSTA_FIL_RADER}`,
        },
      ]
    : [];
};

const SAGER_INGET = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc']);

/** A name says what is inside; `index.ts` says that a folder is a door to anything. */
export const namnSagerNagot: Filregel = (fil) => {
  if (!arKod(fil.sokvag)) return [];
  const delar = fil.sokvag.split(/[/.-]/);
  const vad = /(^|\/)index[.][a-z]+$/.test(fil.sokvag) ? 'index' : delar.find((del) => SAGER_INGET.has(del));
  return vad === undefined ? [] : [{ sokvag: fil.sokvag, rad: 1, vad }];
};

/** Every lib has a page with its terms, streams, events and invariants. */
export function biblioteketHarEnSida(sokvagar: readonly string[]): readonly Fynd[] {
  const libs = new Set(sokvagar.flatMap((s) => /^(libs\/[^/]+)\/src\//.exec(s)?.[1] ?? []));
  return [...libs]
    .map((lib) => `${lib}/README.md`)
    .filter((sida) => !sokvagar.includes(sida))
    .map((sokvag) => ({ sokvag, rad: 1, vad: 'saknas' }));
}

const mappFor = (sokvag: string): string => sokvag.slice(0, sokvag.lastIndexOf('/'));

/** SQL lies beside the code that runs it: named by a file in its folder or the one above, or read with all its folder. */
export function sqlLasesIntill(filer: readonly Kallfil[]): readonly Fynd[] {
  const kod = filer.filter((fil) => fil.sokvag.endsWith('.ts') && !arTest(fil.sokvag));
  return filer
    .filter((fil) => fil.sokvag.endsWith('.sql'))
    .filter(({ sokvag }) => {
      const mapp = mappFor(sokvag);
      const namn = sokvag.slice(mapp.length + 1);
      return !kod.some(
        (fil) =>
          [mapp, mappFor(mapp)].includes(mappFor(fil.sokvag)) &&
          (fil.text.includes(namn) || (fil.text.includes('readdir') && fil.text.includes('.sql'))),
      );
    })
    .map(({ sokvag }) => ({ sokvag, rad: 1, vad: 'läses inte av någon fil intill' }));
}
