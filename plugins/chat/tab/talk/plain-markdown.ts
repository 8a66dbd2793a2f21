/**
 * Markdown that looks like the text as it was typed: its lines stay lines, and nothing in it has a meaning but code between
 * fences, which people write on purpose.
 */
export function plainMarkdown(text: string): string {
  return text.split(fenced).map(escapeUnlessFenced).join('');
}

/** Blocks from a fence at the beginning of a line to the next one like it. */
const fenced = /(^```[^\n]*\n[^]*?^```[ \t]*$)/m;

function escapeUnlessFenced(piece: string, at: number): string {
  if (at % 2 === 1) return `\n${piece}\n`;
  return piece
    .split('\n')
    .map((line, number, lines) => escapeLine(line, lines[number + 1] ?? ''))
    .join('\n');
}

/** Punctuation that Markdown reads is escaped (CommonMark 2.4), and two blanks at its end keep the line (6.7). */
function escapeLine(line: string, next: string): string {
  const text = line.trimStart();
  if (text === '') return '';
  const indent = '\u00a0'.repeat(line.length - text.length);
  const escaped = text.trimEnd().replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
  return `${indent}${escaped}${next.trim() === '' ? '' : '  '}`;
}
