import type { Chunk } from '../chunk.js';
import { chunkPieces } from '../pieces/chunk-pieces.js';
import type { Piece } from '../pieces/piece.js';
import { SourceLines } from '../windows/source-lines.js';
import { markdownHeadings, type Heading } from './markdown-headings.js';

/**
 * Divides Markdown by its headings; the symbol is the path of titles, `Install > From source`. A heading with nothing below it
 * but further headings goes with the first of these. Long sections are divided at paragraphs.
 */
export function chunkMarkdown(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  return chunkPieces(lines, sectionPieces(lines, markdownHeadings(lines)));
}

/** The pieces of a text with headings. What is before the first is one more piece. */
export function sectionPieces(lines: SourceLines, headings: readonly Heading[]): readonly Piece[] {
  const first = headings[0]?.line ?? lines.count;
  const pieces: Piece[] = first > 0 ? [{ from: 0, to: first, kind: headings.length > 0 ? 'section' : 'window' }] : [];
  const path: Heading[] = [];
  let from = first;
  for (const [at, heading] of headings.entries()) {
    while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
    path.push(heading);
    const next = headings[at + 1];
    const to = next?.line ?? lines.count;
    if (next !== undefined && next.level > heading.level && isBare(lines, heading, to)) continue;
    pieces.push({ from, to, kind: 'section', symbol: symbolOf(path) });
    from = to;
  }
  return pieces;
}

function symbolOf(path: readonly Heading[]): string | undefined {
  const titles = path.map((heading) => heading.title).filter((title) => title !== '');
  return titles.length === 0 ? undefined : titles.join(' > ');
}

/** Whether there is nothing below a heading; an underline is not something. */
function isBare(lines: SourceLines, heading: Heading, end: number): boolean {
  for (let at = heading.line + 1; at < end; at += 1) {
    const isUnderline =
      at === heading.line + 1 &&
      /^ {0,3}(?:=+|-+)[ \t]*$/.test(
        lines
          .slice(at, at + 1)
          .slice(0, 200)
          .trimEnd(),
      );
    if (lines.indent(at) !== undefined && !isUnderline) return false;
  }
  return true;
}
