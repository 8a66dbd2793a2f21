import type { EndpointSurroundings } from './endpoint-surroundings.js';
import { readKey } from './read-key.js';
import { readVariable } from './read-variable.js';

export interface FoundKey {
  readonly variable: string;
  readonly key: string;
}

/** A key, and what was found on the way to it: lines for the hint when there is none. */
export interface KeyChoice {
  readonly found: FoundKey | undefined;
  /** Variables of the environment that hold a key which may not go to the address. */
  readonly withheld: readonly string[];
  /** `OPENAI_API_KEY in the project's .env is a placeholder`. */
  readonly problems: readonly string[];
}

/**
 * The first usable key: those of the environment come before those of the project's `.env`. `isForPersonsKey` says whether
 * the person's own may be sent; the project's may go where the project says.
 */
export function chooseKey(
  variables: readonly string[],
  surroundings: EndpointSurroundings,
  isForPersonsKey: (variable: string) => boolean,
): KeyChoice {
  const withheld: string[] = [];
  const problems: string[] = [];
  const dotenv = surroundings.dotenv();
  for (const values of [surroundings.env, dotenv]) {
    for (const variable of variables) {
      const text = readVariable(values, variable);
      if (text === undefined) continue;
      const reading = readKey(text);
      const isOfProject = values === dotenv;
      if ('problem' in reading)
        problems.push(`${variable}${isOfProject ? " in the project's .env" : ''} ${reading.problem}`);
      else if (isOfProject || isForPersonsKey(variable))
        return { found: { variable, key: reading.key }, withheld, problems };
      else withheld.push(variable);
    }
  }
  return { found: undefined, withheld, problems };
}
