import type { DevmgrError } from 'devmgr/plugin-api';
import type { PluginOrigin } from './discovered-plugin.js';

export type PluginStatus = 'inactive' | 'activating' | 'active' | 'failed' | 'invalid' | 'disabled';

/** What `devmgr plugins list` shows of one plugin. */
export interface PluginRecord {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly origin: PluginOrigin;
  readonly dir: string;
  readonly status: PluginStatus;
  readonly activationMs: number | undefined;
  readonly error: DevmgrError | undefined;
  readonly warnings: readonly string[];
}
