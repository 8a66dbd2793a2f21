import type { FailureContext } from './failure-context.js';

const MOST_CHARACTERS = 300;

/**
 * What a provider says, fit for a message: secrets masked (the key that was sent in any case), one line, 300 characters.
 * Masked before it is cut: half a key would not be recognised. `undefined` when nothing is left.
 */
export function providerText({ endpoint, clean }: FailureContext, text: string | undefined): string | undefined {
  const key = endpoint?.key;
  const masked = key ? (text ?? '').replaceAll(key, '***') : (text ?? '');
  const line = clean(masked).replace(/\s+/g, ' ').trim();
  if (line.length <= MOST_CHARACTERS) return line || undefined;
  return `${line.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
}
