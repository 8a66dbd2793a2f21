import type { EditorHandle, EditorOptions, StyledText, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { listenerErrors } from '../listener-errors.js';
import { topAtScrollbar } from '../scrollbar.js';
import { WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { EditorColours } from './editor-colours.js';
import { EditorDocument } from './editor-document.js';
import { breakLine, editByKey } from './editor-edits.js';
import { moveByKey, RowMoves, rowsByKey } from './editor-moves.js';
import { EditorView } from './editor-view.js';
import { paintEditor } from './paint-editor.js';
import { pastedText, withLineFeeds } from './pasted-text.js';
import { Suggesting } from './suggesting.js';
import { wordAfter, wordBefore } from './text-steps.js';

/**
 * Text that is written. Arrows, words, Home and End move, with Shift they select; readline's keys edit; Ctrl-Z and
 * Ctrl-_ undo, Ctrl-Y does again. Esc, Tab and what else it has no use for go on to the commands.
 */
export function createEditor(options: EditorOptions, host: WidgetHost): Widget<EditorHandle> {
  return new EditorWidget(options, host);
}

class EditorWidget implements Widget<EditorHandle> {
  readonly #options: EditorOptions;
  readonly #host: WidgetHost;
  readonly #document: EditorDocument;
  readonly #view: EditorView;
  readonly #rowMoves: RowMoves;
  readonly #colours: EditorColours;
  readonly #suggesting: Suggesting;
  readonly #cursor: Store<number>;
  readonly #lines: Store<number>;
  readonly #changed: Emitter<void>;
  readonly #submitted: Emitter<string>;
  readonly #pastedLarge: Emitter<string>;
  readonly #cleared: Emitter<string>;
  readonly #left: Emitter<'up' | 'down'>;
  #placeholder: StyledText;
  #isFocused = false;
  #drag: 'text' | 'bar' | undefined;
  #width = 0;
  readonly handle: Omit<EditorHandle, keyof WidgetHandle>;

  constructor(options: EditorOptions, host: WidgetHost) {
    this.#options = options;
    this.#host = host;
    this.#placeholder = options.placeholder ?? '';
    this.#document = new EditorDocument((change) => this.#view.changed(change));
    const wrap = options.wrap ?? options.enter === 'submit';
    this.#view = new EditorView(this.#document, { wrap, lineNumbers: options.lineNumbers ?? false });
    this.#rowMoves = new RowMoves(this.#document, this.#view);
    this.#colours = new EditorColours(options.language, () => host.requestFrame());
    this.#suggesting = this.#createSuggesting();
    const report = listenerErrors(host, 'a listener of the editor');
    this.#cursor = new Store(0, report);
    this.#lines = new Store(1, report);
    this.#changed = new Emitter<void>(report);
    this.#submitted = new Emitter<string>(report);
    this.#pastedLarge = new Emitter<string>(report);
    this.#cleared = new Emitter<string>(report);
    this.#left = new Emitter<'up' | 'down'>(report);
    this.handle = this.#createHandle();
  }

  paint(canvas: Canvas, focused: boolean): void {
    if (canvas.width < 1 || canvas.height < 1) return;
    this.#width = canvas.width;
    this.#view.layOut(canvas.width, canvas.height);
    this.#lines.set(this.#view.rows.total);
    paintEditor(canvas, {
      document: this.#document,
      view: this.#view,
      focused,
      lineNumbers: this.#options.lineNumbers ?? false,
      placeholder: this.#placeholder,
      colours: (line) => this.#colours.line(this.#document, line),
    });
  }

  onKey(key: Key): boolean {
    if (this.#suggesting.onKey(key)) return true;
    const { version, cursor } = this.#document;
    if (!this.#useKey(key)) return false;
    this.#settle(version);
    const isTyped = this.#document.version !== version;
    if (isTyped || (this.#suggesting.isOpen && this.#document.cursor !== cursor)) this.#suggesting.update();
    return true;
  }

  /** The screen's own Ctrl-Z and Ctrl-C: undo while there is something to undo, copy while something is selected, or empty it. */
  claimsKey(key: Key): boolean {
    if (key.full === 'C-z') return this.#document.hasHistory;
    return key.full === 'C-c' && (this.#document.selection !== undefined || this.#canClear);
  }

  onPaste(text: string): void {
    const before = this.#document.version;
    const { largePaste } = this.#options;
    if (largePaste !== undefined && text.length > largePaste) return this.#pastedLarge.fire(withLineFeeds(text));
    this.#document.insert(pastedText(text));
    this.#settle(before);
    this.#suggesting.update();
  }

  onPointer(event: PointerEvent): boolean {
    if (event.kind === 'wheel-up' || event.kind === 'wheel-down')
      return this.#wheel(event.kind === 'wheel-up' ? -1 : 1);
    if (event.kind === 'up') return this.#release();
    if (event.kind === 'drag') return this.#dragTo(event);
    if (event.y < 0) return false;
    return this.#press(event);
  }

  takesText(): boolean {
    return this.#isFocused;
  }

  onFocus(focused: boolean): void {
    this.#isFocused = focused;
    if (!focused) this.#suggesting.close();
    this.#host.requestFrame();
  }

  dispose(): void {
    this.#suggesting.close();
    const stores = [this.#cursor, this.#lines];
    const emitters = [this.#changed, this.#submitted, this.#pastedLarge, this.#cleared, this.#left];
    for (const one of [...stores, ...emitters]) one.dispose();
  }

  #createHandle(): Omit<EditorHandle, keyof WidgetHandle> {
    return {
      text: () => this.#document.text,
      setText: (text) => this.#setText(withLineFeeds(text)),
      insert: (text) => {
        this.#document.insert(withLineFeeds(text));
        this.#show();
      },
      select: (from, to = from) => {
        this.#suggesting.close();
        this.#document.select(from, to);
        this.#show();
      },
      setPlaceholder: (text) => {
        this.#placeholder = text;
        this.#host.requestFrame();
      },
      setLanguage: (language) => this.#colours.setLanguage(language),
      cursor: this.#cursor,
      lines: this.#lines,
      onDidChange: this.#changed.event,
      onDidSubmit: this.#submitted.event,
      onDidPasteLarge: this.#pastedLarge.event,
      onDidClear: this.#cleared.event,
      onDidLeave: this.#left.event,
    };
  }

  #createSuggesting(): Suggesting {
    return new Suggesting({
      host: this.#host,
      document: this.#document,
      suggest: this.#options.suggest && ((text, cursor) => this.#options.suggest?.(text, cursor)),
      cellOf: (offset) => this.#view.cellOf(offset),
      take: (from, insert) => {
        const before = this.#document.version;
        this.#document.replace(from, this.#document.cursor, insert);
        this.#settle(before);
        this.#suggesting.update();
      },
    });
  }

  #setText(text: string): void {
    this.#suggesting.close();
    this.#document.setText(text);
    this.#show();
  }

  #useKey(key: Key): boolean {
    if (key.name === 'enter' || key.full === 'C-j') return this.#enter(key);
    const rows = rowsByKey(key, this.#view.height);
    if (rows !== undefined) return this.#moveRows(key, rows);
    if (key.full === 'C-c' && !this.#document.selection && this.#canClear) return this.#clear();
    if (key.full === 'C-c' || key.full === 'C-x' || key.full === 'M-w') return this.#copy(key.full === 'C-x');
    if (key.full === 'M-a') this.#document.select(0, this.#document.buffer.length);
    else if (key.full === 'C-z') return this.#document.hasHistory && (this.#document.undo(), true);
    else return moveByKey(this.#document, key) || editByKey(this.#document, key);
    return true;
  }

  get #canClear(): boolean {
    return this.#options.clears === true && this.#document.buffer.length > 0;
  }

  #clear(): true {
    const { text } = this.#document;
    this.#document.select(0, this.#document.buffer.length);
    this.#document.insert('');
    this.#cleared.fire(text);
    return true;
  }

  /** Afterwards nothing is selected, so that the next Ctrl-C quits. */
  #copy(cuts: boolean): boolean {
    const selected = this.#document.selection;
    if (!selected) return false;
    this.#host.copy(this.#document.buffer.slice(selected.from, selected.to));
    if (cuts) this.#document.insert('');
    else this.#document.moveTo(this.#document.cursor);
    return true;
  }

  #enter(key: Key): boolean {
    const submits = this.#options.enter === 'submit';
    this.#suggesting.close();
    if (key.full === 'enter' && submits) this.#submitted.fire(this.#document.text);
    else if (key.full === 'M-enter' && !submits) return false;
    else if (key.ctrl && key.name === 'enter') return false;
    else breakLine(this.#document, !submits);
    return true;
  }

  /** The arrows leave the text at its ends; page keys are for others when there is nothing to page. */
  #moveRows(key: Key, rows: number): boolean {
    if (this.#rowMoves.move(rows, key.shift)) return true;
    const isPage = key.name === 'pageup' || key.name === 'pagedown';
    if (isPage) return this.#view.rows.total > this.#view.height;
    if (key.shift) this.#document.moveTo(rows < 0 ? 0 : this.#document.buffer.length, true);
    else this.#left.fire(rows < 0 ? 'up' : 'down');
    return true;
  }

  #press({ kind, x, y }: PointerEvent): boolean {
    this.#suggesting.close();
    const onBar = x === this.#width - 1 && this.#view.rows.total > this.#view.height;
    this.#drag = onBar ? 'bar' : 'text';
    if (onBar) return this.#pressBar(y);
    const at = this.#view.offsetAt(x, y);
    const { buffer } = this.#document;
    if (kind === 'double') this.#document.select(wordBefore(buffer, wordAfter(buffer, at)), wordAfter(buffer, at));
    else this.#document.moveTo(at);
    return this.#moved();
  }

  #dragTo({ x, y }: PointerEvent): boolean {
    if (this.#drag === 'bar') return this.#pressBar(y);
    if (this.#drag !== 'text') return false;
    this.#document.moveTo(this.#view.offsetAt(x, y), true);
    return this.#moved();
  }

  #release(): boolean {
    this.#drag = undefined;
    return false;
  }

  #pressBar(y: number): true {
    this.#view.scrollTo(topAtScrollbar(y, this.#view.height, this.#view.range));
    this.#host.requestFrame();
    return true;
  }

  #wheel(direction: 1 | -1): boolean {
    if (this.#view.rows.total <= this.#view.height) return false;
    this.#view.scrollTo(this.#view.top + direction * WHEEL_STEP);
    this.#host.requestFrame();
    return true;
  }

  #moved(): true {
    this.#settle(this.#document.version);
    return true;
  }

  /** After a key, a paste or a press: `before` was the document's version. */
  #settle(before: number): void {
    this.#show();
    if (this.#document.version !== before) this.#changed.fire();
  }

  #show(): void {
    this.#view.reveal();
    this.#lines.set(this.#view.rows.total);
    this.#cursor.set(this.#document.cursor);
    this.#host.requestFrame();
  }
}
