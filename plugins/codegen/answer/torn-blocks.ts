import type { AnswerBlock, CodeBlock } from './answer-block.js';
import { openedIn } from './kept/python-names.js';
import { familyOfLanguage, familyOfPath } from './language-families.js';
import { isSentence } from './unfenced-text.js';

/** The beginning of a file, and what a fence inside of it made a block of its own. */
export interface TornBlock {
  readonly start: CodeBlock;
  readonly rest: CodeBlock;
}

export const tornReason =
  'a line of ``` inside of it ends its block too soon: open and close the block with a longer fence, such as `````';

/**
 * Blocks that ended too soon, by a fence as short as their own that belongs to their file, as in a text of three quotes. Then a fence without
 * a word stands behind them, which is the end of one or has no end. Markdown is read otherwise: there fences are expected.
 */
export function tornBlocks(blocks: readonly AnswerBlock[]): readonly TornBlock[] {
  const torn: TornBlock[] = [];
  let start: CodeBlock | undefined;
  for (const block of blocks) {
    if (block.kind !== 'code') start = undefined;
    else if (start && isBare(block) && isTorn(start, block)) torn.push({ start, rest: block });
    else if (block.path !== undefined || !isBare(block) || !start) start = isMarkdown(block) ? undefined : block;
  }
  return torn;
}

function isBare({ fence, path }: CodeBlock): boolean {
  return fence?.isBare === true && path === undefined;
}

function isTorn(start: CodeBlock, rest: CodeBlock): boolean {
  const { fence, isClosed } = start;
  if (!fence || !isClosed) return false;
  const hasNoEnd = rest.fence?.hasEnd === false && rest.text.trim() !== '';
  return hasNoEnd || fence.isClosedDeeper || isCode(fence.lineBehind) || endsInText(start);
}

function isMarkdown({ info, path }: CodeBlock): boolean {
  return (familyOfLanguage(info.language) ?? (path === undefined ? undefined : familyOfPath(path))) === 'markdown';
}

/** Behind the end of a block stands a blank line, words, or another fence. */
function isCode(line: string | undefined): boolean {
  if (line === undefined || line.trim() === '' || /^\s*(?:`{3}|~{3}|<\/?\w)/.test(line)) return false;
  if (/^\p{Lu}[\p{Ll}'’]*(?: [\p{L}\d`'’,./-]+)*$/u.test(line.trim())) return false;
  return !isSentence(line) && !/[:.!?)]\s*$/.test(line) && !/^\s*(?:[#>*_-]|\d+[.)])/.test(line);
}

/** The text stops in the middle of one in quotes that go over lines. */
function endsInText({ info, path, text }: CodeBlock): boolean {
  const family = familyOfLanguage(info.language) ?? (path === undefined ? undefined : familyOfPath(path));
  if (family === 'javascript' || family === 'go') return (text.match(/(?<!\\)`/g) ?? []).length % 2 === 1;
  if (family !== 'python') return false;
  let open: string | undefined;
  for (const line of text.split('\n')) {
    if (open === undefined) open = openedIn(line);
    else if (line.includes(open)) open = openedIn(line.slice(line.indexOf(open) + open.length));
  }
  return open !== undefined;
}
