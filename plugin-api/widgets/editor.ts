import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

/** What may stand in the place of the text between `from` and the cursor. */
export interface EditorSuggestions {
  /** Offset in the text. */
  readonly from: number;
  readonly items: readonly { readonly label: string; readonly detail?: string; readonly insert: string }[];
}

export interface EditorOptions extends BaseOptions {
  readonly placeholder?: StyledText;
  /** `submit`: Enter tells `onDidSubmit`, Alt-Enter and Ctrl-J begin a line. Default: Enter begins a line. */
  readonly enter?: 'submit' | 'new-line';
  /** Long lines are broken on the screen. Default true where Enter submits, else they scroll sideways. */
  readonly wrap?: boolean;
  readonly lineNumbers?: boolean;
  /** Colours the text, as in `CodeContent`. */
  readonly language?: string;
  /** A paste of more characters is told by `onDidPasteLarge` instead of inserted. Default: there is no limit. */
  readonly largePaste?: number;
  /** Ctrl-C empties a text that is not empty, which undo takes back, instead of what else it does. Default false. */
  readonly clears?: boolean;
  /**
   * Asked when text or cursor have changed by typing. The list opens beside the cursor: up and down choose, Tab or Enter take
   * one, Esc closes it. Must be cheap.
   */
  suggest?(text: string, cursor: number): EditorSuggestions | undefined;
}

/** Text that is written: several lines, selection, undo, and a paste as one step. Offsets count UTF-16 code units. */
export interface EditorHandle extends WidgetHandle {
  /** Line ends are `\n`. Of a text of megabytes not to be asked in every key: it is put together anew. */
  text(): string;
  /** Forgets what could be undone. The cursor is at the end. */
  setText(text: string): void;
  /** At the cursor, in the place of what is selected. */
  insert(text: string): void;
  /** Puts the cursor at `to`, which comes into view; what stands between `from` and it is selected. Default of `to`: `from`. */
  select(from: number, to?: number): void;
  setPlaceholder(text: StyledText): void;
  setLanguage(language: string | undefined): void;
  readonly cursor: ReadonlyStore<number>;
  /** Lines that the text takes on the screen, for editors that grow. */
  readonly lines: ReadonlyStore<number>;
  /** Typing, pasting, undoing: not what a program sets. */
  readonly onDidChange: Event<void>;
  readonly onDidSubmit: Event<string>;
  readonly onDidPasteLarge: Event<string>;
  /** It was emptied by Ctrl-C: what stood there. `onDidChange` comes after it. */
  readonly onDidClear: Event<string>;
  /** Up in the first line, down in the last: for a history. */
  readonly onDidLeave: Event<'up' | 'down'>;
}
