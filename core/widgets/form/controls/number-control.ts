import type { FormField, FormValue } from 'devmgr/plugin-api';
import type { Canvas } from '../../../screen/canvas.js';
import type { Key } from '../../widget.js';
import type { ControlPlace, ControlResult, FormControl } from './form-control.js';
import { TextControl } from './text-control.js';

const DEFAULT_WIDTH = 6;

export type NumberField = FormField & { readonly kind: 'number' };

/** A number that is typed. While what stands there is no number in range, the value is the last good one. */
export class NumberControl implements FormControl {
  readonly takesText = true;
  readonly field: NumberField;
  readonly #input: TextControl;
  #value: number;

  constructor(field: NumberField) {
    this.field = field;
    this.#input = new TextControl(field, { width: field.width ?? DEFAULT_WIDTH, allowed: /[-+.\d]/ });
    this.#value = field.minimum ?? 0;
    this.#input.setText(String(this.#value));
  }

  value(): number {
    return this.#value;
  }

  setValue(value: FormValue): void {
    if (typeof value !== 'number') return;
    this.#value = value;
    this.#input.setText(String(value));
  }

  boxWidth(): number {
    return this.#input.boxWidth();
  }

  error(): string | undefined {
    const { minimum, maximum } = this.field;
    const typed = this.#typed();
    if (typed === undefined) return 'not a number';
    if (minimum !== undefined && typed < minimum) return `at least ${String(minimum)}`;
    if (maximum !== undefined && typed > maximum) return `at most ${String(maximum)}`;
    return undefined;
  }

  paint(canvas: Canvas, place: ControlPlace): void {
    this.#input.paint(canvas, place);
  }

  onKey(key: Key): ControlResult {
    return this.#settle(this.#input.onKey(key));
  }

  onPaste(text: string): ControlResult {
    return this.#settle(this.#input.onPaste(text));
  }

  onPress(x: number): ControlResult {
    return this.#input.onPress(x);
  }

  #settle(result: ControlResult): ControlResult {
    const isGood = this.error() === undefined;
    if (result === 'submitted') return isGood ? 'submitted' : 'used';
    if (result !== 'changed') return result;
    const before = this.#value;
    if (isGood) this.#value = this.#typed() ?? before;
    return this.#value === before ? 'used' : 'changed';
  }

  #typed(): number | undefined {
    const text = this.#input.text.trim();
    const number = Number(text);
    return text === '' || !Number.isFinite(number) ? undefined : number;
  }
}
