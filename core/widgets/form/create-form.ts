import type { FormHandle, FormOptions, FormValue, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { fitText } from '../fit-text.js';
import { flowHeight, neighbour } from '../flow.js';
import { listenerErrors } from '../listener-errors.js';
import { clampTop, reveal, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { createControl } from './controls/create-control.js';
import type { ControlResult, FormControl } from './controls/form-control.js';
import { layOutFields, layOutMessages, type PlacedField } from './form-layout.js';

/**
 * Fields in reading order: `Label [value____]`.
 *
 * Tab and the arrows move between fields; Tab past the last one leaves the form. A text field takes what is typed as
 * soon as it is reached; Esc stops that, so that keys are commands again, and Enter takes it up.
 */
export function createForm(options: FormOptions, host: WidgetHost): Widget<FormHandle> {
  return new FormWidget(options, host);
}

class FormWidget implements Widget<FormHandle> {
  readonly #host: WidgetHost;
  readonly #controls: readonly FormControl[];
  readonly #errors = new Map<string, string>();
  readonly #escapeLeaves: boolean;
  readonly #changed: Emitter<string>;
  readonly #submitted: Emitter<string>;
  readonly #reached: Emitter<string | undefined>;
  #told: string | undefined;
  #current = 0;
  #isFocused = false;
  #isEditing = false;
  #places: readonly PlacedField[] = [];
  #top = 0;
  #height = 0;
  /** The current field moved: scroll to it in the next frame. */
  #mustReveal = true;
  readonly handle: Omit<FormHandle, keyof WidgetHandle>;

  constructor(options: FormOptions, host: WidgetHost) {
    this.#host = host;
    this.#controls = options.fields.map((field) => createControl(field, host));
    const report = listenerErrors(host, 'a listener of the form');
    this.#changed = new Emitter<string>(report);
    this.#submitted = new Emitter<string>(report);
    this.#reached = new Emitter<string | undefined>(report);
    this.#escapeLeaves = options.escapeLeaves ?? false;
    this.#setValues(options.values ?? {});
    this.handle = {
      values: () => this.#values(),
      problems: () => this.#problems(),
      setValues: (values) => this.#setValues(values),
      setChoices: (id, choices) => {
        this.#controls.find((control) => control.field.id === id)?.setChoices?.(choices);
        host.requestFrame();
      },
      setError: (id, message) => {
        if (message === undefined) this.#errors.delete(id);
        else this.#errors.set(id, message);
        host.requestFrame();
      },
      focusField: (id, { select = false } = {}) => this.#focusField(id, select),
      onDidChange: this.#changed.event,
      onDidReach: this.#reached.event,
      onDidSubmit: this.#submitted.event,
    };
  }

  paint(canvas: Canvas, focused: boolean): void {
    if (canvas.width < 1 || canvas.height < 1) return;
    if (canvas.height !== this.#height) this.#mustReveal = true;
    this.#height = canvas.height;
    const before = this.#places[this.#current]?.y;
    const errors = this.#layOut(canvas);
    if (this.#places[this.#current]?.y !== before) this.#mustReveal = true;
    const rows = flowHeight(this.#places);
    if (this.#mustReveal) this.#top = reveal(this.#top, canvas.height, this.#places[this.#current]?.y ?? 0);
    this.#mustReveal = false;
    this.#top = clampTop(this.#top, canvas.height, rows);
    this.#places.forEach((place, index) => this.#paintField(canvas, index, place, focused));
    errors.forEach((error, index) => canvas.put(0, rows + index, fitText(error, canvas.width), 'error'));
  }

  onKey(key: Key): boolean {
    if (key.name === 'tab') return this.#leaveOrMove(key.shift ? -1 : 1);
    if (key.name === 'escape') return this.#stopEditing();
    if (key.name === 'up' || key.name === 'down') return this.#moveLine(key.name === 'up' ? -1 : 1);
    const control = this.#controls[this.#current];
    if (!control) return false;
    if (control.takesText && !this.#isEditing) {
      if (key.name !== 'enter') return this.#moveSideways(key);
      return this.#moveTo(this.#current);
    }
    const isUsed = this.#settle(control, control.onKey(key), 'key');
    return isUsed || (!control.takesText && this.#moveSideways(key));
  }

  onPaste(text: string): void {
    const control = this.#controls[this.#current];
    if (control?.onPaste && this.#isEditing) this.#settle(control, control.onPaste(text), 'key');
  }

  onPointer(event: PointerEvent): boolean {
    if (event.kind === 'wheel-up' || event.kind === 'wheel-down')
      return this.#wheel(event.kind === 'wheel-up' ? -1 : 1);
    if ((event.kind !== 'down' && event.kind !== 'double') || event.y < 0) return false;
    const row = event.y + this.#top;
    const index = this.#places.findIndex(
      (place) => place.y === row && event.x >= place.x && event.x < place.boxX + place.boxWidth,
    );
    const control = this.#controls[index];
    const place = this.#places[index];
    if (!control || !place) return false;
    this.#moveTo(index);
    if (event.x >= place.boxX) this.#settle(control, control.onPress(event.x - place.boxX), 'mouse');
    return true;
  }

  takesText(): boolean {
    return this.#isFocused && this.#isEditing;
  }

  onFocus(focused: boolean): void {
    this.#isFocused = focused;
    this.#isEditing = focused && (this.#controls[this.#current]?.takesText ?? false);
    this.#tellReached();
    this.#host.requestFrame();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#submitted.dispose();
    this.#reached.dispose();
  }

  /** Places the fields and returns the messages that have a line of their own, under the fields. */
  #layOut(canvas: Canvas): string[] {
    this.#places = layOutFields(this.#controls, canvas.width, () => '');
    const wrong = this.#controls.filter((control) => this.#error(control) !== undefined);
    if (wrong.length === 0 || flowHeight(this.#places) < canvas.height) {
      return wrong.map((control) => `! ${control.field.label}: ${this.#error(control) ?? ''}`);
    }
    const message = (control: FormControl): string => {
      const error = this.#error(control);
      return error === undefined ? '' : `! ${error}`;
    };
    this.#places = layOutMessages(this.#controls, canvas.width, message, flowHeight(this.#places));
    return [];
  }

  #paintField(canvas: Canvas, index: number, place: PlacedField, formFocused: boolean): void {
    const control = this.#controls[index];
    const y = place.y - this.#top;
    if (!control || y < 0 || y >= canvas.height) return;
    const focused = formFocused && index === this.#current;
    const isWrong = this.#error(control) !== undefined;
    canvas.put(place.x, y, place.label, isWrong ? 'error' : focused ? 'strong' : 'default', {
      maxCells: Math.max(0, place.boxX - place.x - 1),
    });
    control.paint(canvas, { x: place.boxX, y, width: place.boxWidth, focused, editing: focused && this.#isEditing });
    if (place.message) canvas.put(place.boxX + place.boxWidth + 1, y, place.message, 'error');
  }

  #error(control: FormControl): string | undefined {
    return control.error() ?? this.#errors.get(control.field.id);
  }

  #settle(control: FormControl, result: ControlResult, source: 'key' | 'mouse'): boolean {
    if (result === 'changed') this.#changed.fire(control.field.id);
    if (result === 'submitted') this.#submitted.fire(control.field.id);
    if (result === 'run' && control.field.kind === 'button') this.#host.runCommand(control.field.command, source);
    this.#host.requestFrame();
    return result !== 'ignored';
  }

  #moveTo(index: number): true {
    this.#current = index;
    this.#mustReveal = true;
    this.#isEditing = this.#controls[index]?.takesText ?? false;
    this.#tellReached();
    this.#host.requestFrame();
    return true;
  }

  #tellReached(): void {
    const reached = this.#isFocused ? this.#controls[this.#current]?.field.id : undefined;
    if (reached === this.#told) return;
    this.#told = reached;
    this.#reached.fire(reached);
  }

  /** Past an end the form is left, and entered at its first field the next time. */
  #leaveOrMove(step: 1 | -1): boolean {
    const next = this.#current + step;
    if (this.#controls[next]) return this.#moveTo(next);
    this.#current = 0;
    this.#isEditing = false;
    return false;
  }

  #moveLine(step: 1 | -1): boolean {
    const to = neighbour(this.#places, this.#current, step);
    return to !== undefined && this.#moveTo(to);
  }

  #moveSideways(key: Key): boolean {
    if (key.ctrl || key.meta || (key.name !== 'left' && key.name !== 'right')) return false;
    const to = this.#current + (key.name === 'left' ? -1 : 1);
    return this.#controls[to] !== undefined && this.#moveTo(to);
  }

  #stopEditing(): boolean {
    if (!this.#isEditing) return false;
    this.#isEditing = false;
    this.#host.requestFrame();
    return !this.#escapeLeaves;
  }

  #wheel(direction: 1 | -1): boolean {
    const rows = flowHeight(this.#places);
    if (rows <= this.#height) return false;
    this.#top = clampTop(this.#top + direction * WHEEL_STEP, this.#height, rows);
    this.#host.requestFrame();
    return true;
  }

  #focusField(id: string, isSelecting: boolean): void {
    const index = this.#controls.findIndex((control) => control.field.id === id);
    if (index < 0) return;
    this.#moveTo(index);
    if (isSelecting) this.#controls[index]?.selectAll?.();
    this.#host.setFocus();
  }

  #values(): Record<string, FormValue> {
    const values: Record<string, FormValue> = {};
    for (const control of this.#controls) {
      const value = control.value();
      if (value !== undefined) values[control.field.id] = value;
    }
    return values;
  }

  #problems(): Record<string, string> {
    const wrong = this.#controls.map((control) => [control.field.id, this.#error(control)] as const);
    return Object.fromEntries(wrong.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
  }

  #setValues(values: Readonly<Record<string, FormValue>>): void {
    for (const control of this.#controls) {
      const value = values[control.field.id];
      if (value !== undefined) control.setValue(value);
    }
    this.#host.requestFrame();
  }
}
