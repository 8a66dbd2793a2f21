import type { FormField, FormValue } from 'devmgr/plugin-api';
import type { Canvas } from '../../../screen/canvas.js';
import type { Key } from '../../widget.js';
import type { ControlPlace, ControlResult, FormControl } from './form-control.js';

/** `[on ]` or `[off]`: left, right, Enter, Space and a click flip it. */
export class ToggleControl implements FormControl {
  readonly takesText = false;
  readonly field: FormField;
  #isOn = false;

  constructor(field: FormField) {
    this.field = field;
  }

  value(): boolean {
    return this.#isOn;
  }

  setValue(value: FormValue): void {
    if (typeof value === 'boolean') this.#isOn = value;
  }

  boxWidth(): number {
    return '[off]'.length;
  }

  error(): undefined {
    return undefined;
  }

  paint(canvas: Canvas, place: ControlPlace): void {
    const base = place.focused ? 'field-focused' : 'field';
    const look = this.#isOn ? 'success' : 'muted';
    canvas.put(place.x, place.y, this.#isOn ? '[on ]' : '[off]', look, { base, maxCells: place.width });
  }

  onKey(key: Key): ControlResult {
    if (key.ctrl || key.meta) return 'ignored';
    return ['left', 'right', 'enter', 'space'].includes(key.name) ? this.onPress() : 'ignored';
  }

  onPress(): ControlResult {
    this.#isOn = !this.#isOn;
    return 'changed';
  }
}
