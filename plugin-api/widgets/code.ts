import type { ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

export interface CodeOptions extends BaseOptions {
  readonly empty?: StyledText;
}

export interface CodeContent {
  readonly text: string;
  /** `python`, `typescript`, …, or a file's extension: `py`. Unknown: no colours. */
  readonly language?: string | undefined;
  /** Number of the first line. Default 1. */
  readonly firstLine?: number;
  /** Lines that are marked, both inclusive, counted as `firstLine` does. */
  readonly marked?: { readonly startLine: number; readonly endLine: number } | undefined;
  /** Lines that stand out, in order: those that no test has run. Both ends inclusive, counted as `firstLine` does. */
  readonly uncovered?: readonly { readonly startLine: number; readonly endLine: number }[] | undefined;
  /** Mistakes, each shown below its line, counted as `firstLine` does. */
  readonly problems?: readonly { readonly line: number; readonly message: string }[] | undefined;
}

/** Code to read: line numbers, colours, scrolling in both directions. */
export interface CodeHandle extends WidgetHandle {
  setCode(content: CodeContent | undefined): void;
  setEmpty(text: StyledText): void;
  /** Scrolls so that the line is in view, with some lines above it. */
  reveal(line: number): void;
  /** The first line in view. */
  readonly topLine: ReadonlyStore<number>;
}
