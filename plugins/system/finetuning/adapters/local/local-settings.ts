import type { LocalProblem } from './recipes/local-problem.js';
import type { LocalRecipe } from './recipes/local-recipe.js';

/** `[tool.devmgr.finetune.local]` as it is now. */
export interface LocalSettings {
  /** The first one is the default. */
  readonly recipes: readonly LocalRecipe[];
  /** Jobs at the same time. */
  readonly maxJobs: number;
  readonly problems: readonly LocalProblem[];
}
