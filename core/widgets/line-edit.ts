import { graphemes } from './graphemes.js';
import type { Key } from './widget.js';

/** One line of text with a cursor; `cursor` is an offset into `text`, always between two graphemes. */
export interface LineEdit {
  readonly text: string;
  readonly cursor: number;
}

export function lineEdit(text: string, cursor = text.length): LineEdit {
  return { text, cursor: Math.max(0, Math.min(cursor, text.length)) };
}

/** The line after a key, or `undefined` when the key does not edit. Keys as in readline, arrows and Home/End. */
export function editLine(line: LineEdit, key: Key): LineEdit | undefined {
  const edit = EDITS[key.full];
  if (edit) return edit(line);
  const types = key.ch !== undefined && !key.ctrl && !key.meta && key.ch >= ' ' && key.ch !== '\x7f';
  return types ? insertText(line, key.ch) : undefined;
}

/** Types or pastes text at the cursor; line breaks and tabs become blanks. */
export function insertText(line: LineEdit, text: string): LineEdit {
  const flat = text.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '');
  const cursor = line.cursor + flat.length;
  return { text: line.text.slice(0, line.cursor) + flat + line.text.slice(line.cursor), cursor };
}

function before(line: LineEdit): number {
  let start = 0;
  for (const { index } of graphemes(line.text)) if (index < line.cursor) start = index;
  return start;
}

function after(line: LineEdit): number {
  for (const { index } of graphemes(line.text)) if (index > line.cursor) return index;
  return line.text.length;
}

const wordBefore = (line: LineEdit) => line.text.slice(0, line.cursor).search(/\S+\s*$/);
const startOfWord = (line: LineEdit) => Math.max(0, wordBefore(line));
const endOfWord = (line: LineEdit) => line.cursor + (/^\s*\S*/.exec(line.text.slice(line.cursor))?.[0].length ?? 0);

const to = (line: LineEdit, cursor: number): LineEdit => ({ text: line.text, cursor });
const cut = (line: LineEdit, from: number, end: number): LineEdit => ({
  text: line.text.slice(0, from) + line.text.slice(end),
  cursor: from,
});

const EDITS: Readonly<Record<string, (line: LineEdit) => LineEdit>> = {
  left: (line) => to(line, before(line)),
  right: (line) => to(line, after(line)),
  home: (line) => to(line, 0),
  end: (line) => to(line, line.text.length),
  'C-a': (line) => to(line, 0),
  'C-e': (line) => to(line, line.text.length),
  'C-left': (line) => to(line, startOfWord(line)),
  'M-b': (line) => to(line, startOfWord(line)),
  'C-right': (line) => to(line, endOfWord(line)),
  'M-f': (line) => to(line, endOfWord(line)),
  backspace: (line) => cut(line, before(line), line.cursor),
  'C-h': (line) => cut(line, before(line), line.cursor),
  delete: (line) => cut(line, line.cursor, after(line)),
  'C-d': (line) => cut(line, line.cursor, after(line)),
  'C-w': (line) => cut(line, startOfWord(line), line.cursor),
  'M-backspace': (line) => cut(line, startOfWord(line), line.cursor),
  'C-u': (line) => cut(line, 0, line.cursor),
  'C-k': (line) => cut(line, line.cursor, line.text.length),
};
