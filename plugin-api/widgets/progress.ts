import type { StyledText, TextStyle } from '../text.js';
import type { WidgetHandle } from './widget.js';

export interface ProgressState {
  readonly done: number;
  /** Unknown: the bar shows activity only. */
  readonly total: number | undefined;
  readonly label?: StyledText;
  readonly style?: TextStyle;
}

export interface ProgressHandle extends WidgetHandle {
  set(state: ProgressState | undefined): void;
}
