import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';

/** Tokens in at most five cells: `512`, `8k`, `131k`, `1.05M`. Empty when it is not known. */
export function windowText(tokens: number | undefined): string {
  if (tokens === undefined) return '';
  if (tokens < 1000) return String(tokens);
  if (tokens < 999_500) return `${Math.round(tokens / 1000)}k`;
  return `${trimmed((tokens / 1_000_000).toFixed(2))}M`;
}

/** Dollars for a million tokens, in and out: `0.10/0.50`, `free`. Empty when they are not known. */
export function priceText(price: AiModelInfo['price']): string {
  if (price === undefined) return '';
  return isFree(price) ? 'free' : `${dollars(price.input)}/${dollars(price.output)}`;
}

export function isFree({ input, output }: NonNullable<AiModelInfo['price']>): boolean {
  return input === 0 && output === 0;
}

/** What an answer cost: `$0.0123`; small sums keep two digits that say something. */
export function costText(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.000_001) return 'under $0.000001';
  const decimals = usd >= 1 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(usd)));
  return `$${usd.toFixed(Math.max(2, decimals))}`;
}

function dollars(amount: number): string {
  if (amount >= 10) return trimmed(amount.toFixed(1));
  return amount === 0 || amount >= 0.1 ? amount.toFixed(2) : trimmed(amount.toFixed(3));
}

/** Without zeros behind the point that say nothing. */
function trimmed(digits: string): string {
  return digits.replace(/\.?0+$/, '');
}
