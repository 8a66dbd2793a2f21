import type { PluginContext } from './context.js';

export interface Plugin {
  /** Registers and returns quickly; long work starts from a handler. */
  activate(context: PluginContext): void | Promise<void>;
  /** For what a disposable cannot do. Given two seconds. */
  deactivate?(): void | Promise<void>;
}

/** Checks the shape of a plugin and returns it unchanged. Throws a `TypeError` when `activate` is missing. */
export function definePlugin(plugin: Plugin): Plugin {
  // Plain JavaScript may pass anything.
  if (typeof (plugin as Partial<Plugin> | undefined)?.activate !== 'function')
    throw new TypeError('A plugin needs a function activate(context)');
  return plugin;
}
