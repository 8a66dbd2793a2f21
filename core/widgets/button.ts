import type { Canvas } from '../screen/canvas.js';
import { keyName } from '../screen/input/key-name.js';
import { styledWidth } from './fit-text.js';
import type { CommandView } from './widget.js';

/** What stands between the brackets of a button. */
export interface ButtonText {
  readonly label: string;
  /** As people read it: `s`, `Ctrl-S`. */
  readonly key: string | undefined;
  readonly isDisabled: boolean;
}

/** The text of a command's button; `label` replaces the command's own, `id` stands for a command nothing is known of. */
export function buttonText(command: CommandView | undefined, label: string | undefined, id: string): ButtonText {
  return {
    label: label ?? command?.label ?? id,
    key: command?.key === undefined ? undefined : keyName(command.key),
    isDisabled: command?.disabledReason !== undefined,
  };
}

/** In cells, with the brackets. */
export function buttonWidth(text: ButtonText): number {
  return styledWidth(text.label) + (text.key === undefined ? 0 : 1 + styledWidth(text.key)) + 2;
}

/** Paints `[Label key]`, at most `width` cells of it. */
export function paintButton(
  canvas: Canvas,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly focused: boolean },
  text: ButtonText,
): void {
  const { x, y, width } = place;
  const look = text.isDisabled ? 'button-disabled' : place.focused ? 'button-focused' : 'button';
  const base = place.focused ? 'button-focused' : look;
  let used = canvas.put(x, y, `[${text.label}`, look, { base, maxCells: width });
  if (text.key !== undefined) {
    used += canvas.put(x + used, y, ' ', look, { base, maxCells: width - used });
    used += canvas.put(x + used, y, text.key, text.isDisabled ? look : 'key', { base, maxCells: width - used });
  }
  canvas.put(x + used, y, ']', look, { base, maxCells: width - used });
}
