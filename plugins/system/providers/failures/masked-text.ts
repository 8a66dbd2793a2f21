import type { FailureContext } from './failure-context.js';

/** The text without secrets and without what a terminal would obey; the key that was sent is masked in any case. */
export function maskedText({ endpoint, clean }: FailureContext, text: string): string {
  const key = endpoint?.key;
  return clean(key ? text.replaceAll(key, '***') : text);
}
