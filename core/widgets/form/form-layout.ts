import { plainText } from '../../screen/text/spans.js';
import { fitText, styledWidth } from '../fit-text.js';
import { flow, flowHeight } from '../flow.js';
import type { FormControl } from './controls/form-control.js';

const FIELD_GAP = 2;
const SMALLEST_BOX = 5;
/** A message that is cut shorter than this stands in place of the label instead. */
const SHORTEST_MESSAGE = 8;

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

/**
 * Lays fields out in reading order on lines of `width` cells; `message` is what stands behind a field, `labelOf` what
 * stands before it.
 */
export function layOutFields(
  controls: readonly FormControl[],
  width: number,
  message: (control: FormControl) => string,
  labelOf = ownLabel,
): PlacedField[] {
  const items = controls.map((control) => {
    const label = labelOf(control);
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

/**
 * Lays fields out with what is wrong on the same line: behind them, cut as far as needed, or in place of the label, so
 * that no field gives way to a message. They take `rows` lines, as many as without messages.
 */
export function layOutMessages(
  controls: readonly FormControl[],
  width: number,
  message: (control: FormControl) => string,
  rows: number,
): PlacedField[] {
  const longest = Math.min(width, Math.max(0, ...controls.map((control) => styledWidth(message(control)))));
  for (let cells = longest; cells >= SHORTEST_MESSAGE; cells--) {
    const places = layOutFields(controls, width, (control) => cut(message(control), cells));
    if (flowHeight(places) <= rows) return places;
  }
  const label = (control: FormControl, cells: number) => {
    const own = ownLabel(control);
    return cut(message(control), Math.max(cells, styledWidth(own))) || own;
  };
  for (let cells = longest; cells > 0; cells--) {
    const places = layOutFields(controls, width, nothing, (control) => label(control, cells));
    if (flowHeight(places) <= rows) return places;
  }
  return layOutFields(controls, width, nothing);
}

const nothing = () => '';
const ownLabel = ({ field }: FormControl) => (field.kind === 'button' ? '' : field.label);
const cut = (text: string, cells: number) => plainText(fitText(text, cells));

function messageWidth(message: string): number {
  return message === '' ? 0 : 1 + styledWidth(message);
}
