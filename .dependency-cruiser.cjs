// The import rules of docs/ARCHITECTURE.md. test/architecture/importregler.spec.ts plants a violation of each rule
// and sees it fail: a new rule needs its plant there.

/** Infrastructure, whose files a context may import. Every other lib is a context: it owns events. */
const INFRASTRUKTUR = '(?:kernel|event-store|read-store|jobs|platform)';
const KONTEXT = `^libs/(?!${INFRASTRUKTUR}/)([^/]+)/`;

const TEST = '[.](spec|fixtures)[.]ts$';
const HANDELSER = '^libs/[^/]+/src/.*[.]events[.]ts$';
const PUBLIC = '^libs/[^/]+/src/public[.]ts$';
/** A layer of a lib ($1), directly in src or in a part of it (sie/, kalldokument/). */
const lagret = (lager) => `^libs/([^/]+)/src/(?:|[^/]+/)${lager}/`;
/** The same layer, in the lib that the rule's `from` found. */
const egna = (...lager) => `^libs/$1/src/(?:|[^/]+/)(?:${lager.join('|')})/`;
const PROJEKTIONER = lagret('projections');
const KERNEL = '^libs/kernel/src/';
/** The port, the command runner and upcasting lie directly in src; the adapters lie in folders below. */
const EVENT_STORE_PORT = '^libs/event-store/src/[^/]+[.]ts$';
const EVENT_STORE_ADAPTER = '^libs/event-store/src/(postgres|kurrent)/';

/** Packages by name, whether they are installed (…/node_modules/x/…) or not (x). */
const paket = (...namn) => `(^|node_modules/)(${namn.join('|')})(/|$)`;

const regel = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
/** The rules are about what is shipped: a test may import what it needs to look inside. */
const fran = (path, ...pathNot) => ({ path, pathNot: [TEST, ...pathNot] });

const lager = [
  regel('kernel-importerar-inget', 'Everything rests on kernel.', fran(KERNEL), { pathNot: KERNEL }),
  regel(
    'domain-ar-ren',
    'domain imports its own domain, kernel and events of other contexts: no packages, nothing of Node, no time.',
    fran(lagret('domain')),
    { pathNot: [egna('domain'), KERNEL, HANDELSER] },
  ),
  regel(
    'commands-beslutar-bara',
    'A handler is load, decide, append: own domain, what others publish, kernel, the event store’s port, Nest.',
    fran(lagret('commands')),
    {
      pathNot: [
        egna('commands', 'domain'),
        HANDELSER,
        PUBLIC,
        KERNEL,
        EVENT_STORE_PORT,
        PROJEKTIONER, // the next rule says why
        paket('@nestjs/cqrs', '@nestjs/common'),
      ],
    },
  ),
  regel(
    'commands-laser-inte-projektioner',
    'A read model lags behind the truth: nothing is decided from one.',
    fran(lagret('commands')),
    { path: PROJEKTIONER },
  ),
  regel(
    'projections-laser-bara-handelser',
    'projections import events, kernel, the read store and the event store’s port. Logic in a decider or a command ' +
      'changes with the rules; what happened does not.',
    fran(PROJEKTIONER),
    {
      path: '^libs/',
      pathNot: [
        egna('projections'),
        HANDELSER,
        PUBLIC, // the next rule says who may
        KERNEL,
        EVENT_STORE_PORT,
        '^libs/read-store/src/',
      ],
    },
  ),
  regel(
    'projections-sammanstaller-bara-i-rapport',
    'Only reports and imports put contexts together; another projection knows a context by its events.',
    fran(PROJEKTIONER, '^libs/(rapport|inlasning)/'),
    { path: PUBLIC },
  ),
  regel(
    'http-anropar-egna-kommandon-och-fragor',
    'http imports its own commands and queries, and the infrastructure they speak through.',
    fran(`${KONTEXT}src/(?:|[^/]+/)http/`),
    {
      path: '^libs/',
      pathNot: [
        egna('http', 'commands', 'projections'),
        KERNEL,
        EVENT_STORE_PORT,
        '^libs/(read-store|platform)/src/',
      ],
    },
  ),
];

