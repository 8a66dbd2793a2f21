import type { AiSource } from 'devmgr/plugin-api/contracts/ai';
import type { Excerpt } from './best-lines.js';
import type { Passage } from './passages.js';

const LONGEST_LINE = 240;
const MOST_NAMES = 4;
/** Lines that no source has and that are no more than these are blank: they stand between two definitions. */
const BLANK_LINES = 2;
const CUT = '    …';

/**
 * A passage as lines of an answer: `path:start-end`, the symbols, why it was found, and the code with its line numbers, where
 * something is left out with a mark. Indented by four, so that it is code also where the answer is read as Markdown, whatever
 * it holds.
 */
export function quotation({ sources, excerpt }: Passage): readonly string[] {
  const [best] = sources;
  if (!best) return [];
  const numbers = [...excerpt.lines.keys()];
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const names = namesOf(sources);
  const why = best.reason === undefined || best.reason === '' ? [] : [`Found for: ${shortened(oneLine(best.reason))}`];
  return [
    `${oneLine(best.path)}:${first}-${last}${names === '' ? '' : `  ${names}`}`,
    ...why,
    '',
    ...codeLines(excerpt),
  ];
}

function codeLines({ lines, startLine, endLine }: Excerpt): readonly string[] {
  const width = String(Math.max(...lines.keys())).length;
  const rows: string[] = [];
  let before = startLine - 1;
  for (const [number, line] of lines) {
    const missing = number - before - 1;
    if (missing > BLANK_LINES || (missing > 0 && rows.length === 0)) rows.push(CUT);
    else if (missing > 0) rows.push('');
    rows.push(`    ${String(number).padStart(width)} | ${shortened(line)}`);
    before = number;
  }
  return before < endLine ? [...rows, CUT] : rows;
}

/** In the order of the file. */
function namesOf(sources: readonly AiSource[]): string {
  const inOrder = [...sources].sort((a, b) => a.startLine - b.startLine).map(({ symbol }) => symbol ?? '');
  const names = [...new Set(inOrder)].filter((name) => name !== '').map(oneLine);
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')}, …`;
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
