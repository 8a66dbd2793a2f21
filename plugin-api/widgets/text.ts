import type { Event } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

export interface TextOptions extends BaseOptions {
  readonly wrap?: boolean;
  readonly empty?: StyledText;
}

/** Scrollable text, one entry a line. */
export interface TextHandle extends WidgetHandle {
  /** The scroll position stays when it still exists. */
  setLines(lines: readonly StyledText[]): void;
  scrollTo(line: number): void;
  /** Rows that the first `count` entries take, by default all, where the widget is `cells` wide within its border. */
  rowsFor(cells: number, count?: number): number;
  /** A click on an entry: which one, and the cell of its text, both counted from zero. */
  readonly onDidClick: Event<{ readonly line: number; readonly cell: number }>;
}
