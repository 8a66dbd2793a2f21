import type { Disposable } from './disposable.js';
import type { Event, ReadonlyStore } from './event.js';
import type { StyledText, TextStyle } from './text.js';

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

/** Rows are asked for by viewport, so 100,000 of them cost what is visible. */
export interface RowSource<Row> {
  count(): number;
  rows(first: number, count: number): readonly Row[];
}

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

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** In cells, or a share of what is left. */
  readonly width: number | 'fill';
  readonly align?: 'left' | 'right';
  /** What is too long is cut in the middle instead of at the end. */
  readonly cut?: 'end' | 'middle';
  /** The column disappears below this width of the table, in cells. */
  readonly minTableWidth?: number;
  cell(row: Row): StyledText;
  /** Given, the header sorts by it. */
  compare?(a: Row, b: Row): number;
}

export interface TableOptions<Row> extends BaseOptions {
  readonly columns: readonly TableColumn<Row>[];
  id(row: Row): string;
  readonly empty?: StyledText;
  /** What the row filter (`setFilter` with a string) looks at. Default: the text of all cells. */
  searchText?(row: Row): string;
}

export interface TableHandle<Row> extends WidgetHandle {
  /** Selection and scroll position survive by row id. */
  setRows(rows: readonly Row[] | RowSource<Row>): void;
  /** A predicate, or words that must all occur. Only for arrays of rows. */
  setFilter(filter: ((row: Row) => boolean) | string | undefined): void;
  /** Without arguments the rows keep their own order. */
  sort(columnId?: string, direction?: 'ascending' | 'descending'): void;
  readonly sorting: ReadonlyStore<
    { readonly columnId: string; readonly direction: 'ascending' | 'descending' } | undefined
  >;
  setEmpty(text: StyledText): void;
  select(id: string): void;
  readonly selected: ReadonlyStore<Row | undefined>;
  /** How many rows the filter lets through. */
  readonly shown: ReadonlyStore<number>;
  /** Enter or a double click. */
  readonly onDidActivate: Event<Row>;
}

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

export type FormValue = string | number | boolean;

export type FormField =
  | {
      readonly id: string;
      readonly kind: 'text';
      readonly label: string;
      readonly width?: number;
      readonly placeholder?: string;
      readonly secret?: boolean;
    }
  | {
      readonly id: string;
      readonly kind: 'number';
      readonly label: string;
      readonly width?: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly id: string; readonly kind: 'select'; readonly label: string; readonly choices: readonly string[] }
  | { readonly id: string; readonly kind: 'toggle'; readonly label: string }
  | { readonly id: string; readonly kind: 'button'; readonly label: string; readonly command: string };

export interface FormOptions extends BaseOptions {
  /** Laid out in reading order, as many on a line as fit. */
  readonly fields: readonly FormField[];
  readonly values?: Readonly<Record<string, FormValue>>;
  /** Esc while typing goes on to the command that it is bound to. Default: it only ends the typing. */
  readonly escapeLeaves?: boolean;
}

export interface FormHandle extends WidgetHandle {
  /** Of a number field that holds no number in range: the last good one. `problems` says so. */
  values(): Readonly<Record<string, FormValue>>;
  /** What is wrong, by the id of the field: what was typed, and what `setError` was told. Empty: nothing. */
  problems(): Readonly<Record<string, string>>;
  setValues(values: Readonly<Record<string, FormValue>>): void;
  setChoices(id: string, choices: readonly string[]): void;
  setError(id: string, message: string | undefined): void;
  /** `select`: what is typed takes the place of the text that is there. */
  focusField(id: string, options?: { readonly select?: boolean }): void;
  /** The id of the field that changed. */
  readonly onDidChange: Event<string>;
  /** Enter in a text or number field: its id. */
  readonly onDidSubmit: Event<string>;
}

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
  setPlaceholder(text: StyledText): void;
  setLanguage(language: string | undefined): void;
  readonly cursor: ReadonlyStore<number>;
  /** Lines that the text takes on the screen, for editors that grow. */
  readonly lines: ReadonlyStore<number>;
  /** Typing, pasting, undoing: not what a program sets. */
  readonly onDidChange: Event<void>;
  readonly onDidSubmit: Event<string>;
  readonly onDidPasteLarge: Event<string>;
  /** Up in the first line, down in the last: for a history. */
  readonly onDidLeave: Event<'up' | 'down'>;
}

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

