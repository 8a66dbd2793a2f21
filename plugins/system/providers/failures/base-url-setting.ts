import type { FailureContext } from './failure-context.js';

/** Where a person sets the base URL: `OPENAI_BASE_URL`, or a setting, which counts before a variable. */
export function baseUrlSetting({ definition, places }: Pick<FailureContext, 'definition' | 'places'>): string {
  const [variable] = places.hasAddress ? [] : (definition.baseUrlVariables ?? []);
  return variable ?? `base-url in ${places.table}`;
}
