import type { FormField, FormValue } from 'devmgr/plugin-api';
import type { Canvas } from '../../../screen/canvas.js';
import { cleanLine } from '../../../screen/text/clean.js';
import { textWidth } from '../../../screen/text/text-width.js';
import { fitText, sliceCells } from '../../fit-text.js';
import { graphemes } from '../../graphemes.js';
import { editLine, insertText, lineEdit, type LineEdit } from '../../line-edit.js';
import type { Key } from '../../widget.js';
import type { ControlPlace, ControlResult, FormControl } from './form-control.js';

const DEFAULT_WIDTH = 20;
const FILLER = '_';
const HIDDEN = '•';

export interface TextControlOptions {
  readonly width?: number;
  readonly placeholder?: string;
  readonly secret?: boolean;
  /** Characters that may be typed; the others are dropped. Default: all. */
  readonly allowed?: RegExp;
}

/** `[value____]`: a line of text that scrolls sideways when it is longer than its box. */
export class TextControl implements FormControl {
  readonly takesText = true;
  readonly field: FormField;
  readonly #options: TextControlOptions;
  #line = lineEdit('');
  /** All of the text: what is typed takes its place. */
  #isSelected = false;
  /** The first visible cell of the text. */
  #left = 0;

  constructor(field: FormField, options: TextControlOptions) {
    this.field = field;
    this.#options = options;
  }

  get text(): string {
    return this.#line.text;
  }

  setText(text: string): void {
    if (text !== this.#line.text) this.#line = lineEdit(text);
    this.#isSelected = false;
  }

  value(): FormValue | undefined {
    return this.text;
  }

  setValue(value: FormValue): void {
    if (typeof value === 'string') this.setText(value);
  }

  selectAll(): void {
    this.#line = lineEdit(this.text);
    this.#isSelected = this.text !== '';
  }

  boxWidth(): number {
    return (this.#options.width ?? DEFAULT_WIDTH) + 2;
  }

  error(): string | undefined {
    return undefined;
  }

  onKey(key: Key): ControlResult {
    if (key.name === 'enter') return 'submitted';
    const edited = editLine(this.#line, key);
    if (!edited) return 'ignored';
    if (edited.text.length > this.text.length) return this.#settle(this.#insert(key.ch ?? ''));
    return this.#settle(this.#isSelected && edited.text.length < this.text.length ? lineEdit('') : edited);
  }

  onPaste(text: string): ControlResult {
    return this.#settle(this.#insert(text));
  }

  onPress(x: number): ControlResult {
    const cell = this.#left + x - 1;
    let cursor = 0;
    for (const { segment } of graphemes(this.text)) {
      if (this.#cells(this.text.slice(0, cursor + segment.length)) > cell) break;
      cursor += segment.length;
    }
    this.#line = lineEdit(this.text, cursor);
    this.#isSelected = false;
    return 'used';
  }

  paint(canvas: Canvas, place: ControlPlace): void {
    const base = place.focused ? 'field-focused' : 'field';
    const { x, y } = place;
    const room = Math.max(1, place.width - 2);
    const cursor = this.#cells(this.text.slice(0, this.#line.cursor));
    this.#scrollTo(place.editing ? cursor : 0, room);
    canvas.put(x, y, `[${FILLER.repeat(room)}]`, 'muted', { base, maxCells: place.width });
    const isSelected = this.#isSelected && place.editing;
    canvas.put(x + 1, y, this.#visibleText(place, room), 'default', {
      base: isSelected ? 'selection' : base,
      maxCells: room,
    });
    if (!place.editing) return;
    const under =
      sliceCells([{ text: this.#displayed(this.text) || this.#placeholder() }], cursor, cursor + 2)[0]?.text ?? '';
    canvas.put(x + 1 + cursor - this.#left, y, [...under][0] ?? ' ', 'cursor', {
      maxCells: Math.max(1, textWidth(under)),
    });
  }

  #visibleText(place: ControlPlace, room: number) {
    if (this.text === '') return fitText([{ text: this.#placeholder(), style: 'muted' as const }], room);
    const shown = [{ text: this.#displayed(this.text) }];
    return place.editing ? sliceCells(shown, this.#left, this.#left + room) : fitText(shown, room);
  }

  #placeholder(): string {
    return cleanLine(this.#options.placeholder ?? '');
  }

  /** Scrolls so that the cell of the cursor is in view and no room is wasted behind the text. */
  #scrollTo(cell: number, room: number): void {
    const width = this.#cells(this.text) + 1;
    if (cell < this.#left) this.#left = cell;
    if (cell >= this.#left + room) this.#left = cell - room + 1;
    this.#left = Math.max(0, Math.min(this.#left, width - room));
  }

  #settle(line: LineEdit): ControlResult {
    const before = this.text;
    this.#line = line;
    this.#isSelected = false;
    return this.text === before ? 'used' : 'changed';
  }

  #insert(text: string): LineEdit {
    const line = cleanLine(text.replace(/[\r\n]+/g, ' '));
    const { allowed } = this.#options;
    const into = this.#isSelected ? lineEdit('') : this.#line;
    return insertText(into, allowed ? [...line].filter((character) => allowed.test(character)).join('') : line);
  }

  #displayed(text: string): string {
    return this.#options.secret ? HIDDEN.repeat([...graphemes(text)].length) : cleanLine(text);
  }

  #cells(text: string): number {
    return textWidth(this.#displayed(text));
  }
}
