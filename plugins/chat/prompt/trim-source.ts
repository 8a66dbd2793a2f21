import type { ChatSource } from '../conversation/conversation.js';
import type { CountTokens } from './count-tokens.js';
import { sourceText } from './source-text.js';

/** Fewer lines say nothing. */
const fewestLines = 6;

/** The first lines of a source, as many as fit; `undefined` when these are too few to be of use. */
export async function trimSource(
  source: ChatSource,
  room: number,
  countTokens: CountTokens,
): Promise<{ readonly source: ChatSource; readonly tokens: number } | undefined> {
  const lines = source.text.split('\n');
  let [fits, tooMany] = [0, lines.length];
  let tokens = 0;
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    const needed = await countTokens(sourceText(firstLines(source, lines, count)), room);
    if (needed > room) tooMany = count;
    else [fits, tokens] = [count, needed];
  }
  return fits < fewestLines ? undefined : { source: firstLines(source, lines, fits), tokens };
}

function firstLines(source: ChatSource, lines: readonly string[], count: number): ChatSource {
  return { ...source, endLine: source.startLine + count - 1, text: lines.slice(0, count).join('\n') };
}
