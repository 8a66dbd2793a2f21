import type { TextTools } from 'devmgr/plugin-api';
import { alignedColumns } from '../aligned-columns.js';
import { wrapWords } from './wrap-words.js';

export interface NoteTable {
  readonly header: readonly string[];
  /** The last cell of each is the note. */
  readonly rows: readonly (readonly string[])[];
  /** Columns that are aligned to the right. */
  readonly right: ReadonlySet<number>;
  /** Of the terminal; `undefined`: lines may be as long as they are. */
  readonly columns: number | undefined;
}

const GAP = '  ';
/** A note that has less room stands below its row. */
const LEAST_NOTE = 32;
const INDENT = '   ';

/** A table whose last column is a sentence. On a terminal the sentence stays in its column, or in lines of its own. */
export function noteTable({ header, rows, right, columns }: NoteTable, text: TextTools): string[] {
  if (columns === undefined) return alignedColumns([header, ...rows], text, right);
  const all = [header, ...rows];
  const facts = alignedColumns(
    all.map((row) => row.slice(0, -1)),
    text,
    right,
  );
  const factsWidth = Math.max(...facts.map((line) => text.width(line)));
  const room = columns - factsWidth - GAP.length;
  return facts.flatMap((line, index) => {
    const note = all[index]?.at(-1) ?? '';
    if (room >= LEAST_NOTE) return beside(line, wrapWords(note, room, text), factsWidth, text);
    const below = index === 0 || note === '' ? [] : wrapWords(note, columns - INDENT.length, text);
    return [text.truncate(line, columns), ...below.map((each) => `${INDENT}${each}`)];
  });
}

function beside(line: string, note: readonly string[], factsWidth: number, text: TextTools): string[] {
  return note.map((each, index) => {
    const facts = index === 0 ? line : '';
    return `${facts}${' '.repeat(factsWidth - text.width(facts))}${GAP}${each}`.trimEnd();
  });
}
