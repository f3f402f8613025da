import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Filregel, Fynd, Kallfil } from './tidy/kallfil.js';
import {
  domanenArForutsagbar,
  funktionerFarPlatsPaSkarmen,
  ingaFlyttalNaraPengar,
  ingaForbigangnaTest,
  ingetLamnatTillSen,
  miljonLasesEnGang,
  typernaGaller,
  undantagHarSkal,
} from './tidy/kodregler.js';
import { publiceradeSiffror, siffrorI } from './tidy/publicerade-siffror.js';
import { lasTradet } from './tidy/trad.js';
import { biblioteketHarEnSida, filerHarEttSkal, namnSagerNagot, sqlLasesIntill } from './tidy/tradregler.js';

const ROT = fileURLToPath(new URL('../../', import.meta.url));
const KALLDOKUMENT = join(ROT, 'infra/seed/kalldokument');
/** Reading and parsing the whole tree, on a machine that runs other tests meanwhile. */
const LANGSTA_GRANSKNING_MS = 60_000;

const funktion = (rader: number): string => `function f() {\n${'  g();\n'.repeat(rader - 2)}}\n`;
const ram = (rader: number): string => `describe('x', () => {\n${"  test('y', g);\n".repeat(rader - 2)}});\n`;

interface Prov {
  readonly regel: Filregel;
  /** [path, text, line of the first finding] */
  readonly falls: readonly (readonly [string, string, number])[];
  readonly friar: readonly (readonly [string, string])[];
}

