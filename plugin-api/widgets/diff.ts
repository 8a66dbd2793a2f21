import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

export interface DiffLine {
  readonly kind: 'context' | 'added' | 'removed';
  readonly text: string;
  /** Numbers in the file before and after; from one. */
  readonly oldLine?: number | undefined;
  readonly newLine?: number | undefined;
  /** A mistake in this line: shown below it. */
  readonly problem?: string | undefined;
}

export interface DiffHunk {
  /** Unique in the widget. */
  readonly id: string;
  /** Above its lines: `class OrderRepository`, the lines it is about. */
  readonly header: StyledText;
  readonly decision: 'open' | 'accepted' | 'rejected';
  readonly lines: readonly DiffLine[];
}

export interface DiffContent {
  readonly hunks: readonly DiffHunk[];
  /** Colours, as in `CodeContent`. */
  readonly language?: string | undefined;
}

export interface DiffOptions extends BaseOptions {
  readonly empty?: StyledText;
}

/**
 * A change of a file, hunk by hunk. One hunk is selected: up and down scroll, `n`/`]` and `N`/`[` and a click select another, and when it is
 * scrolled out of view, one that is in view is selected. What is rejected is dimmed; the sign of a decision stands in the header.
 */
export interface DiffHandle extends WidgetHandle {
  /** Selection and scroll position survive by the ids of hunks. */
  setDiff(content: DiffContent | undefined): void;
  setEmpty(text: StyledText): void;
  /** Brings the hunk into view. */
  select(id: string): void;
  readonly selected: ReadonlyStore<DiffHunk | undefined>;
  /** Enter, or a double click, on a hunk. */
  readonly onDidActivate: Event<DiffHunk>;
  /** A click on the sign of its decision. */
  readonly onDidToggle: Event<DiffHunk>;
}