export interface TreeNode {
  /** Unique in the tree. */
  readonly id: string;
  readonly label: StyledText;
  /** At the right edge. */
  readonly detail?: StyledText;
  /** Given, also empty: it can be opened. */
  readonly children?: readonly TreeNode[];
}

export interface TreeOptions extends BaseOptions {
  readonly empty?: StyledText;
  /** Ids of nodes that are open at first. */
  readonly open?: readonly string[];
}

/**
 * Right and left open and close a node, or go to its first child and to what it lies in; Space and a click on its sign open
 * and close it. Enter and a double click activate it, and open or close it if it can be.
 */
export interface TreeHandle extends WidgetHandle {
  /** What is open and what is selected survives by id. */
  setNodes(nodes: readonly TreeNode[]): void;
  setEmpty(text: StyledText): void;
  setOpen(id: string, isOpen: boolean): void;
  /** Opens what it lies in. */
  select(id: string): void;
  readonly selected: ReadonlyStore<TreeNode | undefined>;
  readonly onDidActivate: Event<TreeNode>;
}

export interface ButtonsOptions extends BaseOptions {
  /** Command ids; label, key and state come from the commands. A label given here replaces the command's. */
  readonly commands: readonly (string | { readonly command: string; label(): string })[];
}

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

export interface SparklineHandle extends WidgetHandle {
  setSeries(
    series: readonly { readonly title: StyledText; readonly style?: TextStyle; readonly points: readonly number[] }[],
  ): void;
}

export interface LineChartHandle extends WidgetHandle {
  setSeries(
    series: readonly {
      readonly title: string;
      readonly style: TextStyle;
      readonly points: readonly { readonly x: string; readonly y: number }[];
    }[],
  ): void;
}

export interface GaugeHandle extends WidgetHandle {
  /** 0 to 100. */
  setPercent(percent: number): void;
}

/** What a `custom` widget's factory gets. Typed loosely on purpose: this package knows no blessed. */
export interface CustomHost {
  readonly blessed: unknown;
  /** Loads one widget of blessed-contrib by its path under `lib/widget`, for example `donut` or `charts/bar`. */
  contrib(path: string): Promise<unknown>;
  /** A blessed element that fills the area. */
  readonly parent: unknown;
  requestFrame(): void;
  own<T extends Disposable>(item: T): T;
}

export interface CustomOptions extends BaseOptions {
  create(host: CustomHost): void | Promise<void>;
  /** Return true when the key was used. */
  onKey?(key: {
    readonly name: string;
    readonly ch: string | undefined;
    readonly ctrl: boolean;
    readonly meta: boolean;
    readonly shift: boolean;
  }): boolean;
}

function kind<Options, Handle extends WidgetHandle>(name: string): WidgetKind<Options, Handle> {
  return { kind: name };
}

/** The kinds that the core can place on a grid. `table` is generic: use `widgets.table<Row>()`. */
export const widgets = {
  text: kind<TextOptions, TextHandle>('text'),
  table: <Row>() => kind<TableOptions<Row>, TableHandle<Row>>('table'),
  log: kind<LogOptions, LogHandle>('log'),
  form: kind<FormOptions, FormHandle>('form'),
  editor: kind<EditorOptions, EditorHandle>('editor'),
  markdown: kind<MarkdownOptions, MarkdownHandle>('markdown'),
  code: kind<CodeOptions, CodeHandle>('code'),
  tree: kind<TreeOptions, TreeHandle>('tree'),
  buttons: kind<ButtonsOptions, WidgetHandle>('buttons'),
  progress: kind<BaseOptions, ProgressHandle>('progress'),
  sparkline: kind<BaseOptions, SparklineHandle>('sparkline'),
  lineChart: kind<BaseOptions, LineChartHandle>('lineChart'),
  gauge: kind<BaseOptions, GaugeHandle>('gauge'),
  custom: kind<CustomOptions, WidgetHandle>('custom'),
};
