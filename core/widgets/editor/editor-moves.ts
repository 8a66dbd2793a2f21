import type { Key } from '../widget.js';
import type { EditorDocument } from './editor-document.js';
import type { EditorView } from './editor-view.js';
import { graphemeAfter, graphemeBefore, wordAfter, wordBefore } from './text-steps.js';

type Move = (document: EditorDocument) => number;

const lineStart: Move = ({ buffer, cursor }) => buffer.lineStart(buffer.lineAt(cursor));
const lineEnd: Move = ({ buffer, cursor }) => buffer.lineEnd(buffer.lineAt(cursor));
const backWord: Move = ({ buffer, cursor }) => wordBefore(buffer, cursor);
const nextWord: Move = ({ buffer, cursor }) => wordAfter(buffer, cursor);

/** Where keys lead to within the text, by `Key.full` without shift. */
const MOVES: Readonly<Record<string, Move>> = {
  left: ({ buffer, cursor }) => graphemeBefore(buffer, cursor),
  right: ({ buffer, cursor }) => graphemeAfter(buffer, cursor),
  'C-left': backWord,
  'M-left': backWord,
  'M-b': backWord,
  'C-right': nextWord,
  'M-right': nextWord,
  'M-f': nextWord,
  home: lineStart,
  'C-a': lineStart,
  end: lineEnd,
  'C-e': lineEnd,
  'C-home': () => 0,
  'C-end': ({ buffer }) => buffer.length,
};

/** Moves the cursor by a key, with shift the end of the selection. False for keys that do not move sideways. */
export function moveByKey(document: EditorDocument, key: Key): boolean {
  const move = MOVES[withoutShift(key)];
  if (!move) return false;
  const selected = document.selection;
  if (selected && !key.shift && (key.full === 'left' || key.full === 'right')) {
    document.moveTo(key.full === 'left' ? selected.from : selected.to);
  } else document.moveTo(move(document), key.shift);
  return true;
}

/** Rows that a key moves up or down, or undefined for other keys. */
export function rowsByKey(key: Key, height: number): number | undefined {
  const page = Math.max(1, height - 1);
  return { up: -1, down: 1, pageup: -page, pagedown: page }[withoutShift(key)];
}

/** Moves through rows and keeps to a column, which the next move up or down is told again. */
export class RowMoves {
  readonly #document: EditorDocument;
  readonly #view: EditorView;
  #column: { readonly cursor: number; readonly x: number } | undefined;

  constructor(document: EditorDocument, view: EditorView) {
    this.#document = document;
    this.#view = view;
  }

  /** False when there is no row in that direction. */
  move(step: number, extend: boolean): boolean {
    const { row, x } = this.#view.placeOf(this.#document.cursor);
    const column = this.#column?.cursor === this.#document.cursor ? this.#column.x : x;
    const last = this.#view.rows.total - 1;
    if (step < 0 ? row === 0 : row === last) return false;
    const to = this.#view.offsetOf({ row: Math.max(0, Math.min(row + step, last)), x: column });
    this.#document.moveTo(to, extend);
    this.#column = { cursor: to, x: column };
    return true;
  }
}

/** `S-left` as `left`, `C-S-left` as `C-left`. */
function withoutShift(key: Key): string {
  return key.shift ? key.full.replace('S-', '') : key.full;
}
