import type { PluginContext } from 'devmgr/plugin-api';
import type { GatewaySettings } from '../gateway-settings.js';
import { readGatewaySettings } from './read-gateway-settings.js';
import type { ServedModels } from './served-models.js';

export interface FollowOptions {
  readonly context: Pick<PluginContext, 'config' | 'env' | 'workspace'>;
  readonly servedModels: Pick<ServedModels, 'all'>;
  /** What was said on the command line: it stands over all files. */
  readonly said: Partial<Pick<GatewaySettings, 'port' | 'record'>>;
}

/** Whether another devmgr has served a model is looked up so often at most: it is a look at a file, and asked several times a request. */
const SERVED_MS = 200;

/**
 * The settings of the gateway as they are now: read again when a file has changed. Models that are served from the screen are aliases, under
 * those of the files.
 */
export function followGatewaySettings({ context, servedModels, said }: FollowOptions): () => GatewaySettings {
  const { config, env, workspace } = context;
  let layers: ReturnType<typeof config.layers> | undefined;
  let served: ReadonlyMap<string, string> | undefined;
  let settings: GatewaySettings | undefined;
  let lookedAt = -Infinity;
  config.onDidChange(({ affects }) => {
    if (affects('gateway')) layers = undefined;
  });
  return () => {
    const now = performance.now();
    if (settings && layers && now < lookedAt + SERVED_MS) return settings;
    lookedAt = now;
    const models = servedModels.all();
    if (settings && layers && models === served) return settings;
    layers ??= config.layers('gateway');
    const ofFiles = readGatewaySettings(layers, { root: workspace.root, env });
    served = models;
    settings = { ...ofFiles, ...said, aliases: new Map([...models, ...ofFiles.aliases]) };
    return settings;
  };
}
