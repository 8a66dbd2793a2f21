import type { AiSource } from 'devmgr/plugin-api/contracts/ai';
import type { Excerpt } from './best-lines.js';

const LONGEST_LINE = 240;

/**
 * A source as lines of an answer: `path:start-end`, the symbol, why it was found, and the code with its line numbers. Indented by four, so that
 * it is code also where the answer is read as Markdown, whatever it holds.
 */
export function quotation({ path, symbol, reason }: AiSource, { startLine, lines }: Excerpt): readonly string[] {
  const endLine = startLine + lines.length - 1;
  const name = symbol === undefined || symbol === '' ? '' : `  ${oneLine(symbol)}`;
  const width = String(endLine).length;
  const numbered = lines.map((line, index) => `    ${String(startLine + index).padStart(width)} | ${shortened(line)}`);
  const why = reason === undefined || reason === '' ? [] : [`Found for: ${shortened(oneLine(reason))}`];
  return [`${oneLine(path)}:${startLine}-${endLine}${name}`, ...why, '', ...numbered];
}

/** A path or a name that holds a line break must not look like a line of its own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

function shortened(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  // Not between the halves of a character.
  return `${line.slice(0, LONGEST_LINE).replace(/[\uD800-\uDBFF]$/, '')} …`;
}
