import type { Key } from '../../widgets/widget.js';

/** Something that keys can go to. */
export interface KeyTaker {
  /** True when the key was used. */
  onKey?(key: Key): boolean;
  /** True for a key of the screen that it uses itself just now. */
  claimsKey?(key: Key): boolean;
  /** True while printable keys are typed into it. */
  takesText?(): boolean;
}

/** Who may use a key, in the order of asking. Actions are keyed by `Key.full`. */
export interface KeyLayers {
  /** Keys that work even in a dialog: redraw and suspend. */
  terminal(full: string): (() => void) | undefined;
  /** An open dialog takes every other key, used or not. */
  modal(): KeyTaker | undefined;
  /** Non-printable keys of the screen: tabs, palette, quit. */
  global(full: string): (() => void) | undefined;
  focused(): KeyTaker | undefined;
  /** Tab and Shift-Tab, after the widget: in a form they go through the fields first. */
  step(full: string): (() => void) | undefined;
  /** The command that a manifest binds to the key. */
  command(full: string): (() => void) | undefined;
  /** `?` and `q`: last, so that a widget or a command may use them. */
  printable(full: string): (() => void) | undefined;
}

export type KeyLayer = 'terminal' | 'modal' | 'global' | 'focused' | 'step' | 'command' | 'printable' | 'nobody';

/** Sends a key to the first that uses it and says who that was. */
export function routeKey(key: Key, layers: KeyLayers): KeyLayer {
  const modal = layers.modal();
  const isClaimed = !isPrintable(key) && !modal && (layers.focused()?.claimsKey?.(key) ?? false);
  if (isClaimed && layers.focused()?.onKey?.(key)) return 'focused';
  if (!isPrintable(key) && act(layers.terminal(key.full))) return 'terminal';
  if (modal) {
    modal.onKey?.(key);
    return 'modal';
  }
  if (!isPrintable(key) && act(layers.global(key.full))) return 'global';
  const focused = layers.focused();
  if (focused?.onKey?.(key)) return 'focused';
  if (isPrintable(key) && focused?.takesText?.()) return 'focused';
  if (act(layers.step(key.full))) return 'step';
  if (act(layers.command(key.full))) return 'command';
  return act(layers.printable(key.full)) ? 'printable' : 'nobody';
}

/** Whether the key types a character. */
export function isPrintable(key: Key): boolean {
  return key.ch !== undefined && !key.ctrl && !key.meta && key.ch >= ' ' && key.ch !== '\x7f';
}

function act(action: (() => void) | undefined): boolean {
  action?.();
  return action !== undefined;
}
