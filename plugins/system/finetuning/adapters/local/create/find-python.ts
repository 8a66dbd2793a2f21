import type { PluginContext } from 'devmgr/plugin-api';
import { interpreterCandidates } from '../../../../servers/interpreter/interpreter-candidates.js';
import type { LocalRecipe } from '../recipes/local-recipe.js';

/** The Python of a recipe, of the settings, or of the project, in the order in which servers look for theirs. */
export async function findPython(
  { config, env, workspace }: Pick<PluginContext, 'config' | 'env' | 'workspace'>,
  { python, cwd }: Pick<LocalRecipe, 'python' | 'cwd'>,
): Promise<string> {
  const candidates = interpreterCandidates({
    setting: python ?? config.string('python'),
    env,
    root: workspace.root,
    appFolder: cwd,
    askPoetry: () => Promise.resolve(undefined),
  });
  for await (const { command } of candidates) return command;
  return 'python3';
}
