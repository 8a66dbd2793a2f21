import { hasHidden, hiddenPattern } from './hidden-characters.js';

/** Text without what is hidden in it, and the way back to the places in the original. */
export interface VisibleText {
  readonly text: string;
  /** The place in the original of the character at `index`; ask in ascending order. */
  origin(index: number): number;
}

const hidden = hiddenPattern(false);
const hiddenOrBreak = hiddenPattern(true);

/**
 * Makes the text that a person would read, for searching. With `joinLines`, a line break and the indentation after it
 * count as hidden too, so that a value that was wrapped is found.
 */
export function visibleText(raw: string, joinLines: boolean): VisibleText {
  if (!hasHidden(raw) && !(joinLines && raw.includes('\n'))) return { text: raw, origin: (index) => index };
  const pieces: string[] = [];
  const starts: { visible: number; raw: number }[] = [];
  let rawFrom = 0;
  let length = 0;
  const add = (rawTo: number) => {
    if (rawTo === rawFrom) return;
    pieces.push(raw.slice(rawFrom, rawTo));
    starts.push({ visible: length, raw: rawFrom });
    length += rawTo - rawFrom;
  };
  for (const found of raw.matchAll(joinLines ? hiddenOrBreak : hidden)) {
    add(found.index);
    rawFrom = found.index + found[0].length;
  }
  add(raw.length);
  return { text: pieces.join(''), origin: originIn(starts) };
}

function originIn(starts: readonly { visible: number; raw: number }[]): (index: number) => number {
  let at = 0;
  return (index) => {
    if ((starts[at]?.visible ?? 0) > index) at = 0;
    while ((starts[at + 1]?.visible ?? Infinity) <= index) at += 1;
    const piece = starts[at];
    return piece ? piece.raw + index - piece.visible : index;
  };
}
