import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OBRUKAD, OVERTRADELSER, PAKET, UTAN_FEL, type Trad } from './importregler.fixtures.js';

const ROT = fileURLToPath(new URL('../../', import.meta.url));
const KONFIGURATION = join(ROT, '.dependency-cruiser.cjs');
const KORNING = join(ROT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
/** The whole repository as a graph in JSON, with room for it to grow. */
const STORSTA_SVAR_BYTE = 64 * 1024 * 1024;
/** Starting the program and parsing the tree takes a second; slower machines, busier machines. */
const LANGSTA_KORNING_MS = 60_000;

interface Graf {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly module: string; readonly resolved: string }[];
  }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

async function granska(mapp: string): Promise<Graf> {
  const argument = [KORNING, '--config', KONFIGURATION, '--output-type', 'json', 'apps', 'libs'];
  const svar = await promisify(execFile)(process.execPath, argument, {
    cwd: mapp,
    maxBuffer: STORSTA_SVAR_BYTE,
    timeout: LANGSTA_KORNING_MS,
  }).catch((fel: unknown) => {
    // Violations are the exit code; the graph stands on stdout all the same.
    if (fel instanceof Error && 'stdout' in fel && fel.stdout !== '')
      return fel as Error & { stdout: string };
    throw fel;
  });
  return JSON.parse(svar.stdout) as Graf;
}

async function skriv(mapp: string, filer: Trad): Promise<void> {
  for (const [namn, text] of Object.entries(filer)) {
    await mkdir(dirname(join(mapp, namn)), { recursive: true });
    await writeFile(join(mapp, namn), text);
  }
}

/** The repository's own settings, stand-ins for its packages, and the files. */
async function plantera(mapp: string, ...trad: readonly Trad[]): Promise<void> {
  for (const namn of ['package.json', 'tsconfig.json']) await cp(join(ROT, namn), join(mapp, namn));
  for (const namn of PAKET)
    await skriv(mapp, {
      [`node_modules/${namn}/package.json`]: JSON.stringify({
        name: namn,
        version: '1.0.0',
        main: 'index.js',
      }),
      [`node_modules/${namn}/index.js`]: 'module.exports = {};\n',
    });
  for (const filer of trad) await skriv(mapp, filer);
}

/** Imports each planted file by a path that breaks no rule itself. */
const somBrukar = (filer: readonly string[]): Trad => ({
  'apps/standalone/src/main.ts':
    UTAN_FEL['apps/standalone/src/main.ts']! +
    filer
      .map((fil) =>
        fil
          .replace(/[.]ts$/, '.js')
          .replace(/^libs\/([^/]+)\/src\//, '#$1/')
          .replace(/^apps\//, '#apps/'),
      )
      .map((fil) => `import '${fil}';\n`)
      .join(''),
});

const overtradelserAv = (graf: Graf): [string, string][] =>
  graf.summary.violations.map((v): [string, string] => [v.from, v.rule.name]);

let bas: string;
beforeAll(async () => (bas = await mkdtemp(join(tmpdir(), 'importregler-'))));
afterAll(() => rm(bas, { recursive: true, force: true }));

describe('importreglerna', () => {
  test(
    'ett träd som följer dem går igenom',
    async () => {
      const mapp = join(bas, 'utan-fel');
      await plantera(mapp, UTAN_FEL);
      expect(overtradelserAv(await granska(mapp))).toEqual([]);
    },
    LANGSTA_KORNING_MS,
  );

  test(
    'varje regel fäller sin överträdelse, och bara den',
    async () => {
      const mapp = join(bas, 'med-fel');
      const planterade = OVERTRADELSER.map((o) => o.i);
      await plantera(
        mapp,
        UTAN_FEL,
        ...OVERTRADELSER.map((o) => o.filer),
        OBRUKAD.filer,
        somBrukar(planterade),
      );
      const graf = await granska(mapp);

      const funna = overtradelserAv(graf);
      for (const { regel, i } of [...OVERTRADELSER, OBRUKAD])
        expect({ i, regler: [...new Set(funna.filter(([fran]) => fran === i).map(([, r]) => r))] }).toEqual({
          i,
          regler: [regel],
        });
      // A cycle is seen from each of its files; nothing else is named that was not planted as a violation.
      const ovantade = funna.filter(([fran, regel]) => regel !== 'inga-cykler' && !planterade.includes(fran));
      expect(ovantade).toEqual([[OBRUKAD.i, OBRUKAD.regel]]);

      const regler = graf.summary.ruleSetUsed.forbidden.map((r) => r.name);
      expect(new Set([...OVERTRADELSER, OBRUKAD].map((o) => o.regel))).toEqual(new Set(regler));
    },
    LANGSTA_KORNING_MS,
  );

  test(
    'kanterna mellan biblioteken syns i det riktiga trädet',
    async () => {
      const graf = await granska(ROT);
      const kanter = graf.modules.flatMap((m) =>
        m.dependencies.filter((d) => d.module.startsWith('#')).map((d) => ({ fran: m.source, ...d })),
      );
      const lib = (fil: string): string | undefined => /^(?:libs|apps)\/([^/]+)\//.exec(fil)?.[1];
      const mellanLibs = kanter.filter(
        (k) => lib(k.resolved) !== undefined && lib(k.fran) !== lib(k.resolved),
      );

      expect(mellanLibs.length).toBeGreaterThan(0);
      // Into dist or unresolved: an edge that the rules, which speak of libs/ and apps/, would not see.
      expect(kanter.filter((k) => !/^(libs|apps)\/.+[.]ts$/.test(k.resolved))).toEqual([]);
      expect(
        mellanLibs.some((k) => k.fran.endsWith('event-store.ts') && k.resolved.startsWith('libs/kernel/')),
      ).toBe(true);
    },
    LANGSTA_KORNING_MS,
  );
});
