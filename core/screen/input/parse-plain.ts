import type { Key } from '../../widgets/widget.js';
import { characterKey, namedKey, type Modifiers } from './make-key.js';

/** The key of one character as terminals send it: control characters stand for ctrl and the named keys. */
export function keyOfCharacter(character: string, modifiers: Modifiers = {}): Key | undefined {
  const code = character.codePointAt(0) ?? 0;
  const named = namedControl(character, modifiers);
  if (named) return named;
  if (code === 0) return namedKey('space', { ...modifiers, ctrl: true });
  if (code < 27) return namedKey(String.fromCharCode(code + 96), { ...modifiers, ctrl: true });
  if (code < 32) return namedKey('\\]^_'.charAt(code - 28), { ...modifiers, ctrl: true });
  if (code >= 0x80 && code <= 0x9f) return undefined;
  return characterKey(character, modifiers);
}

function namedControl(character: string, modifiers: Modifiers): Key | undefined {
  switch (character) {
    case '\r':
      return namedKey('enter', modifiers);
    case '\n':
      // Ctrl-J; with alt it is what some terminals send for Alt-Enter.
      return modifiers.meta ? namedKey('enter', modifiers) : namedKey('j', { ctrl: true });
    case '\t':
      return namedKey('tab', modifiers);
    case '\x7f':
    case '\b':
      return namedKey('backspace', modifiers);
    default:
      return undefined;
  }
}
