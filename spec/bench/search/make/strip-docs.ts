import type { Declaration, TextSpan } from './declaration.js';

export interface StrippedFile {
  readonly text: string;
  /** The line of the stripped text on which a line of the file is now; of a line that is gone, the next one. */
  lineOf(line: number): number;
}

interface Cut {
  readonly span: TextSpan;
  readonly replacement: string;
}

/** Takes the doc comments of declarations out of a file: lines that are empty then are gone, other lines stay as they are. */
export function stripDocs(text: string, declarations: readonly Declaration[]): StrippedFile {
  const cuts = declarations
    .flatMap(({ doc }) => doc?.spans.map((span): Cut => ({ span, replacement: doc.replacement })) ?? [])
    .sort((a, b) => a.span.start - b.span.start);
  const marked = new Set<number>();
  let [result, from] = ['', 0];
  for (const { span, replacement } of cuts) {
    // The same comment can belong to a statement and to what is in it.
    if (span.start < from) continue;
    const { length } = text.slice(span.start, span.end).split('\n');
    result += text.slice(from, span.start) + replacement + '\n'.repeat(length - 1);
    for (let line = span.startLine; line < span.startLine + length; line++) marked.add(line);
    from = span.end;
  }
  return withoutEmpty((result + text.slice(from)).split('\n'), marked);
}

function withoutEmpty(lines: readonly string[], marked: ReadonlySet<number>): StrippedFile {
  const kept: string[] = [];
  const places = lines.map((line, index) => {
    const place = kept.length + 1;
    if (!marked.has(index + 1) || line.trim() !== '') kept.push(line);
    return place;
  });
  return { text: kept.join('\n'), lineOf: (line) => places[line - 1] ?? kept.length };
}
