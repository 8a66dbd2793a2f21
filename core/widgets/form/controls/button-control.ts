import type { FormField } from 'devmgr/plugin-api';
import type { Canvas } from '../../../screen/canvas.js';
import { buttonText, buttonWidth, paintButton } from '../../button.js';
import type { Key, WidgetHost } from '../../widget.js';
import type { ControlPlace, ControlResult, FormControl } from './form-control.js';

export type ButtonField = FormField & { readonly kind: 'button' };

/** `[Label key]`: Enter, Space and a click run its command. */
export class ButtonControl implements FormControl {
  readonly takesText = false;
  readonly field: ButtonField;
  readonly #host: WidgetHost;

  constructor(field: ButtonField, host: WidgetHost) {
    this.field = field;
    this.#host = host;
  }

  value(): undefined {
    return undefined;
  }

  setValue(): void {
    // A button has no value.
  }

  boxWidth(): number {
    return buttonWidth(this.#text());
  }

  error(): undefined {
    return undefined;
  }

  paint(canvas: Canvas, place: ControlPlace): void {
    paintButton(canvas, place, this.#text());
  }

  onKey(key: Key): ControlResult {
    if (key.ctrl || key.meta) return 'ignored';
    return key.name === 'enter' || key.name === 'space' ? 'run' : 'ignored';
  }

  onPress(): ControlResult {
    return 'run';
  }

  #text() {
    return buttonText(this.#host.describeCommand(this.field.command), this.field.label, this.field.command);
  }
}
