import type { Key } from '../widget.js';
import type { EditorDocument } from './editor-document.js';
import { blankWordBefore, graphemeAfter, graphemeBefore, wordAfter, wordBefore } from './text-steps.js';

type Edit = (document: EditorDocument) => void;

const backspace: Edit = (document) => document.erase(graphemeBefore(document.buffer, document.cursor), 'backspace');
const remove: Edit = (document) => document.erase(graphemeAfter(document.buffer, document.cursor), 'delete');
const backWord: Edit = (document) => document.erase(wordBefore(document.buffer, document.cursor));
const nextWord: Edit = (document) => document.erase(wordAfter(document.buffer, document.cursor));

/** Keys that change the text, as in readline where it has them. */
const EDITS: Readonly<Record<string, Edit>> = {
  backspace,
  'S-backspace': backspace,
  'C-h': backspace,
  delete: remove,
  'C-d': remove,
  'C-w': (document) => document.erase(blankWordBefore(document.buffer, document.cursor)),
  'M-backspace': backWord,
  'C-backspace': backWord,
  'M-d': nextWord,
  'C-delete': nextWord,
  'C-u': (document) => document.erase(document.buffer.lineStart(document.buffer.lineAt(document.cursor))),
  'C-k': killLine,
  'C-_': (document) => void document.undo(),
  'C-y': (document) => void document.redo(),
};

/** Changes the text by a key. False for keys that do not. */
export function editByKey(document: EditorDocument, key: Key): boolean {
  const edit = EDITS[key.full];
  if (edit) edit(document);
  else if (typesCharacter(key)) document.insert(key.ch ?? '', 'type');
  else return false;
  return true;
}

/** A line break, with the blanks that the line begins with when `indents`. */
export function breakLine(document: EditorDocument, indents: boolean): void {
  const { buffer, selection } = document;
  const cursor = selection?.from ?? document.cursor;
  const before = buffer.slice(buffer.lineStart(buffer.lineAt(cursor)), cursor);
  document.insert(`\n${indents ? (/^[ \t]*/.exec(before)?.[0] ?? '') : ''}`);
}

/** To the end of the line; there, the line break. */
function killLine(document: EditorDocument): void {
  const end = document.buffer.lineEnd(document.buffer.lineAt(document.cursor));
  document.erase(end === document.cursor ? graphemeAfter(document.buffer, document.cursor) : end);
}

function typesCharacter(key: Key): boolean {
  return key.ch !== undefined && !key.ctrl && !key.meta && key.ch >= ' ' && key.ch !== '\x7f';
}
