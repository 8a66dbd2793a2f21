import type { LocalRecipe } from './recipes/local-recipe.js';

/** Something in `[tool.devmgr.finetune.local]` that is not as it should be. */
export interface LocalProblem {
  /** One line: the file, the setting, what is right. */
  readonly message: string;
  readonly hint: string;
}

/** `[tool.devmgr.finetune.local]` as it is now. */
export interface LocalSettings {
  /** The first one is the default. */
  readonly recipes: readonly LocalRecipe[];
  /** Jobs at the same time. */
  readonly maxJobs: number;
  readonly problems: readonly LocalProblem[];
}
