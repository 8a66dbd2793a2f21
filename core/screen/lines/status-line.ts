import type { StyledText } from 'devmgr/plugin-api';
import { fitText, styledWidth } from '../../widgets/fit-text.js';
import { fitByRank } from './fit-by-rank.js';
import type { Segment, SegmentPart } from './segment.js';

export interface StatusEntry {
  readonly id: string;
  readonly align: 'left' | 'right';
  /** Higher stays longer. */
  readonly priority: number;
  readonly text: StyledText;
  readonly run?: (() => void) | undefined;
}

const SEPARATOR = ' · ';

/**
 * Lays out the bottom line: what runs on the left, facts on the right. What does not fit goes by priority; the most
 * important one is cut instead.
 */
export function statusLineSegments(entries: readonly StatusEntry[], width: number): Segment[] {
  const room = width - 2;
  const shown = entries.filter((entry) => styledWidth(entry.text) > 0);
  const [first] = [...shown].sort((a, b) => b.priority - a.priority);
  const items = shown.map((entry) => {
    const text = entry === first ? fitText(entry.text, room) : entry.text;
    return { entry: { ...entry, text }, width: styledWidth(text), rank: -entry.priority };
  });
  const kept = fitByRank(items, room, SEPARATOR.length).map((item) => item.entry);
  const left = withSeparators(kept.filter((entry) => entry.align === 'left'));
  const right = withSeparators(kept.filter((entry) => entry.align === 'right'));
  const rightWidth = right.reduce((sum, draft) => sum + draft.width, 0);
  return [...place(left, 1), ...place(right, width - 1 - rightWidth)];
}

type Draft = Omit<Segment, 'x'>;

function withSeparators(entries: readonly StatusEntry[]): Draft[] {
  return entries.flatMap((entry, index) => {
    const own = draft(entry.id, [{ text: entry.text }], entry.run);
    const separator = draft(`before ${entry.id}`, [{ text: SEPARATOR }], undefined);
    return index === 0 ? [own] : [separator, own];
  });
}

function draft(id: string, parts: readonly SegmentPart[], run: (() => void) | undefined): Draft {
  const width = parts.reduce((sum, part) => sum + styledWidth(part.text), 0);
  return { id, parts, width, base: 'bar', ...(run ? { hover: 'tab-hover' } : {}), run };
}

function place(drafts: readonly Draft[], x: number): Segment[] {
  let at = x;
  return drafts.map((one) => {
    const segment = { ...one, x: at };
    at += one.width;
    return segment;
  });
}
