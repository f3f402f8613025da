// Three kinds of tests by cost: `enhet` (pure), `databas` (a real PostgreSQL), `scenario` (whole flows); `processer` is the
// flows once more, on the engines and as the programs of production.
const bas = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const medDatabas = {
  ...bas,
  globalSetup: '<rootDir>/test/databas/uppstart.mjs',
  globalTeardown: '<rootDir>/test/databas/nedtagning.mjs',
};

export default {
  // Against hangs, not slowness: on a loaded machine a database test waits for its turn. Jest heeds it only here, not in
  // a project of its own.
  testTimeout: 120_000,
  projects: [
    {
      ...bas,
      displayName: 'enhet',
      testMatch: ['<rootDir>/{libs,apps,test}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$', '/node_modules/'],
    },
    { ...medDatabas, displayName: 'databas', testMatch: ['<rootDir>/{libs,apps,test}/**/*.int.spec.ts'] },
    { ...medDatabas, displayName: 'scenario', testMatch: ['<rootDir>/{libs,apps,test}/**/*.e2e.spec.ts'] },
    {
      ...medDatabas,
      displayName: 'processer',
      globals: { TESTSYSTEM: 'processer' },
      testMatch: ['<rootDir>/test/scenario/*.e2e.spec.ts'],
      // These choose their engines and start their programs themselves.
      testPathIgnorePatterns: [
        '/(?:kurrent|processer|redis|sammanhang|skrivratt|sparning)\\.e2e\\.spec\\.ts$',
      ],
    },
  ],
};
