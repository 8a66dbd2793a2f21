import { defineConfig } from 'vitest/config';

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^devmgr\/plugin-api\/contracts\/(.*)$/, replacement: here('./plugin-api/contracts/$1.ts') },
      { find: /^devmgr\/plugin-api\/testing$/, replacement: here('./plugin-api/testing/index.ts') },
      { find: /^devmgr\/plugin-api$/, replacement: here('./plugin-api/index.ts') },
    ],
  },
  test: {
    include: ['spec/**/*.test.ts'],
    exclude: ['spec/fixtures/**', 'node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default'],
  },
});
