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
  }

  value(): FormValue | undefined {
    return this.text;
  }

  setValue(value: FormValue): void {
    if (typeof value === 'string') this.setText(value);
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
    return this.#settle(edited.text.length > this.text.length ? this.#insert(key.ch ?? '') : edited);
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
    return 'used';
  }

  paint(canvas: Canvas, place: ControlPlace): void {
    const base = place.focused ? 'field-focused' : 'field';
    const { x, y } = place;
    const room = Math.max(1, place.width - 2);
    const cursor = this.#cells(this.text.slice(0, this.#line.cursor));
    this.#scrollTo(place.editing ? cursor : 0, room);
    canvas.put(x, y, `[${FILLER.repeat(room)}]`, 'muted', { base, maxCells: place.width });
    canvas.put(x + 1, y, this.#visibleText(place, room), 'default', { base, maxCells: room });
    if (!place.editing) return;
    const under = sliceCells([{ text: this.#displayed(this.text) }], cursor, cursor + 2)[0]?.text ?? '';
    canvas.put(x + 1 + cursor - this.#left, y, [...under][0] ?? ' ', 'cursor', {
      maxCells: Math.max(1, textWidth(under)),
    });
  }

  #visibleText(place: ControlPlace, room: number) {
    const { placeholder } = this.#options;
    if (this.text === '') return placeholder ? [{ text: cleanLine(placeholder), style: 'muted' as const }] : '';
    const shown = [{ text: this.#displayed(this.text) }];
    return place.editing ? sliceCells(shown, this.#left, this.#left + room) : fitText(shown, room);
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
    return this.text === before ? 'used' : 'changed';
  }

  #insert(text: string): LineEdit {
    const line = cleanLine(text.replace(/[\r\n]+/g, ' '));
    const { allowed } = this.#options;
    return insertText(this.#line, allowed ? [...line].filter((character) => allowed.test(character)).join('') : line);
  }

  #displayed(text: string): string {
    return this.#options.secret ? HIDDEN.repeat([...graphemes(text)].length) : cleanLine(text);
  }

  #cells(text: string): number {
    return textWidth(this.#displayed(text));
  }
}
