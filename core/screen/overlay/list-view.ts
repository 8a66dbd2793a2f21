import type { TextControl } from '../../widgets/form/controls/text-control.js';
import { fitText, styledWidth } from '../../widgets/fit-text.js';
import { paintScrollbar, topAtScrollbar } from '../../widgets/scrollbar.js';
import { clampTop, moveIndex, reveal, WHEEL_STEP } from '../../widgets/viewport.js';
import type { Key, PointerEvent } from '../../widgets/widget.js';
import type { Canvas } from '../canvas.js';
import type { TerminalSize } from '../terminal.js';
import { filterItems, type FilteredItem, type ListItem } from './filter-items.js';
import type { ModalView } from './modal-view.js';
import { createTextField } from './text-field.js';

export interface ListQuestion<Value> {
  readonly title: string;
  readonly items: readonly ListItem<Value>[];
  readonly placeholder: string;
  readonly empty: string;
}

const WIDEST = 84;
const TALLEST = 22;
const MOST_LABEL_CELLS = 32;
/** Filter line and the free line under it. */
const HEAD = 2;

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
  /** Details stand in a column after the longest label; a very long label is cut, so that the column never breaks. */
  readonly #labelCells: number;
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
    const widest = Math.max(0, ...question.items.map((item) => styledWidth(item.label)));
    const hasDetails = question.items.some((item) => styledWidth(item.detail ?? '') > 0);
    this.#labelCells = hasDetails ? Math.min(widest, MOST_LABEL_CELLS) : widest;
    this.#shown = filterItems(question.items, '');
  }

  /** As large as all items need, so that it does not jump while typing. */
  size(screen: TerminalSize): TerminalSize {
    const height = Math.min(this.#question.items.length + HEAD + 2, TALLEST, screen.height - 4);
    return { width: Math.min(WIDEST, screen.width - 4), height: Math.max(HEAD + 3, height) };
  }

  paint(canvas: Canvas): void {
    this.#width = canvas.width;
    this.#rows = Math.max(1, canvas.height - HEAD);
    this.#top = clampTop(reveal(this.#top, this.#rows, this.#selected), this.#rows, this.#shown.length);
    this.#field.paint(canvas, { x: 0, y: 0, width: canvas.width, focused: true, editing: true });
    if (this.#shown.length === 0) canvas.put(1, HEAD, this.#question.empty, 'muted');
    const inView = this.#shown.slice(this.#top, this.#top + this.#rows);
    inView.forEach((entry, row) => this.#paintRow(canvas, entry, row));
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

  #paintRow(canvas: Canvas, { item, label, detail }: FilteredItem<Value>, row: number): void {
    const y = row + HEAD;
    const isSelected = this.#top + row === this.#selected;
    const base = isSelected ? 'selection' : 'dialog';
    const room = canvas.width - 1;
    canvas.fill(0, y, room, 1, base);
    const note = fitText(item.note ?? '', Math.floor(room / 2));
    const noteX = room - styledWidth(note) - 1;
    canvas.put(1, y, fitText(label, Math.min(this.#labelCells, noteX - 2)), 'default', { base });
    const x = 1 + this.#labelCells + 2;
    canvas.put(x, y, fitText(detail, noteX - x - 1), 'muted', { base });
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
    this.#shown = filterItems(this.#question.items, this.#field.text);
    this.#selected = 0;
    this.#top = 0;
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
