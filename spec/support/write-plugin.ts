import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a plugin into a folder of plugins: its manifest over harmless defaults, and its code. Returns its folder. */
export function writePlugin(plugins: string, id: string, code: string, manifest: Record<string, unknown> = {}): string {
  const dir = join(plugins, id);
  mkdirSync(dir, { recursive: true });
  const devmgr = { id, title: `Plugin ${id}`, apiVersion: '1.0', main: 'index.mjs', ...manifest };
  writeFileSync(
    join(dir, 'package.json'),
    JSON.stringify({ name: `devmgr-${id}`, version: '1.0.0', type: 'module', devmgr }),
  );
  writeFileSync(join(dir, 'index.mjs'), code);
  return dir;
}
