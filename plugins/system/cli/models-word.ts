import { DevmgrError, ExitCode, type CliHandler, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
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

/** `devmgr models <action> [name]` */
export function modelsWord(parts: ModelsWordParts): CliHandler {
  return async (invocation) => {
    const action = ACTIONS[invocation.args[0] ?? ''];
    if (action) return action(invocation, parts);
    throw new DevmgrError({
      code: 'DEVMGR_USAGE',
      message: 'What to do with the models?',
      hint: `Say one of: ${Object.keys(ACTIONS).join(', ')}`,
      exitCode: ExitCode.usage,
    });
  };
}
