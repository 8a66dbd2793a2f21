import type { FineTuningMethod } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { LocalRecipe } from './recipes/local-recipe.js';

/** Every recipe is a method. */
export function methodsOf(recipes: readonly LocalRecipe[]): readonly FineTuningMethod[] {
  return recipes.map(({ id, title, dataFormat, parameters }) => ({ id, title, dataFormat, parameters }));
}
