import type { FailureContext } from './failure-context.js';

/** Which variable has the key that was refused, or should have one. */
export function keyHint({ definition, endpoint, places }: FailureContext): string {
  const variable = endpoint?.keyVariable ?? definition.keyVariables?.[0];
  if (variable === undefined) return `Name the variable that has the key: key-variable in ${places.table}`;
  if (!endpoint?.key) return `Set ${variable} in the environment or in the project's .env`;
  return `Check ${variable} (environment or the project's .env): the key may be wrong, expired, or of another account`;
}
