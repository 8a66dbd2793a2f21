import type { PluginContext } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { EngineParts } from './create-engine.js';

/** Makes the engine when it is first asked for; when that fails the next one who asks tries again. */
export function lateEngine(context: PluginContext, parts: EngineParts): () => Promise<CodegenEngine> {
  let made: Promise<CodegenEngine> | undefined;
  return () => {
    made ??= import('./create-engine.js')
      .then(({ createEngine }) => createEngine(context, parts))
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
}
