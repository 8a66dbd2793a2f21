import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

export interface LogOptions extends BaseOptions {
  readonly empty?: StyledText;
}

/** Lines by number: numbers never change, old lines fall out at the front. */
export interface LogSource {
  readonly first: number;
  readonly end: number;
  lines(first: number, count: number): readonly StyledText[];
}

export interface LogHandle extends WidgetHandle {
  setSource(source: LogSource): void;
  /** The source has other lines than before: paint in the next frame. Cheap; call it at every change. */
  changed(): void;
  /** Follows the end until the person scrolls up; `End` follows again. */
  readonly following: ReadonlyStore<boolean>;
  follow(on: boolean): void;
  /** The line under the cursor, while not following. */
  readonly cursor: ReadonlyStore<number | undefined>;
  goTo(line: number): void;
  /** What stands there while there are no lines. */
  setEmpty(text: StyledText): void;
  readonly onDidActivate: Event<number>;
}
