import type { DevmgrError, PluginManifest } from 'devmgr/plugin-api';

/** Where a plugin was found. */
export type PluginOrigin = 'built-in' | 'user';

export interface DiscoveredPlugin {
  readonly manifest: PluginManifest;
  readonly version: string;
  readonly dir: string;
  readonly origin: PluginOrigin;
  /** What is odd about the manifest but does no harm. */
  readonly warnings: readonly string[];
}

/** A folder that looks like a plugin and cannot be one. */
export interface BrokenPlugin {
  readonly id: string;
  readonly dir: string;
  readonly origin: PluginOrigin;
  readonly error: DevmgrError;
}

export interface Discovery {
  readonly plugins: readonly DiscoveredPlugin[];
  readonly broken: readonly BrokenPlugin[];
}
