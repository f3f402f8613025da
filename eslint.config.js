// What the type checker cannot see: promises nobody waits for, `any` that spreads, switches that forget a case.
// Layout is Prettier's, imports are dependency-cruiser's (.dependency-cruiser.cjs), the rest of the style is
// test/architecture/tidy.ts. A disabled rule needs its reason on the same line: `-- why`.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NODE_GLOBALS = [
  'AbortController',
  'AbortSignal',
  'Buffer',
  'URL',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'performance',
  'process',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
];
const readonlyGlobals = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

/** Scripts that run before the build exists, and configuration: no types to check by. */
const PLAIN_JS = ['**/*.{js,mjs,cjs}'];
const TESTS = ['**/*.spec.ts', '**/*.fixtures.ts', 'test/**/*.ts'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.data/', '.cache/', 'docs/', 'test/fixtures/', 'infra/seed/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  {
    files: PLAIN_JS,
    languageOptions: { globals: readonlyGlobals(NODE_GLOBALS) },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: readonlyGlobals(['module', 'require', '__dirname', '__filename']),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      // Nest modules and controllers are classes without members: the decorator is the content.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers and bigint print alike everywhere; objects and null in a text are the faults this rule is for. `never` is
      // what is left of a text that is no Nyckel: the message about it prints it.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNever: true }],
      // A spread text is its characters, which is what keys, digits and account numbers are checked by.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // `default: return omojlig(event)` is how a union is made exhaustive; a default alone would hide a new member.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      // A test that is wrong about a value fails on the next line anyway.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `expect(store.append)` and spies name methods without calling them.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
