import type { Key } from '../../widgets/widget.js';

/** One whole thing that a terminal sent. `sequence` is what came over the line. */
export type InputEvent =
  | { readonly kind: 'key'; readonly key: Key; readonly sequence: string }
  | { readonly kind: 'mouse'; readonly sequence: string }
  | { readonly kind: 'paste'; readonly text: string }
  /** An answer of the terminal, or something unknown: never typed. */
  | { readonly kind: 'reply'; readonly sequence: string };

/** What was read at the front of the input. Undefined in its place means: incomplete, wait for more. */
export interface Parsed {
  readonly length: number;
  readonly event?: InputEvent;
  /** The start of a bracketed paste. */
  readonly pasteStarts?: true;
}
