// Builds the folder of one plugin so that it works wherever it is copied to.
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.js';

const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** With their names, whatever is asked of them: `sqlite3` and `sqlite3/lib/…`. */
const withInner = (names) => names.flatMap((name) => [name, `${name}/*`]);

/** What all builds of esbuild have in common. */
export const shared = {
  absWorkingDir: root,
  tsconfig: join(root, 'tsconfig.json'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  // blessed computes a require and cannot be bundled; the others are loaded late and from one place.
  external: withInner(Object.keys({ ...dependencies, ...peerDependencies })),
};

/**
 * Small packages of plain JavaScript that a worker brings along: where a plugin is copied to, workers do not find packages.
 * Large and native ones are resolved on the main thread and handed over.
 */
const broughtByWorkers = ['chokidar'];

/**
 * Builds `from` (with index.ts in it) to `to`. Dynamic imports inside the plugin become files of `chunks/` that are
 * read when they are needed; every `*.process.ts` becomes the main module of a child process under the same path, every
 * `*.worker.ts` that of a thread.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Promise<import('esbuild').Metafile>} what went where, of index.js and its chunks
 */
export async function buildPlugin(from, to) {
  const files = filesOf(from);
  copyAssets(files, from, to);
  // plugin-api is small and bundled in, so that the folder works wherever it is copied to.
  const options = { ...shared, outbase: from, outdir: to, splitting: true, chunkNames: 'chunks/[name]-[hash]' };
  const endingWith = (end) => files.filter((path) => path.endsWith(end));
  const main = join(from, 'index.ts');
  const external = shared.external.filter((name) => !withInner(broughtByWorkers).includes(name));
  // Built apart: what a process or a thread has in common with the plugin would be one more file to read before the first frame.
  const [{ metafile }] = await Promise.all([
    build({ ...options, entryPoints: [main], plugins: [lateParts(() => [main])], metafile: true }),
    build({ ...options, entryPoints: endingWith('.process.ts') }),
    // Each in one file, as it is read again by every process that starts it.
    ...endingWith('.worker.ts').map((worker) =>
      build({
        ...options,
        entryPoints: [worker],
        plugins: [lateParts(() => [worker])],
        external,
        nodePaths: [join(root, 'node_modules')],
      }),
    ),
  ]);
  return metafile;
}

/**
 * Keeps what is read at first in one chunk. esbuild makes a chunk for every set of late parts that have a module in
 * common, also when index.js has it anyway: with some late parts index.js would begin by reading dozens of files. Here
 * every late part imports all of what is loaded by then, so that there is one such set.
 *
 * @param {(latePart: string) => readonly string[]} loadedBefore files, the first ones first
 * @returns {import('esbuild').Plugin}
 */
export function lateParts(loadedBefore) {
  const namespace = 'late';
  return {
    name: 'late-parts',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\.\.?\//, namespace: 'file' }, async ({ path, kind, importer, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const { errors, path: file } = await resolve(path, { kind: 'import-statement', importer, resolveDir });
        return errors.length > 0 ? { errors } : { path: file, namespace };
      });
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: [
          ...loadedBefore(path).map((file) => `import ${JSON.stringify(file)};`),
          `export * from ${JSON.stringify(path)};`,
        ].join('\n'),
        resolveDir: dirname(path),
      }));
    },
  };
}

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** No program needs them. `train/`: how a model was made that travels with its plugin. */
const leftBehind = /\.ts$|__pycache__|\.pyc$|\.pytest_cache|[\\/]train[\\/]/;

/** Files of a plugin that are not TypeScript travel with it: the reporter of the tests plugin, for example. */
function copyAssets(files, from, to) {
  for (const path of files) {
    if (leftBehind.test(relative(from, path))) continue;
    const target = join(to, relative(from, path));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
  }
}
