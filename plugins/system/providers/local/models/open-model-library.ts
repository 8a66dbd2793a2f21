import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { createModelLibrary } from './create-model-library.js';
import type { ModelLibrary } from './model-library.js';

/** The models in `~/.devmgr/models`. */
export function openModelLibrary({ env, log, processes, storage, workspace }: PluginContext): ModelLibrary {
  return createModelLibrary({
    dir: join(storage.globalDir, 'models'),
    env,
    log,
    dotenv: () => workspace.dotenv.get(),
    startTimeOf: (pid) => processes.startTime(pid),
  });
}
