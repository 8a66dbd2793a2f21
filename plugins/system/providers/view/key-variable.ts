import { readVariable } from '../configuration/read-variable.js';
import type { KeyVariable } from './provider-view.js';

type Variables = Readonly<Record<string, string>>;

/** The first variable that is set, in the environment or in the project's `.env`; else the first. */
export function keyVariable(names: readonly string[], env: Variables, dotenv: Variables): KeyVariable | undefined {
  const isSet = (name: string) => [env, dotenv].some((variables) => readVariable(variables, name) !== undefined);
  const name = names.find(isSet) ?? names[0];
  return name === undefined ? undefined : { name, isSet: isSet(name) };
}
