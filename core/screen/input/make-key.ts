import type { Key } from '../../widgets/widget.js';

export interface Modifiers {
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
}

/** xterm's modifier bits: 1 shift, 2 alt, 4 ctrl, 8 meta. */
export function modifiersFrom(bits: number): Modifiers {
  return { shift: (bits & 1) !== 0, meta: (bits & 10) !== 0, ctrl: (bits & 4) !== 0 };
}

/** A key that types nothing: `up`, `f5`, `C-s`. */
export function namedKey(name: string, modifiers: Modifiers = {}): Key {
  return makeKey(name, undefined, modifiers);
}

/** The key of a character, with what it types unless ctrl or alt is held. Names are lower case, `full` is as typed. */
export function characterKey(character: string, modifiers: Modifiers = {}): Key {
  const types = modifiers.ctrl || modifiers.meta ? undefined : character;
  if (character === ' ') return makeKey('space', types, modifiers);
  const lower = character.toLowerCase();
  const isUpper = lower !== character;
  if (modifiers.ctrl) return makeKey(lower, types, { ...modifiers, shift: modifiers.shift || isUpper });
  // Shift is part of what a character looks like: `A`, `?`, `M-A`.
  const full = `${modifiers.meta ? 'M-' : ''}${character}`;
  return {
    name: lower,
    ch: types,
    ctrl: false,
    meta: modifiers.meta ?? false,
    shift: modifiers.shift || isUpper,
    full,
  };
}

function makeKey(name: string, ch: string | undefined, { ctrl = false, meta = false, shift = false }: Modifiers): Key {
  const full = `${ctrl ? 'C-' : ''}${meta ? 'M-' : ''}${shift ? 'S-' : ''}${name}`;
  return { name, ch, ctrl, meta, shift, full };
}
