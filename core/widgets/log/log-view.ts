import { WHEEL_STEP } from '../viewport.js';

/** Lines that a source has: numbers from `first` up to but without `end`. */
export interface LineRange {
  readonly first: number;
  readonly end: number;
}

/**
 * What part of a log is shown. Following: the end is, and there is no cursor. Held: `top` is the first line in view
 * and `cursor` the line that was pointed at; both are line numbers, so new lines move nothing.
 */
export type LogView =
  | { readonly following: true; readonly height: number }
  | { readonly following: false; readonly height: number; readonly top: number; readonly cursor: number };

/** Follows the end again. */
export function follow(view: LogView): LogView {
  return { following: true, height: view.height };
}

/** The first line in view. */
export function topLine(view: LogView, range: LineRange): number {
  return view.following ? Math.max(range.first, range.end - view.height) : view.top;
}

/** Holds with the cursor on `line`, moving the view as little as possible. */
export function hold(view: LogView, range: LineRange, line: number): LogView {
  if (range.end <= range.first) return follow(view);
  const cursor = clamp(line, range.first, range.end - 1);
  const top = topLine(view, range);
  const shown = cursor < top ? cursor : Math.max(top, cursor - Math.max(1, view.height) + 1);
  return { following: false, height: view.height, cursor, top: clampTop(shown, view.height, range) };
}

/** Holds with `line` in the middle of the view. */
export function centre(view: LogView, range: LineRange, line: number): LogView {
  const top = clampTop(line - Math.floor(view.height / 2), view.height, range);
  return hold({ following: false, height: view.height, top, cursor: line }, range, line);
}

/** Moves the cursor; the first step up from following points at the last line. */
export function moveCursor(view: LogView, range: LineRange, lines: number): LogView {
  if (!view.following) return hold(view, range, view.cursor + lines);
  return lines >= 0 ? view : hold(view, range, range.end + lines);
}

/** Scrolls and keeps the cursor in view. Up holds; down past the end follows. */
export function scroll(view: LogView, range: LineRange, lines: number): LogView {
  const before = topLine(view, range);
  const top = clampTop(before + lines, view.height, range);
  if (top === before) return lines > 0 ? follow(view) : view;
  return pointInto({
    following: false,
    height: view.height,
    top,
    cursor: view.following ? range.end - 1 : view.cursor,
  });
}

/** One step of the wheel, up (-1) or down (1). */
export function wheel(view: LogView, range: LineRange, direction: 1 | -1): LogView {
  return scroll(view, range, direction * WHEEL_STEP);
}

/** The view after its height or the lines changed: what fell out of the source at the front is left behind. */
export function settle(view: LogView, range: LineRange, height: number): LogView {
  if (view.following || range.end <= range.first) return { following: true, height };
  const cursor = clamp(view.cursor, range.first, range.end - 1);
  const wasInView = view.cursor >= view.top && view.cursor < view.top + view.height;
  const settled = { following: false, height, cursor, top: clampTop(view.top, height, range) } as const;
  return wasInView && cursor >= settled.top + height ? { ...settled, top: cursor - Math.max(1, height) + 1 } : settled;
}

function pointInto(view: LogView & { following: false }): LogView {
  const cursor = clamp(view.cursor, view.top, view.top + Math.max(1, view.height) - 1);
  return { ...view, cursor };
}

function clampTop(top: number, height: number, range: LineRange): number {
  return Math.max(range.first, Math.min(top, range.end - height));
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
