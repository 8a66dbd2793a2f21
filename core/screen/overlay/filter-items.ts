import type { TextSpan, TextStyle } from 'devmgr/plugin-api';
import { fuzzyMatch, type FuzzyMatch } from './fuzzy-match.js';
import { wordMatch } from './word-match.js';

/** A line of a list that is filtered while typing. */
export interface ListItem<Value> {
  readonly label: string;
  readonly detail?: string | undefined;
  /** At the right end: the key that does the same, or why it cannot be done now. */
  readonly note?: string | undefined;
  readonly disabled?: boolean;
  /** What is chosen now: it is marked. */
  readonly isCurrent?: boolean | undefined;
  readonly value: Value;
}

export interface FilteredItem<Value> {
  readonly item: ListItem<Value>;
  /** Label and detail with the matched letters marked. */
  readonly label: readonly TextSpan[];
  readonly detail: readonly TextSpan[];
}

/** Titles of commands are found by the first letters of their words; names of things by a part of the name. */
export type Matching = 'initials' | 'words';

/** The items that match, best first; those that match equally well keep their order. Without a query all of them. */
export function filterItems<Value>(
  items: readonly ListItem<Value>[],
  query: string,
  matching: Matching,
): FilteredItem<Value>[] {
  const found = items.flatMap((item) => {
    const match = matchOf(item, query, matching);
    return match ? [{ item, match }] : [];
  });
  found.sort((a, b) => Number(b.match.isWhole) - Number(a.match.isWhole) || b.match.score - a.match.score);
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

/** `isWhole`: the query was found as it stands, which comes before letters that are scattered. */
function matchOf(
  { label, detail = '' }: Pick<ListItem<unknown>, 'label' | 'detail'>,
  query: string,
  matching: Matching,
): (FuzzyMatch & { readonly isWhole: boolean }) | undefined {
  const whole = matching === 'words' ? wordMatch(query, label, detail) : undefined;
  if (whole) return { ...whole, isWhole: true };
  const match = fuzzyMatch(query, `${label} ${detail}`);
  return match && { ...match, isWhole: false };
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
