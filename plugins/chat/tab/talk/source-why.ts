import type { StyledText } from 'devmgr/plugin-api';
import type { ChatSource } from '../../conversation/conversation.js';

const origins: Readonly<Record<ChatSource['origin'], string>> = {
  search: 'found',
  neighbour: 'beside what was found',
  pinned: 'pinned',
};

/** Why a source is one: `OrderIn · found: defines OrderIn, in 3 places of this file`. */
export function sourceWhy(source: ChatSource | undefined): readonly StyledText[] {
  if (!source) return [];
  const { symbol, origin, reasons } = source;
  const why = reasons.length === 0 ? origins[origin] : `${origins[origin]}: ${reasons.join(', ')}`;
  return [[...(symbol === undefined ? [] : [{ text: `${symbol} · ` }]), { text: why, style: 'muted' }]];
}
