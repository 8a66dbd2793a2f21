import { axolotl } from './axolotl.js';
import { llamaFactory } from './llama-factory.js';
import type { RecipeTemplate } from './recipe-template.js';
import type { TemplateName } from './template-names.js';
import { trl } from './trl.js';
import { unsloth } from './unsloth.js';

export const templates: Readonly<Record<TemplateName, RecipeTemplate>> = {
  trl,
  axolotl,
  unsloth,
  'llama-factory': llamaFactory,
};
