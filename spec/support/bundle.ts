import { mkdir, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../../', import.meta.url);

/**
 * Bundles a TypeScript entry into one module that Node can run, with packages left outside. It lies below node_modules, so
 * that they are found from there. Remove it afterwards.
 */
export async function bundle(entry: string): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = fileURLToPath(new URL(`node_modules/.cache/specs/${randomUUID()}/`, root));
  await mkdir(folder, { recursive: true });
  const file = `${folder}main.js`;
  await build({
    entryPoints: [fileURLToPath(new URL(entry, root))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['blessed', 'blessed-contrib'],
    alias: {
      'devmgr/plugin-api': fileURLToPath(new URL('plugin-api/index.ts', root)),
      'devmgr/plugin-api/testing': fileURLToPath(new URL('plugin-api/testing/index.ts', root)),
      'devmgr/plugin-api/contracts': fileURLToPath(new URL('plugin-api/contracts', root)),
    },
    logLevel: 'error',
  });
  await writeFile(`${folder}package.json`, '{"type":"module"}');
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