const granser = [
  regel(
    'mellan-kontexter-bara-handelser-och-public',
    'What others may rely on is a context’s events and its public.ts.',
    fran('^libs/([^/]+)/'),
    { path: KONTEXT, pathNot: ['^libs/$1/', HANDELSER, PUBLIC] },
  ),
  regel(
    'adaptrar-valjs-i-apps',
    'Which event store is used is chosen where an application is put together.',
    fran(KONTEXT),
    { path: EVENT_STORE_ADAPTER },
  ),
  regel('libs-importerar-inte-apps', 'Applications are put together from libs.', fran('^libs/'), {
    path: '^apps/',
  }),
  regel(
    'apps-importerar-inte-varandra',
    'A program is put together from the whole system, in standalone; what it is made of knows no other app.',
    fran('^apps/([^/]+)/', '^apps/(standalone|ops)/', '^apps/[^/]+/src/main[.]ts$'),
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  regel(
    'dashboard-kanner-bara-api',
    'The dashboard knows the API by the generated client, like any other user of it.',
    fran('^apps/dashboard/'),
    { path: '^libs/' },
  ),
  regel(
    'mellan-libs-med-alias',
    'Other libs are imported as #lib/file.js: the path says where one lib ends and the next begins.',
    { path: '^(apps|libs)/([^/]+)/' },
    { path: '^libs/', pathNot: '^$1/$2/', dependencyTypesNot: ['aliased-subpath-import'] },
  ),
  regel('inget-skeppat-importerar-test', 'Specs and fixtures are not in the build.', fran('^(apps|libs)/'), {
    path: [TEST, '^test/'],
  }),
];

const paketregler = [
  regel(
    'kurrentdb-bara-i-kurrent',
    'One adapter knows that client and its faults.',
    fran('^(apps|libs)/', '^libs/event-store/src/kurrent/'),
    {
      path: paket('@eventstore/[^/]+', '@kurrent/[^/]+'),
    },
  ),
  regel(
    'bullmq-bara-i-jobs',
    'Jobs are triggers: one lib holds what a queue may be used for.',
    fran('^(apps|libs)/', '^libs/jobs/src/'),
    {
      path: paket('bullmq', 'ioredis'),
    },
  ),
  regel(
    'postgres-bara-i-lagren',
    'SQL is spoken by the stores, the embedded server and projections.',
    fran(
      '^(apps|libs)/',
      '^libs/event-store/src/postgres/',
      '^libs/read-store/src/',
      '^libs/platform/src/inbaddad-postgres/',
      PROJEKTIONER,
    ),
    { path: paket('postgres', 'pg') },
  ),
  regel(
    'dto-paket-bara-i-http',
    'Validation and description of requests end at the edge; applications may serve the description.',
    fran('^(apps|libs)/', '^(apps|libs)/[^/]+/src/(?:|[^/]+/)http/'),
    { path: paket('class-validator', 'class-transformer', '@nestjs/swagger') },
  ),
];

const grafen = [
  regel(
    'inga-cykler',
    'Two files that need each other are one, or lack a third.',
    { path: '^(apps|libs)/' },
    { circular: true },
  ),
  regel(
    'allt-kan-losas',
    'An import that cannot be resolved is an edge that no other rule sees.',
    { path: '^(apps|libs)/' },
    { couldNotResolve: true },
  ),
  {
    name: 'inget-ligger-obrukat',
    comment: 'A file that nothing shipped imports is dead, however well it is tested.',
    severity: 'error',
    from: { pathNot: TEST },
    module: {
      path: '^(apps|libs)/.+[.]ts$',
      pathNot: [TEST, '^apps/[^/]+/src/main[.]ts$', '[.]d[.]ts$', '[.]config[.]ts$'],
      numberOfDependentsLessThan: 1,
    },
  },
];

module.exports = {
  forbidden: [...lager, ...granser, ...paketregler, ...grafen],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // A type that is imported is knowledge, though it leaves no trace in the build.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Without `source` the #lib/*.js map of package.json points into dist, and those edges are dropped in silence.
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
