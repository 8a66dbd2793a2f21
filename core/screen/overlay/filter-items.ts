import type { TextSpan, TextStyle } from 'devmgr/plugin-api';
import { fuzzyMatch } from './fuzzy-match.js';

/** A line of a list that is filtered while typing. */
export interface ListItem<Value> {
  readonly label: string;
  readonly detail?: string | undefined;
  /** At the right end: the key that does the same, or why it cannot be done now. */
  readonly note?: string | undefined;
  readonly disabled?: boolean;
  readonly value: Value;
}

export interface FilteredItem<Value> {
  readonly item: ListItem<Value>;
  /** Label and detail with the matched letters marked. */
  readonly label: readonly TextSpan[];
  readonly detail: readonly TextSpan[];
}

/** The items that match, best first; those that match equally well keep their order. Without a query all of them. */
export function filterItems<Value>(items: readonly ListItem<Value>[], query: string): FilteredItem<Value>[] {
  const found = items.flatMap((item) => {
    const match = fuzzyMatch(query, `${item.label} ${item.detail ?? ''}`);
    return match ? [{ item, match }] : [];
  });
  found.sort((a, b) => b.match.score - a.match.score);
  return found.map(({ item, match }) => {
    const offset = [...item.label].length + 1;
    return {
      item,
      label: marked(item.label, match.positions, item.disabled ? 'muted' : 'default'),
      detail: marked(
        item.detail ?? '',
        match.positions.map((at) => at - offset),
        'muted',
      ),
    };
  });
}

/** `positions` count code points of `text`; others are ignored. */
function marked(text: string, positions: readonly number[], style: TextStyle): TextSpan[] {
  const hits = new Set(positions);
  const spans: { text: string; style: TextStyle }[] = [];
  [...text].forEach((character, index) => {
    const own = hits.has(index) ? 'accent' : style;
    const last = spans.at(-1);
    if (last?.style === own) last.text += character;
    else spans.push({ text: character, style: own });
  });
  return spans;
}
