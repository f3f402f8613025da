/** Files by path. */
export type Trad = Readonly<Record<string, string>>;

/** A violation to plant: what it adds to the tree, and the file that must be named with the rule, and with it alone. */
export interface Overtradelse {
  readonly regel: string;
  readonly i: string;
  readonly filer: Trad;
}

const importer = (...fran: readonly string[]): string => fran.map((f) => `import '${f}';\n`).join('');
const varde = 'export const varde = 1;\n';

/** A miniature of the repository that keeps every rule, with each import that a rule allows. */
export const UTAN_FEL: Trad = {
  'libs/kernel/src/ore.ts': varde,
  'libs/event-store/src/event-store.ts': importer('#kernel/ore.js'),
  'libs/event-store/src/kommandon.ts': importer('./event-store.js', '#kernel/ore.js', 'node:crypto'),
  'libs/event-store/src/postgres/adapter.ts': importer('../event-store.js', 'postgres'),
  'libs/event-store/src/kurrent/adapter.ts': importer('../event-store.js', '@eventstore/db-client'),
  'libs/read-store/src/read-store.ts': importer('postgres', '#event-store/event-store.js'),
  'libs/jobs/src/ko.ts': importer('bullmq'),
  'libs/platform/src/inbaddad-postgres/server.ts': importer('postgres', 'node:fs'),
  'libs/platform/src/http/problem.ts': importer('class-validator', '#budget/public.js', '@nestjs/common'),
  'libs/beslut/src/domain/beslut.events.ts': importer('#kernel/ore.js'),
  'libs/beslut/src/domain/beslut.decider.ts': importer('./beslut.events.js'),
  'libs/beslut/src/public.ts': importer('./domain/beslut.decider.js'),
  'libs/budget/src/domain/budget.events.ts': importer('#kernel/ore.js'),
  'libs/budget/src/domain/budget.decider.ts': importer(
    './budget.events.js',
    '#kernel/ore.js',
    '#beslut/domain/beslut.events.js',
  ),
  'libs/budget/src/domain/budget.decider.spec.ts': importer(
    './budget.decider.js',
    'node:fs',
    '@nestjs/common',
  ),
  'libs/budget/src/commands/faststall.ts': importer(
    '../domain/budget.decider.js',
    '#beslut/domain/beslut.events.js',
    '#beslut/public.js',
    '#kernel/ore.js',
    '#event-store/kommandon.js',
    '@nestjs/cqrs',
    '@nestjs/common',
  ),
  'libs/budget/src/projections/budgetrad/budgetrad.ts': importer(
    '../../domain/budget.events.js',
    '#beslut/domain/beslut.events.js',
    '#kernel/ore.js',
    '#read-store/read-store.js',
    '#event-store/event-store.js',
    'postgres',
    'node:fs',
  ),
  'libs/budget/src/http/budget.dto.ts': importer('class-validator', '@nestjs/swagger'),
  'libs/budget/src/http/budget.controller.ts': importer(
    './budget.dto.js',
    '../commands/faststall.js',
    '../projections/budgetrad/budgetrad.js',
    '#platform/http/problem.js',
    '@nestjs/common',
  ),
  'libs/budget/src/budget.module.ts': importer('./http/budget.controller.js'),
  'libs/budget/src/public.ts': importer('./projections/budgetrad/budgetrad.js'),
  'libs/rapport/src/projections/uppfoljning.ts': importer('#budget/public.js'),
  'libs/inlasning/src/sie/las.ts': importer('#budget/public.js', '#beslut/public.js'),
  'apps/dashboard/src/main.ts': importer('./klient.js'),
  'apps/dashboard/src/klient.ts': varde,
  'apps/api/src/api.module.ts': importer('#budget/budget.module.js'),
  'apps/ops/src/main.ts': importer('#apps/api/src/api.module.js'),
  'apps/standalone/src/main.ts': importer(
    '#apps/api/src/api.module.js',
    '#event-store/postgres/adapter.js',
    '#event-store/kurrent/adapter.js',
    '#jobs/ko.js',
    '#platform/inbaddad-postgres/server.js',
    '#rapport/projections/uppfoljning.js',
    '#inlasning/sie/las.js',
  ),
};

/** Stands in for installed packages, so that resolving them costs nothing and depends on no version. */
export const PAKET = [
  'postgres',
  'bullmq',
  'class-validator',
  '@eventstore/db-client',
  '@nestjs/common',
  '@nestjs/cqrs',
  '@nestjs/swagger',
] as const;

const en = (regel: string, i: string, ...fran: readonly string[]): Overtradelse => ({
  regel,
  i,
  filer: { [i]: importer(...fran) },
});

