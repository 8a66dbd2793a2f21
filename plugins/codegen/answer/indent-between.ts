import { noIndent, type Indent } from './find-lines.js';

/** What all lines of a file have in front more, or less, than those of an edit. `undefined`: not all the same. Blank lines aside. */
export function indentBetween(sought: readonly string[], lines: readonly string[]): Indent | undefined {
  let indent: Indent | undefined;
  for (const [index, line] of sought.entries()) {
    if (line.trim() === '') continue;
    const own = difference(indentOf(line), indentOf(lines[index] ?? ''));
    if (!own || (indent && (own.added !== indent.added || own.removed !== indent.removed))) return undefined;
    indent = own;
  }
  return indent ?? noIndent;
}

/** A line as it is indented in the file. */
export function reindented(line: string, { added, removed }: Indent): string {
  if (line.trim() === '') return line;
  return added + (line.startsWith(removed) ? line.slice(removed.length) : line.trimStart());
}

function difference(from: string, to: string): Indent | undefined {
  if (to.endsWith(from)) return { added: to.slice(0, to.length - from.length), removed: '' };
  return from.endsWith(to) ? { added: '', removed: from.slice(0, from.length - to.length) } : undefined;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}
