#!/usr/bin/env node
// Builds dist/: the core in a few files, one bundle a plugin, plugin-api with its declarations.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
// Built beside and swapped in at the end, so that a program that starts meanwhile finds a whole one.
const finished = join(root, 'dist');
const dist = join(root, 'node_modules/.cache', `devmgr-dist-${process.pid}`);
const dependencies = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies);

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  // blessed computes a require and cannot be bundled; the others are loaded late and from one place.
  external: dependencies.flatMap((name) => [name, `${name}/*`]),
};

/** Files of a plugin that are not TypeScript travel with it: the reporter of the tests plugin, for example. */
function copyAssets(from, to) {
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const path = join(file.parentPath ?? file.path, file.name);
    if (/\.ts$|__pycache__|\.pyc$|\.pytest_cache/.test(path)) continue;
    const target = join(to, relative(from, path));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
  }
}

async function buildPlugin(name) {
  const from = join(root, 'plugins', name);
  const to = join(dist, 'plugins', name);
  copyAssets(from, to);
  // plugin-api is small and bundled in, so that the folder works wherever it is copied to.
  await build({ ...shared, entryPoints: [join(from, 'index.ts')], outfile: join(to, 'index.js') });
}

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
    build({
      ...shared,
      entryPoints: [join(root, 'core/main.ts')],
      outdir: join(dist, 'core'),
      splitting: true,
      chunkNames: '[name]-[hash]',
    }),
    build({
      ...shared,
      entryPoints: [join(root, 'plugin-api/index.ts'), ...contracts, ...(existsSync(testing) ? [testing] : [])],
      outbase: join(root, 'plugin-api'),
      outdir: join(dist, 'plugin-api'),
      splitting: true,
    }),
    ...plugins.map(buildPlugin),
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

/** Puts the new build in the place of the old one. */
function swapIn() {
  const old = `${dist}.old`;
  if (existsSync(finished)) renameSync(finished, old);
  renameSync(dist, finished);
  rmSync(old, { recursive: true, force: true });
}

try {
  await buildAll();
  swapIn();
  console.log('built dist');
} finally {
  rmSync(dist, { recursive: true, force: true });
}
