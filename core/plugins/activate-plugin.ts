import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { DevmgrError, ExitCode, type Plugin } from 'devmgr/plugin-api';
import { createPluginContext } from './plugin-context.js';
import type { DiscoveredPlugin } from './discovered-plugin.js';
import type { HostParts } from './host-parts.js';
import { Owner } from './owner.js';
import { isReplaced, replacedProgram } from './replaced-program.js';
import { withDeadline } from './with-deadline.js';

/** How long `activate` may take, in milliseconds. */
export const ACTIVATION_LIMIT_MS = 10_000;
const DEACTIVATION_LIMIT_MS = 2_000;

/** A plugin that runs. `deactivate` releases everything it registered. */
export interface ActivePlugin {
  readonly tookMs: number;
  /** The tabs that it registered. */
  readonly tabs: ReadonlySet<string>;
  deactivate(): Promise<void>;
}

/**
 * Loads and activates a plugin. On failure everything it had registered is released and the promise rejects with
 * `DEVMGR_PLUGIN_ACTIVATION_FAILED` or `DEVMGR_PLUGIN_ACTIVATION_TIMEOUT`.
 */
export async function activatePlugin(
  plugin: DiscoveredPlugin,
  parts: HostParts,
  limitMs: number,
): Promise<ActivePlugin> {
  const started = performance.now();
  const owner = new Owner();
  const abort = new AbortController();
  const tabs = new Set<string>();
  const { id } = plugin.manifest;
  const release = async () => {
    abort.abort();
    await owner.dispose().catch((error: unknown) => parts.log.logger('core').error(`Releasing plugin ${id}`, error));
  };
  try {
    const limit = () => timeout(id, limitMs);
    const loaded = await withDeadline(load(plugin), limitMs, limit);
    const context = createPluginContext(plugin, parts, owner, abort.signal, tabs);
    await withDeadline(Promise.resolve(loaded.activate(context)), limitMs, limit);
    return { tookMs: performance.now() - started, tabs, deactivate: () => deactivate(loaded, release) };
  } catch (error) {
    await release();
    throw DevmgrError.isInstance(error) ? error : failed(id, error);
  }
}

async function load(plugin: DiscoveredPlugin): Promise<Plugin> {
  const module = (await import(pathToFileURL(join(plugin.dir, plugin.manifest.main)).href)) as {
    default?: Partial<Plugin>;
  };
  if (typeof module.default?.activate !== 'function') {
    throw new TypeError(`${plugin.manifest.main} has no default export made with definePlugin()`);
  }
  return module.default as Plugin;
}

async function deactivate(plugin: Plugin, release: () => Promise<void>): Promise<void> {
  try {
    await withDeadline(
      Promise.resolve(plugin.deactivate?.()),
      DEACTIVATION_LIMIT_MS,
      () => new Error('deactivate() takes too long'),
    );
  } finally {
    await release();
  }
}

function timeout(id: string, limitMs: number): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PLUGIN_ACTIVATION_TIMEOUT',
    message: `Plugin ${id} did not finish starting within ${limitMs / 1000} s`,
    hint: 'Its activate() should only register; long work belongs in handlers.',
    exitCode: ExitCode.plugin,
  });
}

function failed(id: string, cause: unknown): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PLUGIN_ACTIVATION_FAILED',
    message: `Plugin ${id} failed to start: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'The log has the details; a newer version of the plugin may help.',
    ...(isReplaced(cause) && replacedProgram),
    exitCode: ExitCode.plugin,
    cause,
  });
}
