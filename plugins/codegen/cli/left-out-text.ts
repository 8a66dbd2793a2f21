import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { tokenText } from './number-text.js';

/** Of what is left out that is named. */
const mostNamed = 8;

/** `left out: app/big.py 12k, app/b.py 800 and 2 more`; `undefined`: nothing is. In the order of their worth. */
export function leftOutText(items: readonly SentContextItem[]): string | undefined {
  const out = items.filter(({ leftOut }) => leftOut !== undefined);
  if (out.length === 0) return undefined;
  const names = out.slice(0, mostNamed).map(({ title, tokens }) => `${title} ${tokenText(tokens)}`);
  const more = out.length - names.length;
  return `left out: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
