import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './root.js';

const cache = join(root, 'node_modules/.cache/devmgr-dev');

/** Sources keep the address that they have in the tree: they find their data beside them. */
const ownAddress = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/**
 * Imports a TypeScript module of this repository with what it imports, compiled as the build compiles; packages stay packages.
 *
 * @param {string} file path from the root
 * @returns {Promise<any>} the module
 */
export async function importTypescript(file) {
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'import-'));
  const entry = resolve(root, file);
  // What is imported later is read from there too.
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: [entry],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
    alias: { 'devmgr/plugin-api': join(root, 'plugin-api') },
    plugins: [ownAddress],
  });
  return import(pathToFileURL(join(outdir, basename(entry).replace(/\.ts$/, '.mjs'))).href);
}
