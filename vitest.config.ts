import { defineConfig } from 'vitest/config';

// Every Node that starts reads these certificates, in five times the time of its start; no spec asks a host that has them.
delete process.env['NODE_EXTRA_CA_CERTS'];

const here = (path: string) => new URL(path, import.meta.url).pathname;

const specs = ['spec/**/*.test.ts'];
const never = ['spec/fixtures/**', 'node_modules/**'];

/** Time on the clock from one process to another, or without a pause: nothing else runs beside these. */
const timed = ['spec/**/*.timed.test.ts'];

/** What these measure or change is their whole process: its memory, its time, its environment. */
const alone = [
  'spec/core/cli/piped-lines.test.ts',
  'spec/core/processes/{line-splitter,output}.test.ts',
  'spec/core/widgets/{charts/charts,log/log}.test.ts',
  'spec/plugins/chat/index/refresh/{read-source-file,worker-preparer}.test.ts',
  'spec/plugins/system/providers/transport/proxy.test.ts',
  'spec/plugins/system/servers/worker/reload.test.ts',
];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^devmgr\/plugin-api\/contracts\/(.*)$/, replacement: here('./plugin-api/contracts/$1.ts') },
      { find: /^devmgr\/plugin-api\/testing$/, replacement: here('./plugin-api/testing/index.ts') },
      { find: /^devmgr\/plugin-api$/, replacement: here('./plugin-api/index.ts') },
    ],
  },
  test: {
    pool: 'forks',
    // Of two cores: most specs wait for processes.
    maxWorkers: 3,
    // What hangs ends; what is slow, on a machine that is slower and has much else to do, does not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As spec/support/wait-ms.ts says.
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default'],
    projects: [
      // To start a process and read the sources anew for each of six hundred files would take half of the time.
      {
        extends: true,
        test: { name: 'together', isolate: false, include: specs, exclude: [...never, ...alone, ...timed] },
      },
      { extends: true, test: { name: 'alone', include: alone, exclude: never } },
      // After all others, one file at a time.
      {
        extends: true,
        test: { name: 'timed', maxWorkers: 1, sequence: { groupOrder: 1 }, include: timed, exclude: never },
      },
    ],
  },
});
