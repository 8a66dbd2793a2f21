import type { FormField, FormValue } from 'devmgr/plugin-api';
import type { Canvas } from '../../../screen/canvas.js';
import { fitText, styledWidth } from '../../fit-text.js';
import type { Key } from '../../widget.js';
import type { ControlPlace, ControlResult, FormControl } from './form-control.js';

const WIDEST = 24;
const ARROW = ' ▾';

export type SelectField = FormField & { readonly kind: 'select' };

/** `[value ▾]`: left and right, Enter, Space and a click go through the choices. As wide as the widest of them. */
export class SelectControl implements FormControl {
  readonly takesText = false;
  readonly field: SelectField;
  #choices: readonly string[];
  #value: string;

  constructor(field: SelectField) {
    this.field = field;
    this.#choices = field.choices;
    this.#value = field.choices[0] ?? '';
  }

  value(): string {
    return this.#value;
  }

  setValue(value: FormValue): void {
    if (typeof value === 'string') this.#value = value;
  }

  /** A value that is no choice any more gives way to the first one. */
  setChoices(choices: readonly string[]): void {
    this.#choices = choices;
    if (!choices.includes(this.#value)) this.#value = choices[0] ?? this.#value;
  }

  boxWidth(): number {
    const widest = Math.max(1, ...[...this.#choices, this.#value].map(styledWidth));
    return Math.min(WIDEST, widest) + ARROW.length + 2;
  }

  error(): undefined {
    return undefined;
  }

  paint(canvas: Canvas, place: ControlPlace): void {
    const base = place.focused ? 'field-focused' : 'field';
    const room = Math.max(0, place.width - ARROW.length - 2);
    canvas.fill(place.x, place.y, place.width, 1, base);
    canvas.put(place.x, place.y, '[', 'muted', { base, maxCells: place.width });
    canvas.put(place.x + 1, place.y, fitText(this.#value, room), 'default', { base, maxCells: room });
    canvas.draw(place.x + 1 + room, place.y, `${ARROW}]`, 'muted', { base, maxCells: place.width - 1 - room });
  }

  onKey(key: Key): ControlResult {
    if (key.ctrl || key.meta) return 'ignored';
    if (key.name === 'left') return this.#step(-1);
    return ['right', 'enter', 'space'].includes(key.name) ? this.#step(1) : 'ignored';
  }

  onPress(): ControlResult {
    return this.#step(1);
  }

  #step(step: 1 | -1): ControlResult {
    const count = this.#choices.length;
    const at = this.#choices.indexOf(this.#value);
    const next = this.#choices[at < 0 ? 0 : (at + step + count) % count];
    if (next === undefined || next === this.#value) return 'used';
    this.#value = next;
    return 'changed';
  }
}
