import type { Key } from './widget.js';

/** Rows that one step of the wheel moves. */
export const WHEEL_STEP = 3;
const PAN_STEP = 8;

/** The nearest first visible row so that no space is wasted under the last of `total` rows. */
export function clampTop(top: number, height: number, total: number): number {
  return Math.max(0, Math.min(top, total - height));
}

/** The first visible row after the smallest move that shows `index`. */
export function reveal(top: number, height: number, index: number): number {
  if (index < top || height < 1) return index;
  return index >= top + height ? index - height + 1 : top;
}

/** True for keys pressed together with Ctrl or Alt: those are commands. */
export function isChord(key: Key): boolean {
  return key.ctrl || key.meta;
}

/** Where arrows, page keys, Home and End lead to from `index` (not clamped), or `undefined` for other keys. */
export function moveIndex(key: Key, index: number, page: number, total: number): number | undefined {
  if (isChord(key)) return undefined;
  switch (key.name) {
    case 'up':
      return index - 1;
    case 'down':
      return index + 1;
    case 'pageup':
      return index - Math.max(1, page - 1);
    case 'pagedown':
      return index + Math.max(1, page - 1);
    case 'home':
      return 0;
    case 'end':
      return total - 1;
    default:
      return undefined;
  }
}

/**
 * How far lines are moved to the left after a step, when those in view are `hidden` cells wider than there is room. Lines further up or
 * down may be longer: what was panned for them is kept.
 */
export function panTo(left: number, direction: 1 | -1, hidden: number): number {
  if (direction < 0) return Math.max(0, left - PAN_STEP);
  return Math.max(left, Math.min(left + PAN_STEP, hidden));
}
