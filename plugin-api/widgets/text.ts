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
}
