import type { CliHandler, CliInvocation, PluginContext } from 'devmgr/plugin-api';
import type { ModelLibrary } from '../providers/local/models/model-library.js';
import { listModels } from './list-models.js';
import { pullModel } from './pull-model.js';
import { removeModel } from './remove-model.js';

export interface ModelsWordParts {
  readonly library: ModelLibrary;
  readonly context: Pick<PluginContext, 'clock' | 'pluginDir' | 'storage' | 'text'>;
}

type Action = (invocation: CliInvocation, parts: ModelsWordParts) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = { list: listModels, pull: pullModel, remove: removeModel };

/** `devmgr models [action] [name]`: without an action they are listed. The command line lets no other action through. */
export function modelsWord(parts: ModelsWordParts): CliHandler {
  return (invocation) => (ACTIONS[invocation.args[0] ?? ''] ?? listModels)(invocation, parts);
}
