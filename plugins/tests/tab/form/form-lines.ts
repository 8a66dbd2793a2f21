import type { FormField } from 'devmgr/plugin-api';

const GAP = 2;
const BRACKETS = 2;
const ARROW = 2;
const SWITCH = '[off]'.length;

/** Lines that the fields take in a form whose inside is `width` cells wide: it lays them out in reading order, as many on a line as fit. */
export function formLines(fields: readonly FormField[], width: number): number {
  let lines = 1;
  let x = 0;
  for (const field of fields) {
    const cells = fieldWidth(field);
    if (x > 0 && x + cells > width) {
      lines += 1;
      x = 0;
    }
    x += cells + GAP;
  }
  return lines;
}

function fieldWidth(field: FormField): number {
  switch (field.kind) {
    case 'button':
      return field.label.length + BRACKETS;
    case 'toggle':
      return field.label.length + 1 + SWITCH;
    case 'select':
      return field.label.length + 1 + Math.min(24, Math.max(1, ...field.choices.map(length))) + ARROW + BRACKETS;
    case 'text':
    case 'number':
      return field.label.length + 1 + (field.width ?? 20) + BRACKETS;
  }
}

const length = (text: string) => text.length;
