import type { KeyChoice } from './choose-key.js';
import type { MissingEndpoint } from './endpoint.js';

/** No key can be sent: because it may not go there, because what is there is none, or because nothing is set. */
export function missingKey(
  { withheld, problems }: KeyChoice,
  variables: readonly string[],
  trust: string,
  baseUrl: string,
): MissingEndpoint {
  if (withheld.length > 0) return { missing: 'needs-setup', hint: trust, baseUrl };
  const [problem] = problems;
  const variable = variables[0] ?? '';
  const hint =
    problem === undefined
      ? `Set ${variable} in your environment or in the project's .env.`
      : `${problem}. Put the key there.`;
  return { missing: 'needs-key', hint, baseUrl };
}
