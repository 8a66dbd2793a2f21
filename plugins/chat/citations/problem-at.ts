import type { CodeIndex, CodeSymbol } from 'devmgr/plugin-api/contracts/code-index';
import type { WrittenCitation } from './find-citations.js';

export interface CitedFile {
  readonly path: string;
  readonly lines: readonly string[];
  readonly index: Pick<CodeIndex, 'outline'>;
  readonly signal: AbortSignal;
}

/** A name may stand a little beside the lines: above them is a decorator, or a comment. */
const slack = 3;

/** Why a place is not what the answer says of it; `undefined` when it is. */
export async function problemAt(citation: WrittenCitation, file: CitedFile): Promise<string | undefined> {
  const { startLine, endLine, symbol } = citation;
  const count = file.lines.length;
  if (citation.isBackwards === true) return `lines ${endLine}-${startLine} run backwards`;
  if (startLine < 1) return 'lines count from 1';
  if (endLine > count) return `the file has ${count} ${count === 1 ? 'line' : 'lines'}`;
  if (symbol === undefined) return undefined;
  const names = symbol.split(/\.|::|#/).filter((name) => name !== '');
  const name = names.at(-1) ?? symbol;
  const near = file.lines.slice(Math.max(0, startLine - 1 - slack), endLine + slack);
  if (near.some((line) => hasWord(line, name))) return undefined;
  const around = await outlineOf(file);
  return around.some((piece) => isAround(piece, citation) && isCalled(piece, name))
    ? undefined
    : `${symbol} is not there`;
}

function hasWord(line: string, name: string): boolean {
  const [text, word] = [line.toLowerCase(), name.toLowerCase()];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordChar(text[at - 1]) && !isWordChar(text[at + word.length])) return true;
  }
  return false;
}

function isWordChar(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_$]/u.test(char);
}

/** Empty when the index does not answer: then nothing is known of names around the lines. */
async function outlineOf({ index, path, signal }: CitedFile): Promise<readonly CodeSymbol[]> {
  try {
    return await index.outline(path, { signal });
  } catch {
    return [];
  }
}

function isAround(piece: CodeSymbol, { startLine, endLine }: WrittenCitation): boolean {
  return piece.startLine <= endLine && piece.endLine >= startLine;
}

/** Also of the class that it is in: `OrderRepository` of `OrderRepository.find`. */
function isCalled({ symbol }: CodeSymbol, name: string): boolean {
  return (symbol ?? '').split(/\.|::|#/).some((part) => part.toLowerCase() === name.toLowerCase());
}
