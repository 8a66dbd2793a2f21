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
  return at % 2 === 1 ? `\n${piece}\n` : piece.split('\n').map(escapeLine).join('\n');
}

/** Punctuation that Markdown reads is escaped (CommonMark 2.4), and two blanks at its end keep the line (6.7). */
function escapeLine(line: string): string {
  const text = line.trimStart();
  const indent = '\u00a0'.repeat(line.length - text.length);
  return text === '' ? '' : `${indent}${text.trimEnd().replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`)}  `;
}
