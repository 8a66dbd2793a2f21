import type { TextControl } from '../../widgets/form/controls/text-control.js';
import { fitText, styledWidth } from '../../widgets/fit-text.js';
import { paintScrollbar, topAtScrollbar } from '../../widgets/scrollbar.js';
import { clampTop, moveIndex, reveal, WHEEL_STEP } from '../../widgets/viewport.js';
import type { Key, PointerEvent } from '../../widgets/widget.js';
import type { Canvas } from '../canvas.js';
import type { TerminalSize } from '../terminal.js';
import { filterItems, type FilteredItem, type ListItem, type Matching } from './filter-items.js';
import { listColumns, listWidth, type ListColumns } from './list-columns.js';
import type { ModalView } from './modal-view.js';
import { createTextField } from './text-field.js';

export interface ListQuestion<Value> {
  readonly title: string;
  readonly items: readonly ListItem<Value>[];
  readonly placeholder: string;
  readonly empty: string;
  readonly matching: Matching;
}

/** Rows that it may take, or that part of a tall screen. */
const TALLEST = 22;
const TALLEST_SHARE = 0.6;
/** Filter line and the free line under it. */
const HEAD = 2;
const BORDER = 2;

/** A list with a filter over it: type to narrow it down, arrows and mouse to choose, Enter or a click to take. */
export class ListView<Value> implements ModalView {
  readonly keys = [
    { key: 'up', label: 'up' },
    { key: 'down', label: 'down' },
    { key: 'enter', label: 'choose' },
    { key: 'escape', label: 'close' },
  ];
  readonly title: string;
  readonly badge = 'Enter choose · Esc close';
  readonly #question: ListQuestion<Value>;
  readonly #close: (answer?: Value) => void;
  readonly #field: TextControl;
  #shown: readonly FilteredItem<Value>[];
  #selected = 0;
  #top = 0;
  #rows = 0;
  #width = 0;

  constructor(question: ListQuestion<Value>, close: (answer?: Value) => void) {
    this.title = question.title;
    this.#question = question;
    this.#close = close;
    this.#field = createTextField('', { placeholder: ` ${question.placeholder}` });
    this.#shown = filterItems(question.items, '', question.matching);
    this.#selected = this.#currentIndex();
  }

  /** As large as all items need, so that it does not jump while typing. */
  size(screen: TerminalSize): TerminalSize {
    const { items } = this.#question;
    const tallest = Math.max(TALLEST, Math.floor(screen.height * TALLEST_SHARE));
    const height = Math.min(items.length + HEAD + 2, tallest, screen.height - 4);
    return { width: Math.min(listWidth(items) + BORDER, screen.width - 4), height: Math.max(HEAD + 3, height) };
  }

  paint(canvas: Canvas): void {
    this.#width = canvas.width;
    this.#rows = Math.max(1, canvas.height - HEAD);
    this.#top = clampTop(reveal(this.#top, this.#rows, this.#selected), this.#rows, this.#shown.length);
    this.#field.paint(canvas, { x: 0, y: 0, width: canvas.width, focused: true, editing: true });
    if (this.#shown.length === 0) canvas.put(1, HEAD, this.#question.empty, 'muted');
    const inView = this.#shown.slice(this.#top, this.#top + this.#rows);
    const columns = listColumns(this.#question.items, canvas.width - 1);
    inView.forEach((entry, row) => this.#paintRow(canvas, entry, row, columns));
    paintScrollbar(canvas, { x: canvas.width - 1, y: HEAD, height: this.#rows }, this.#range());
  }

  onKey(key: Key): boolean {
    if (key.full === 'escape' || key.full === 'C-c') this.#close();
    else if (key.full === 'enter') this.#take(this.#selected);
    else if (!this.#moved(key)) this.#edited(this.#field.onKey(key));
    return true;
  }

  takesText(): boolean {
    return true;
  }

  onPaste(text: string): void {
    this.#edited(this.#field.onPaste(text));
  }

  onPointer(event: PointerEvent): void {
    if (event.kind === 'wheel-up' || event.kind === 'wheel-down') {
      return this.#select(this.#selected + (event.kind === 'wheel-up' ? -WHEEL_STEP : WHEEL_STEP));
    }
    const row = event.y - HEAD;
    const onBar = event.x === this.#width - 1 && this.#shown.length > this.#rows;
    if (row < 0 || event.kind === 'up') return;
    if (onBar) return this.#select(topAtScrollbar(row, this.#rows, this.#range()));
    if (event.kind === 'down' || event.kind === 'double') this.#take(this.#top + row);
  }

  onPressOutside(): void {
    this.#close();
  }

  #paintRow(canvas: Canvas, { item, label, detail }: FilteredItem<Value>, row: number, columns: ListColumns): void {
    const y = row + HEAD;
    const isSelected = this.#top + row === this.#selected;
    const base = isSelected ? 'selection' : 'dialog';
    const room = canvas.width - 1;
    canvas.fill(0, y, room, 1, base);
    if (item.isCurrent) canvas.draw(1, y, '▸', 'accent', { base });
    // Where a row has nothing to say in one place, there is more room for the others.
    const { x } = columns.detail;
    const hasDetail = (item.detail ?? '') !== '';
    const used = hasDetail ? x + Math.min(styledWidth(detail), columns.detail.width) + 2 : x;
    const note = fitText(item.note ?? '', Math.max(0, room - 1 - used));
    const noteX = room - styledWidth(note) - 1;
    const end = item.note === undefined ? room : noteX - 1;
    const labelCells = hasDetail ? columns.label.width : end - columns.label.x;
    canvas.put(columns.label.x, y, fitText(label, labelCells, columns.cut), 'default', { base });
    canvas.put(x, y, hasDetail ? fitText(detail, end - x) : '', 'muted', { base });
    canvas.put(noteX, y, note, item.disabled ? 'muted' : 'key', { base });
  }

  #moved(key: Key): boolean {
    const step = { 'C-n': 1, 'C-p': -1, tab: 1, 'S-tab': -1 }[key.full];
    const isFieldKey = key.name === 'home' || key.name === 'end';
    const to =
      step === undefined ? moveIndex(key, this.#selected, this.#rows, this.#shown.length) : this.#selected + step;
    if (to === undefined || isFieldKey) return false;
    this.#select(to);
    return true;
  }

  #edited(result: string): void {
    if (result !== 'changed') return;
    this.#shown = filterItems(this.#question.items, this.#field.text, this.#question.matching);
    this.#selected = this.#field.text.trim() === '' ? this.#currentIndex() : 0;
    this.#top = 0;
  }

  /** The cursor begins on what is chosen now. */
  #currentIndex(): number {
    return Math.max(
      0,
      this.#shown.findIndex(({ item }) => item.isCurrent),
    );
  }

  #select(index: number): void {
    this.#selected = Math.max(0, Math.min(index, this.#shown.length - 1));
  }

  #take(index: number): void {
    const entry = this.#shown[index];
    if (entry) this.#close(entry.item.value);
  }

  #range() {
    return { top: this.#top, visible: this.#rows, total: this.#shown.length };
  }
}
