import type { EditorSuggestions } from 'devmgr/plugin-api';
import { completePath } from './complete-path.js';

/** `@` at the beginning or behind a blank, and what of a path was typed since. */
const mention = /(?:^|\s)@([^\s@]*)$/;

/** Files that an `@` of a prompt may name: what it names is shown to the model. */
export function completeMention(
  text: string,
  cursor: number,
  files: readonly { readonly path: string }[],
): EditorSuggestions | undefined {
  const typed = mention.exec(text.slice(0, cursor))?.[1];
  if (typed === undefined) return undefined;
  const found = completePath(typed, files);
  return found && { from: cursor - typed.length, items: found.items };
}
