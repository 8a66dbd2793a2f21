/**
 * Who may import whom (rule R1 of ARCHITECTURE.md), as data for imports.js.
 *
 * Paths are from the root; `npm:x` is a package and its inner modules, `node:x` a builtin. `*` is one name, `**` any
 * path, `{plugin}` one name that is the same on both sides. Each entry must be in use: a stale one fails the check.
 */

/** All that a file may import. */
export const allowed = [
  {
    files: 'plugin-api/**',
    only: ['plugin-api/**'],
    because: 'the plugin API has no dependencies',
  },
  {
    files: 'core/**',
    only: ['core/**', 'devmgr/plugin-api', 'devmgr/plugin-api/contracts/*', 'node:**', 'npm:**'],
    because: 'the core knows no plugin: it reads manifests and imports `main`',
  },
  {
    files: 'plugins/{plugin}/**',
    only: ['plugins/{plugin}/**', 'devmgr/plugin-api', 'devmgr/plugin-api/contracts/*', 'node:**', 'npm:**'],
    because: 'plugins import the plugin API, themselves and packages: never the core or another plugin',
  },
];

/** What only some files may import. */
export const reserved = [
  {
    targets: ['npm:blessed', 'npm:blessed-contrib'],
    onlyIn: ['core/screen/**', 'core/widgets/**'],
    because: 'everybody else paints through the canvas',
  },
  {
    targets: ['node:child_process', 'npm:tree-kill'],
    onlyIn: ['core/processes/**'],
    because: 'processes are started and stopped by one owner, or they are left behind',
  },
];

/** Inside a plugin the edges import the domain, never the reverse. */
export const edges = {
  files: 'plugins/{plugin}/**',
  never: [
    'plugins/{plugin}/index.ts',
    'plugins/{plugin}/tab/**',
    'plugins/{plugin}/commands/**',
    'plugins/{plugin}/cli/**',
  ],
  because: 'the edges of a plugin import its domain, never the reverse',
};

/** The main modules of child processes and of threads. What both sides need is in a file of its own. */
export const started = [
  {
    files: 'plugins/{plugin}/**.process.ts',
    because: 'it is the main module of a child process: it is started, never imported',
  },
  {
    files: 'plugins/{plugin}/**.worker.ts',
    because: 'it is the main module of a thread: it is started, never imported',
  },
  {
    files: 'core/**.worker.ts',
    because: 'it is the main module of a thread: it is started, never imported',
  },
];

/** `{ file, target, because }` of imports that break a rule with a reason. */
export const exceptions = [];
