// Builds the core: what every run reads, and late parts.
import { join } from 'node:path';
import { build } from 'esbuild';
import { lateParts, shared } from './build-plugin.js';
import { root } from './root.js';

const core = (file) => join(root, 'core', file);

/**
 * Bundled into the core: of two dozen files most of its time went into finding them, and into the tables of emoji of a package
 * that measures texts, which the core does itself. Every headless run waits for it.
 */
const bundled = {
  external: shared.external.filter((name) => !/^yargs(?:\/|$)/.test(name)),
  alias: { 'string-width': core('cli/usage/string-width.ts') },
};

/** What every run has read when it knows what it is, and what a word has in common with the screen. */
const common = ['main.ts', 'app.ts', 'config/watch-settings.ts', 'config/working-folder.ts'].map(core);
/** Late parts that may be imported without a screen. */
const withoutScreen = ['cli/run-headless.ts', 'cli/yargs.ts', 'highlight/colour-runs.ts', 'run-screen.ts'].map(core);

/**
 * Builds the core to the folder `to`, without its threads. Until the first frame it is five files; it was eighteen, and each costs
 * what finding and opening it takes.
 *
 * @param {string} to
 * @returns {Promise<import('esbuild').Metafile>} what went where
 */
export async function buildCore(to) {
  const { metafile } = await build({
    ...shared,
    ...bundled,
    entryPoints: [core('main.ts')],
    outdir: to,
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [lateParts((part) => (withoutScreen.includes(part) ? common : [...common, core('run-screen.ts')]))],
    metafile: true,
  });
  return metafile;
}
