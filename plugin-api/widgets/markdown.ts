import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText, TextStyle } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

/** What stands at places of a Markdown text that are found by their text. */
export interface MarkdownMark {
  /** Found in running text and code spans, not in code blocks. */
  readonly text: string;
  readonly style: TextStyle;
  /** Written after it: ` ✓`. */
  readonly sign?: string;
  /** Makes it a link. */
  readonly link?: string;
}

export interface MarkdownSection {
  readonly id: string;
  /** Lines above it. */
  readonly header?: readonly StyledText[];
  /** Markdown (CommonMark with tables and task lists); HTML in it is shown as text. */
  readonly text: string;
  readonly marks?: readonly MarkdownMark[];
  /** Lines below it. */
  readonly footer?: readonly StyledText[];
}

/** A place that can be acted on. */
export type MarkdownStop = { readonly section: string } & (
  | { readonly kind: 'section' }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'code'; readonly language: string | undefined; readonly text: string }
);

export interface MarkdownOptions extends BaseOptions {
  readonly empty?: StyledText;
}

/** Markdown in sections, one after the other, such as the messages of a conversation. */
export interface MarkdownHandle extends WidgetHandle {
  /** Costs what has changed: of a text that has grown at its end only the growing block is laid out again. */
  setSections(sections: readonly MarkdownSection[]): void;
  setEmpty(text: StyledText): void;
  /** Follows the end until the person scrolls up; `End` follows again. */
  readonly following: ReadonlyStore<boolean>;
  follow(on: boolean): void;
  scrollTo(section: string): void;
  /** Left and right go from stop to stop: sections, links, blocks of code. A click chooses one, too. */
  readonly selected: ReadonlyStore<MarkdownStop | undefined>;
  /** Enter on a stop, or a click on a link. */
  readonly onDidActivate: Event<MarkdownStop>;
  /** Marks all places with these words; `undefined` ends it. */
  find(words: string | undefined): void;
  findNext(direction: 1 | -1): void;
  /** `at` counts from one; 0 where nothing was found. */
  readonly found: ReadonlyStore<{ readonly at: number; readonly count: number } | undefined>;
}