export const OVERTRADELSER: readonly Overtradelse[] = [
  en('kernel-importerar-inget', 'libs/kernel/src/p1.ts', 'node:crypto'),
  en('kernel-importerar-inget', 'libs/kernel/src/p2.ts', '@nestjs/common'),
  en('kernel-importerar-inget', 'libs/kernel/src/p3.ts', '#event-store/event-store.js'),
  en('domain-ar-ren', 'libs/budget/src/domain/p1.ts', 'node:fs'),
  en('domain-ar-ren', 'libs/budget/src/domain/p2.ts', '@nestjs/common'),
  en('domain-ar-ren', 'libs/budget/src/domain/p3.ts', '#event-store/event-store.js'),
  en('domain-ar-ren', 'libs/budget/src/domain/p4.ts', '#beslut/public.js'),
  en('domain-ar-ren', 'libs/budget/src/domain/p5.ts', '../projections/budgetrad/budgetrad.js'),
  en('domain-ar-ren', 'libs/inlasning/src/sie/domain/p1.ts', 'node:fs'),
  en('commands-beslutar-bara', 'libs/budget/src/commands/p1.ts', '#read-store/read-store.js'),
  en('commands-beslutar-bara', 'libs/budget/src/commands/p2.ts', 'node:crypto'),
  en('commands-beslutar-bara', 'libs/budget/src/commands/p3.ts', '../http/budget.controller.js'),
  en(
    'commands-laser-inte-projektioner',
    'libs/budget/src/commands/p4.ts',
    '../projections/budgetrad/budgetrad.js',
  ),
  en('projections-laser-bara-handelser', 'libs/budget/src/projections/p1.ts', '../domain/budget.decider.js'),
  en('projections-laser-bara-handelser', 'libs/budget/src/projections/p2.ts', '../commands/faststall.js'),
  en('projections-laser-bara-handelser', 'libs/budget/src/projections/p3.ts', '#platform/http/problem.js'),
  en('projections-sammanstaller-bara-i-rapport', 'libs/budget/src/projections/p4.ts', '#beslut/public.js'),
  en('http-anropar-egna-kommandon-och-fragor', 'libs/budget/src/http/p1.ts', '../domain/budget.decider.js'),
  en('http-anropar-egna-kommandon-och-fragor', 'libs/budget/src/http/p2.ts', '#beslut/public.js'),
  en(
    'mellan-kontexter-bara-handelser-och-public',
    'libs/budget/src/p1.ts',
    '#beslut/domain/beslut.decider.js',
  ),
  en('mellan-kontexter-bara-handelser-och-public', 'libs/rapport/src/p2.ts', '#budget/budget.module.js'),
  en('http-anropar-egna-kommandon-och-fragor', 'libs/budget/src/http/p3.ts', '#jobs/ko.js'),
  en('mellan-kontexter-bara-handelser-och-public', 'libs/jobs/src/p3.ts', '#beslut/domain/beslut.decider.js'),
  en('adaptrar-valjs-i-apps', 'libs/budget/src/p4.ts', '#event-store/postgres/adapter.js'),
  en('libs-importerar-inte-apps', 'libs/platform/src/p1.ts', '#apps/dashboard/src/klient.js'),
  en('apps-importerar-inte-varandra', 'apps/api/src/p1.ts', '#apps/dashboard/src/klient.js'),
  en('dashboard-kanner-bara-api', 'apps/dashboard/src/p1.ts', '#kernel/ore.js'),
  en('mellan-libs-med-alias', 'libs/read-store/src/p1.ts', '../../kernel/src/ore.js'),
  en('mellan-libs-med-alias', 'apps/api/src/p2.ts', '../../../libs/kernel/src/ore.js'),
  {
    regel: 'inget-skeppat-importerar-test',
    i: 'libs/jobs/src/p1.ts',
    filer: { 'libs/jobs/src/p1.ts': importer('./p1.fixtures.js'), 'libs/jobs/src/p1.fixtures.ts': varde },
  },
  en('kurrentdb-bara-i-kurrent', 'libs/event-store/src/p1.ts', '@eventstore/db-client'),
  en('bullmq-bara-i-jobs', 'apps/api/src/p3.ts', 'bullmq'),
  en('bullmq-bara-i-jobs', 'libs/rapport/src/p1.ts', 'bullmq'),
  en('postgres-bara-i-lagren', 'libs/jobs/src/p2.ts', 'postgres'),
  en('postgres-bara-i-lagren', 'libs/platform/src/p2.ts', 'postgres'),
  en('dto-paket-bara-i-http', 'libs/budget/src/p2.ts', 'class-validator'),
  en('dto-paket-bara-i-http', 'libs/rapport/src/p3.ts', '@nestjs/swagger'),
  {
    regel: 'inga-cykler',
    i: 'libs/budget/src/p3.ts',
    filer: {
      // Types only: what the compiler forgets, a reader still has to know.
      'libs/budget/src/p3.ts': "import type { B } from './p5.js';\nexport type A = B | 1;\n",
      'libs/budget/src/p5.ts': importer('./p6.js') + 'export type B = 2;\n',
      'libs/budget/src/p6.ts': importer('./p3.js'),
    },
  },
  en('allt-kan-losas', 'libs/budget/src/p7.ts', '#beslut/finns-inte.js'),
];

/** Planted apart: every other plant is imported by a planted main, so that this rule stays silent about them. */
export const OBRUKAD: Overtradelse = {
  regel: 'inget-ligger-obrukat',
  i: 'libs/budget/src/obrukad.ts',
  filer: {
    'libs/budget/src/obrukad.ts': varde,
    'libs/budget/src/obrukad.spec.ts': importer('./obrukad.js'),
  },
};
