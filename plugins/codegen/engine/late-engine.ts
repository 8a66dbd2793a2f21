import { DisposableStore, type PluginContext } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { EngineParts } from './create-engine.js';

/**
 * Makes the engine when it is first asked for; when that fails the next one who asks tries again. Whatever is registered after this call is
 * released before the engine: a session that ends with the tab still has something to keep.
 */
export function lateEngine(context: PluginContext, parts: EngineParts): () => Promise<CodegenEngine> {
  const owned = context.subscriptions.add(new DisposableStore());
  let made: Promise<CodegenEngine> | undefined;
  return () => {
    made ??= import('./create-engine.js')
      .then(({ createEngine }) => createEngine({ ...context, subscriptions: owned }, parts))
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
}
