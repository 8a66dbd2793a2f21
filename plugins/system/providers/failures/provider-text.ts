import type { FailureContext } from './failure-context.js';
import { maskedText } from './masked-text.js';

const MOST_CHARACTERS = 300;

/**
 * What a provider says, fit for a message: masked, one line, 300 characters. Masked before it is cut: half a key would not be
 * recognised. `undefined` when nothing is left.
 */
export function providerText(context: FailureContext, text: string | undefined): string | undefined {
  const line = maskedText(context, text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= MOST_CHARACTERS) return line || undefined;
  return `${line.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
}
