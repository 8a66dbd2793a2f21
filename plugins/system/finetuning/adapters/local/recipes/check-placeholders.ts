import { nearestName } from '../../../../servers/definition/nearest-name.js';
import { placeholdersIn } from './expand-words.js';
import type { LocalRecipe } from './local-recipe.js';
import { RESERVED } from './parameters-field.js';

type Worded = Pick<LocalRecipe, 'command' | 'env' | 'result'>;

/** Names in braces that there are not, and what to write. Parameters that are wrong are told as such. */
export function unknownPlaceholders(
  recipe: Worded & Pick<LocalRecipe, 'parameters' | 'wrong'>,
): readonly { readonly name: string; readonly hint: string }[] {
  const names: string[] = [...RESERVED, ...recipe.parameters.map((parameter) => parameter.name)];
  const known = names.map((each) => `{${each}}`).join(' ');
  const unknown = placeholders(recipe).filter((each) => !names.includes(each) && !recipe.wrong.has(each));
  return [...new Set(unknown)].map((name) => {
    const near = nearestName(name, names);
    return { name, hint: near === undefined ? `There are: ${known}` : `Write {${near}}.` };
  });
}

/** Whether the words of a recipe have a place for that. */
export function hasPlaceholder(recipe: Worded, name: string): boolean {
  return placeholders(recipe).includes(name);
}

function placeholders({ command, env, result }: Worded): readonly string[] {
  return [...command, ...Object.values(env), result ?? ''].flatMap(placeholdersIn);
}
