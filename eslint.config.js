import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Which module may import which is not checked here but by bin/dev/imports.js; lengths are checked by bin/dev/sizes.js.

const program = ['core/**/*.ts', 'plugins/**/*.ts', 'plugin-api/**/*.ts'];

/** The only places that may touch the process's own streams, or end it. `*.process.ts` is a child's main module. */
const processOwners = [
  'core/main.ts',
  'core/cli/**',
  'core/crash.ts',
  'core/crash/**',
  'core/screen/**',
  'plugins/**/*.process.ts',
  'spec/**',
  'bin/**',
];

const language = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-empty': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-self-compare': 'error',
  'no-constant-binary-expression': 'error',
  'no-else-return': 'error',
  'object-shorthand': 'error',
};

const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/no-unnecessary-condition': 'error',
  '@typescript-eslint/no-base-to-string': 'error',
  '@typescript-eslint/prefer-readonly': 'error',
};

/** What comes in as `any` (JSON, untyped packages) is checked or given a type before it is used. */
const noUnsafe = {
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
};

const throughTheCore =
  'is for core/main, core/cli, core/crash and core/screen: use the log, or the sinks of the CLI invocation';
const ownStreams = ['stdin', 'stdout', 'stderr', 'exit', 'abort'].map((property) => ({
  object: 'process',
  property,
  message: `process.${property} ${throughTheCore}.`,
}));

const shortWaits = ['waitFor', 'waitUntil'].map((property) => ({
  object: 'vi',
  property,
  message: `vi.${property} gives up after a second: use waitFor of spec/support/wait-for, or expect.poll.`,
}));
const ownDeadline = {
  selector: "CallExpression[callee.object.name='expect'][callee.property.name='poll'] Property[key.name='timeout']",
  message: 'How long expect.poll waits is said in vitest.config.ts, for all.',
};

export default defineConfig(
  globalIgnores(['dist*/', 'spec/fixtures/', 'plugin-api/api-report.d.ts', 'vitest.config.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: language },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: typed,
  },
  { files: program, rules: noUnsafe },
  {
    files: ['spec/**/*.ts'],
    ignores: ['spec/support/wait-for.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-properties': ['error', ...shortWaits],
      'no-restricted-syntax': ['error', ownDeadline],
    },
  },
  {
    ignores: processOwners,
    rules: { 'no-console': 'error', 'no-restricted-properties': ['error', ...ownStreams] },
  },
);
