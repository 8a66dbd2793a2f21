import type { StyledText } from 'devmgr/plugin-api';
import { styledWidth } from '../../widgets/fit-text.js';
import type { Look } from '../canvas.js';

/** A piece of a one-line bar that may be clicked as a whole. */
export interface Segment {
  readonly id: string;
  /** First cell, from the left of the bar. */
  readonly x: number;
  readonly width: number;
  readonly parts: readonly SegmentPart[];
  /** Laid under the parts; `hover` instead of it while the mouse is over the segment. */
  readonly base: Look;
  readonly hover?: Look;
  readonly run?: (() => void) | undefined;
}

export interface SegmentPart {
  readonly text: StyledText;
  readonly look?: Look;
}

export type SegmentDraft = Omit<Segment, 'x' | 'width'>;

export function partsWidth(parts: readonly SegmentPart[]): number {
  return parts.reduce((sum, part) => sum + styledWidth(part.text), 0);
}

/** Places drafts one after another from `x`, with `gap` free cells between them. */
export function placeSegments(drafts: readonly SegmentDraft[], x: number, gap: number): Segment[] {
  let at = x;
  return drafts.map((draft) => {
    const segment = { ...draft, x: at, width: partsWidth(draft.parts) };
    at += segment.width + gap;
    return segment;
  });
}
