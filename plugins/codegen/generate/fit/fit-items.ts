import type { CodeContextItem, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { itemText } from '../prompt/item-text.js';
import type { TokenCounter } from './token-counter.js';

export interface FittedItems {
  /** All, in the order given. */
  readonly items: readonly SentContextItem[];
  /** Of those that are sent. */
  readonly tokens: number;
}

/** So that of pieces that are worth the same a tiny one does not win over one that can be understood. */
const evenTokens = 200;
export const notFitting = 'does not fit';
/** The person took it out: it stays out. */
export const removed = 'removed';

/** As much as fits of what is worth most for its tokens. */
export async function fitItems(
  items: readonly (CodeContextItem | SentContextItem)[],
  room: number,
  counter: TokenCounter,
): Promise<FittedItems> {
  const sized: SentContextItem[] = [];
  for (const item of items) {
    const leftOut = 'leftOut' in item && item.leftOut === removed ? removed : notFitting;
    sized.push({ ...item, tokens: await counter.count(itemText(item)), leftOut });
  }
  const sent = new Set<SentContextItem>();
  let tokens = 0;
  for (const item of [...sized].sort((a, b) => density(b) - density(a))) {
    if (item.leftOut === removed || tokens + item.tokens > room) continue;
    tokens += item.tokens;
    sent.add(item);
  }
  return { items: sized.map((item) => (sent.has(item) ? { ...item, leftOut: undefined } : item)), tokens };
}

function density({ value, tokens }: SentContextItem): number {
  return value / (tokens + evenTokens);
}
