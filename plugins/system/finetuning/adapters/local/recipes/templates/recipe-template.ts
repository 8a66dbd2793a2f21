import type { LocalRecipe } from '../local-recipe.js';

/** A recipe that is ready: what a table need not say. */
export type RecipeTemplate = Pick<LocalRecipe, 'title' | 'command' | 'env' | 'dataFormat' | 'parameters' | 'files'>;