const PROV: Readonly<Record<string, Prov>> = {
  'inga förbigångna test': {
    regel: ingaForbigangnaTest,
    falls: [
      ['libs/x/src/a.spec.ts', "\ntest.only('a', f);", 2],
      ['libs/x/src/a.spec.ts', "describe.skip('a', f);", 1],
      ['libs/x/src/a.spec.ts', "it.todo('a');", 1],
      ['libs/x/src/a.spec.ts', "test.only.each([1])('a', f);", 1],
      ['test/contract/a.ts', "xit('a', f);", 1],
      ['libs/x/src/a.spec.ts', 'const d = finns ? describe.only : describe;', 1],
    ],
    friar: [
      ['libs/x/src/a.spec.ts', "const omRedis = finns ? describe : describe.skip;\nomRedis('a', f);"],
      ['libs/x/src/a.spec.ts', "test('only', () => svar.skip(1));"],
    ],
  },
  'miljön läses en gång': {
    regel: miljonLasesEnGang,
    falls: [
      ['libs/x/src/a.ts', '\n\nconst p = process.env.PORT;', 3],
      ['apps/api/src/main.ts', "const p = process['env'];", 1],
      ['apps/api/src/main.ts', "import { env as e } from 'node:process';", 1],
      ['libs/platform/src/loggning.ts', 'f({ ...process.env });', 1],
    ],
    friar: [
      ['libs/platform/src/konfiguration.ts', 'las(process.env);'],
      ['infra/bin/start.mjs', 'las(process.env);'],
      ['test/databas/databas.ts', 'las(process.env);'],
      ['libs/x/src/a.ts', "const text = 'process.env'; // not process.env"],
    ],
  },
  'domänen är förutsägbar': {
    regel: domanenArForutsagbar,
    falls: [
      ['libs/x/src/domain/a.ts', 'const nu = new Date();', 1],
      ['libs/x/src/domain/a.ts', 'const nu = new Date;', 1],
      ['libs/x/src/domain/a.ts', 'const nu = Date();', 1],
      ['libs/x/src/domain/a.ts', '\nconst nu = Date.now();', 2],
      ['libs/x/src/domain/a.ts', 'const t = Math.random();', 1],
      ['libs/x/src/domain/a.ts', 'const id = crypto.randomUUID();', 1],
    ],
    friar: [
      ['libs/x/src/domain/a.ts', 'const dag = new Date(0); const h = Math.max(1, 2);'],
      ['libs/x/src/commands/a.ts', 'const nu = new Date();'],
      ['libs/x/src/domain/a.spec.ts', 'const t = Math.random();'],
    ],
  },
  'typerna gäller': {
    regel: typernaGaller,
    falls: [
      ['libs/x/src/a.ts', 'let a: any;', 1],
      ['libs/x/src/a.ts', '\nf(x as any);', 2],
      ['test/a.ts', 'const m = new Map<string, any>();', 1],
      ['libs/x/src/a.ts', '// @ts-ignore\nf();', 1],
      ['libs/x/src/a.ts', '/* @ts-nocheck */', 1],
    ],
    friar: [
      ['libs/x/src/a.ts', "// any\nconst any = 'any';"],
      ['libs/x/src/a.ts', "const s = '// @ts-ignore';"],
    ],
  },
  'undantag har skäl': {
    regel: undantagHarSkal,
    falls: [
      ['libs/x/src/a.ts', 'f(); // eslint-disable-line no-console', 1],
      ['infra/bin/a.mjs', '/* eslint-disable no-console -- */\nf();', 1],
      ['libs/x/src/a.ts', 'f({\n  // eslint-disable-next-line\n  a: 1,\n});', 2],
    ],
    friar: [['libs/x/src/a.ts', 'f(); // eslint-disable-line no-console -- the terminal is the output']],
  },
  'inget lämnat till sen': {
    regel: ingetLamnatTillSen,
    falls: [
      ['libs/x/src/a.ts', 'f(); // TODO: more', 1],
      ['libs/x/src/a.ts', 'f();\n/** FIXME */\ng();\n', 2],
      ['libs/x/src/a.ts', 'f(`${1}`); // TODO', 1],
      ['libs/x/src/a.ts', 'f();\n// TODO at the end', 2],
      ['libs/x/src/a.sql', 'select 1;\n-- TODO index', 2],
    ],
    friar: [
      ['libs/x/src/a.ts', "const s = 'TODO'; f(`// TODO ${s}`); // what is todo is in the issue"],
      ['libs/x/src/a.sql', "select 'TODO';"],
    ],
  },
  'funktioner får plats på skärmen': {
    regel: funktionerFarPlatsPaSkarmen,
    falls: [
      ['libs/x/src/a.ts', `\n${funktion(71)}`, 2],
      ['infra/bin/a.mjs', funktion(71), 1],
      ['libs/x/src/a.ts', `class A {\n  m() {\n${'    g();\n'.repeat(69)}  }\n}\n`, 2],
      ['libs/x/src/a.spec.ts', `test('y', () => {\n${'  g();\n'.repeat(69)}});`, 1],
      ['libs/x/src/a.ts', ram(71), 1],
    ],
    friar: [
      ['libs/x/src/a.ts', funktion(70)],
      ['libs/x/src/a.spec.ts', ram(200)],
      ['test/contract/a.ts', `export function kontrakt() {\n${ram(200)}}\n`],
    ],
  },
  'inga flyttal nära pengar': {
    regel: ingaFlyttalNaraPengar,
    falls: [
      ['libs/x/src/a.ts', 'const a = parseFloat(s);', 1],
      ['libs/x/src/a.ts', 'const a = Number.parseFloat(s);', 1],
      ['libs/x/src/a.ts', '\nconst a = b.toFixed(2);', 2],
    ],
    friar: [
      ['libs/rapport/src/renderare/tabell.ts', 'const a = b.toFixed(2);'],
      ['apps/ops/src/a.ts', 'const tid = (ms / 1000).toFixed(1);'],
    ],
  },
  'filer har ett skäl': {
    regel: filerHarEttSkal,
    falls: [['libs/x/src/a.ts', 'f();\n'.repeat(401), 401]],
    friar: [
      ['libs/x/src/a.ts', 'f();\n'.repeat(400)],
      ['test/a.ts', 'f();\n'.repeat(401)],
    ],
  },
  'namn säger något': {
    regel: namnSagerNagot,
    falls: [
      ['libs/x/src/utils.ts', '', 1],
      ['libs/x/src/common/datum.ts', '', 1],
      ['libs/x/src/sie-helpers.ts', '', 1],
      ['libs/x/src/index.ts', '', 1],
      ['infra/bin/misc.mjs', '', 1],
    ],
    friar: [['libs/x/src/public.ts', '']],
  },
  'inga publicerade siffror': {
    regel: (fil) =>
      publiceradeSiffror(fil, siffrorI({ rader: [[-1374500, 100000, 1700]], id: '222000-2824' })),
    falls: [
      ['libs/x/src/a.ts', 'const a = 1374500;', 1],
      ['libs/x/src/a.ts', '\nconst a = -1_374_500_00n;', 2],
      ['libs/x/src/a.sql', 'select 137450000;', 1],
      ['apps/x/src/a.json', '{"belopp": 1374500}', 1],
    ],
    friar: [
      ['libs/x/src/a.ts', 'const a = [100_000, 1_700_000, 13745, 1374501, 222000];'],
      ['libs/x/src/a.spec.ts', 'const a = 1374500;'],
    ],
  },
};

