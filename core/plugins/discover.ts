import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { BrokenPlugin, DiscoveredPlugin, Discovery, PluginOrigin } from './discovered-plugin.js';
import { readManifest } from './read-manifest.js';

/**
 * Finds plugins by their package.json in the subfolders of both folders. Reads manifests only, runs nothing.
 * A broken one is reported beside the others. Built-ins come first, and the first of two with one id wins.
 */
export function discoverPlugins(builtinDir: string, userDir: string): Discovery {
  const plugins: DiscoveredPlugin[] = [];
  const broken: BrokenPlugin[] = [];
  for (const [root, origin] of [
    [builtinDir, 'built-in'],
    [userDir, 'user'],
  ] as const) {
    for (const dir of pluginFolders(root)) {
      const found = readOne(dir, origin, plugins);
      if ('error' in found) broken.push(found);
      else plugins.push(found);
    }
  }
  return { plugins, broken };
}

function pluginFolders(root: string): string[] {
  try {
    return readdirSync(root)
      .filter((name) => !name.startsWith('.') && name !== 'node_modules')
      .map((name) => join(root, name))
      .filter((dir) => existsSync(join(dir, 'package.json')))
      .sort();
  } catch {
    return [];
  }
}

function readOne(
  dir: string,
  origin: PluginOrigin,
  before: readonly DiscoveredPlugin[],
): DiscoveredPlugin | BrokenPlugin {
  try {
    const { manifest, version, warnings } = readManifest(dir);
    const twin = before.find((plugin) => plugin.manifest.id === manifest.id);
    if (twin) throw duplicate(manifest.id, dir, twin.dir);
    return { manifest, version, warnings, dir, origin };
  } catch (error) {
    if (!DevmgrError.isInstance(error)) throw error;
    return { id: basename(dir), dir, origin, error };
  }
}

function duplicate(id: string, dir: string, twinDir: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `Plugin id "${id}" of ${dir} is already taken by ${twinDir}`,
    hint: 'Give the plugin another id in its package.json.',
    exitCode: ExitCode.plugin,
  });
}
