import type { Disposable } from '../disposable.js';
import type { ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';

/** A kind of widget: what it is made with (`Options`) and what is held afterwards (`Handle`). */
export interface WidgetKind<Options, Handle extends WidgetHandle> {
  readonly kind: string;
  readonly types?: (options: Options) => Handle;
}

export interface WidgetHandle extends Disposable {
  setTitle(title: StyledText): void;
  focus(): void;
  readonly hasFocus: ReadonlyStore<boolean>;
  show(visible: boolean): void;
  /** Moves the widget to another area of the grid. */
  place(row: number, col: number, rowSpan: number, colSpan: number): void;
}

export interface BaseOptions {
  readonly title?: StyledText;
  /** A border with the title in it. Default true, false for buttons and progress. */
  readonly border?: boolean;
  /** Whether Tab stops here. Default: what the kind does best. */
  readonly focusable?: boolean;
  /** Value of `focus` in `when` clauses while the widget has the focus. Default: the kind. */
  readonly focusId?: string;
}
