import { nearestName } from '../../../../servers/definition/nearest-name.js';
import { placeholdersIn } from './expand-words.js';
import type { LocalRecipe } from './local-recipe.js';
import { RESERVED } from './parameters-field.js';

type Worded = Pick<LocalRecipe, 'command' | 'env' | 'result'>;

/** A name in braces that there is not, and what to write; `undefined`: all of them are there. */
export function unknownPlaceholder(
  recipe: Worded & Pick<LocalRecipe, 'parameters'>,
): { readonly name: string; readonly hint: string } | undefined {
  const names: string[] = [...RESERVED, ...recipe.parameters.map((parameter) => parameter.name)];
  const name = placeholders(recipe).find((each) => !names.includes(each));
  if (name === undefined) return undefined;
  const near = nearestName(name, names);
  const known = names.map((each) => `{${each}}`).join(' ');
  return { name, hint: near === undefined ? `There are: ${known}` : `Write {${near}}.` };
}

/** Whether the words of a recipe have a place for that. */
export function hasPlaceholder(recipe: Worded, name: (typeof RESERVED)[number]): boolean {
  return placeholders(recipe).includes(name);
}

function placeholders({ command, env, result }: Worded): readonly string[] {
  return [...command, ...Object.values(env), result ?? ''].flatMap(placeholdersIn);
}