const vidRad = (fynd: readonly Fynd[]): string[] => fynd.map((f) => `${f.sokvag}:${f.rad} ${f.vad}`);

describe('reglerna fäller det de ska', () => {
  test.each(Object.entries(PROV))('%s', (_namn, { regel, falls, friar }) => {
    for (const [sokvag, text, rad] of falls)
      expect({ text, rad: regel({ sokvag, text })[0]?.rad }).toEqual({ text, rad });
    for (const [sokvag, text] of friar) expect(vidRad(regel({ sokvag, text }))).toEqual([]);
  });

  test('varje bibliotek har en sida', () => {
    expect(vidRad(biblioteketHarEnSida(['libs/a/src/a.ts', 'libs/b/src/b.ts', 'libs/b/README.md']))).toEqual([
      'libs/a/README.md:1 saknas',
    ]);
  });

  test('sql läses intill', () => {
    const filer: readonly Kallfil[] = [
      { sokvag: 'libs/a/src/p/table.sql', text: '' },
      { sokvag: 'libs/a/src/p/fraga.ts', text: "new URL('./table.sql', import.meta.url)" },
      { sokvag: 'libs/a/src/p/glomd.sql', text: '' },
      { sokvag: 'libs/a/src/p/glomd.spec.ts', text: "new URL('./glomd.sql', import.meta.url)" },
      { sokvag: 'libs/b/src/migrationer/0001-start.sql', text: '' },
      { sokvag: 'libs/b/src/migrera.ts', text: "readdirSync(mapp).filter((namn) => namn.endsWith('.sql'))" },
      { sokvag: 'libs/c/src/table.sql', text: '' },
    ];
    expect(sqlLasesIntill(filer).map((f) => f.sokvag)).toEqual([
      'libs/a/src/p/glomd.sql',
      'libs/c/src/table.sql',
    ]);
  });
});

describe('trädet', () => {
  let filer: readonly Kallfil[];
  let publicerade: ReadonlySet<string>;
  beforeAll(async () => {
    filer = await lasTradet(ROT);
    const namn = (await readdir(KALLDOKUMENT)).filter((n) => n.endsWith('.json'));
    const dokument = await Promise.all(namn.map((n) => readFile(join(KALLDOKUMENT, n), 'utf8')));
    publicerade = siffrorI(dokument.map((text) => JSON.parse(text) as unknown));
  }, LANGSTA_GRANSKNING_MS);

  test('har läst in filer och publicerade siffror att jämföra med', () => {
    expect(filer.map((f) => f.sokvag)).toContain('libs/kernel/src/ore.ts');
    expect(publicerade.size).toBeGreaterThan(0);
  });

  const filregler = Object.entries(PROV).filter(([namn]) => namn !== 'inga publicerade siffror');
  test.each(filregler)(
    '%s',
    (_namn, { regel }) => expect(vidRad(filer.flatMap(regel))).toEqual([]),
    LANGSTA_GRANSKNING_MS,
  );

  test('inga publicerade siffror', () => {
    expect(vidRad(filer.flatMap((fil) => publiceradeSiffror(fil, publicerade)))).toEqual([]);
  });

  test('varje bibliotek har en sida', () => {
    expect(vidRad(biblioteketHarEnSida(filer.map((f) => f.sokvag)))).toEqual([]);
  });

  test('sql läses intill', () => {
    expect(vidRad(sqlLasesIntill(filer))).toEqual([]);
  });
});
