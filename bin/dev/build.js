#!/usr/bin/env node
// Builds dist/: the core in a few files, each plugin (see build-plugin.js), plugin-api with its declarations.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { buildCore } from './build-core.js';
import { buildPlugin, shared } from './build-plugin.js';
import { root } from './root.js';

// Built beside and swapped in at the end, so that a program that starts meanwhile finds a whole one.
const finished = join(root, 'dist');
const dist = join(root, 'node_modules/.cache', `devmgr-dist-${process.pid}`);

async function buildAll() {
  mkdirSync(dist, { recursive: true });
  const plugins = readdirSync(join(root, 'plugins')).filter((name) =>
    existsSync(join(root, 'plugins', name, 'index.ts')),
  );
  const contracts = readdirSync(join(root, 'plugin-api/contracts')).map((file) =>
    join(root, 'plugin-api/contracts', file),
  );
  const testing = join(root, 'plugin-api/testing/index.ts');
  await Promise.all([
    buildCore(join(dist, 'core')),
    // Threads, each in one file. What they have in common with the rest would be one more file to read at every start.
    build({
      ...shared,
      entryPoints: filesBelow(join(root, 'core')).filter((path) => path.endsWith('.worker.ts')),
      outbase: join(root, 'core'),
      outdir: join(dist, 'core'),
    }),
    build({
      ...shared,
      entryPoints: [join(root, 'plugin-api/index.ts'), ...contracts, ...(existsSync(testing) ? [testing] : [])],
      outbase: join(root, 'plugin-api'),
      outdir: join(dist, 'plugin-api'),
      splitting: true,
    }),
    ...plugins.map((name) => buildPlugin(join(root, 'plugins', name), join(dist, 'plugins', name))),
  ]);
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.api.json', '--outDir', join(dist, 'plugin-api')],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((path) => join(folder, path));
}

/** Source maps name their sources from where they lie: two folders less deep than where they were made. */
function mendSourceMaps() {
  const files = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith('.js.map'));
  for (const file of files) {
    const map = JSON.parse(readFileSync(join(dist, file), 'utf8'));
    const mended = (source) => relative(dirname(join(finished, file)), resolve(dirname(join(dist, file)), source));
    writeFileSync(join(dist, file), JSON.stringify({ ...map, sources: map.sources.map(mended) }));
  }
}

/** Puts the new build in the place of the old one. */
function swapIn() {
  const old = `${dist}.old`;
  if (existsSync(finished)) renameSync(finished, old);
  renameSync(dist, finished);
  rmSync(old, { recursive: true, force: true });
}

try {
  await buildAll();
  mendSourceMaps();
  swapIn();
  console.log('built dist');
} finally {
  rmSync(dist, { recursive: true, force: true });
}
