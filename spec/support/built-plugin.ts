import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const builder = new URL('../../bin/dev/build-plugin.js', import.meta.url).href;

export interface BuiltPlugin extends AsyncDisposable {
  /** What `ctx.pluginDir` is: index.js, chunks, and every `*.process.js` under the path of its source. */
  readonly dir: string;
  /** Which source went to which file, of index.js and its chunks. */
  readonly metafile: Metafile;
}

/** Builds a plugin's folder from the sources as `npm run build` does, for specs that start its `*.process.js`. */
export async function builtPlugin(source: string): Promise<BuiltPlugin> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-plugin-'));
  const { buildPlugin } = (await import(builder)) as { buildPlugin(from: string, to: string): Promise<Metafile> };
  const metafile = await buildPlugin(source, dir);
  return { dir, metafile, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}
