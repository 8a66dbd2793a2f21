import type { FailureContext } from './failure-context.js';

/** Which variable has the key that was refused, or should have one. */
export function keyHint({ definition, endpoint }: FailureContext): string {
  const variable = endpoint?.keyVariable ?? definition.keyVariables?.[0];
  if (variable === undefined)
    return `Name the variable that has the key: key-variables of [tool.devmgr.system.providers.${definition.id}]`;
  if (!endpoint?.key) return `Set ${variable} in the environment or in the project's .env`;
  return `Check ${variable} (environment or the project's .env): the key may be wrong, expired, or of another account`;
}
