import { styledWidth } from '../fit-text.js';
import { flow } from '../flow.js';
import type { FormControl } from './controls/form-control.js';

const FIELD_GAP = 2;
const SMALLEST_BOX = 5;

/** Where a field stands, in cells from the form's first line: its label, its box and the message behind it. */
export interface PlacedField {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly boxX: number;
  readonly boxWidth: number;
  /** Empty when the field is in order or the message stands elsewhere. */
  readonly message: string;
}

/** Lays fields out in reading order on lines of `width` cells; `message` is what stands behind a field. */
export function layOutFields(
  controls: readonly FormControl[],
  width: number,
  message: (control: FormControl) => string,
): PlacedField[] {
  const items = controls.map((control) => {
    const label = control.field.kind === 'button' ? '' : control.field.label;
    const labelWidth = label === '' ? 0 : styledWidth(label) + 1;
    const boxWidth = Math.min(control.boxWidth(), Math.max(SMALLEST_BOX, width - labelWidth));
    return { label, labelWidth, boxWidth, message: message(control) };
  });
  const widths = items.map((item) => item.labelWidth + item.boxWidth + messageWidth(item.message));
  const places = flow(widths, width, FIELD_GAP);
  return items.map((item, index) => {
    const { x, y } = places[index] ?? { x: 0, y: 0 };
    const boxX = Math.max(x, Math.min(x + item.labelWidth, width - item.boxWidth));
    return { x, y, label: item.label, boxX, boxWidth: item.boxWidth, message: item.message };
  });
}

function messageWidth(message: string): number {
  return message === '' ? 0 : 1 + styledWidth(message);
}
