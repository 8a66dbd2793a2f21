import { changeText } from '../prompt/change-text.js';
import type { TextPart } from './fit-attachments.js';
import type { TokenCounter } from './token-counter.js';

export interface ChangedText {
  readonly path: string;
  /** `undefined`: the file is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** Of the marks around one. */
const frameTokens = 32;

/** What was changed in files that were there, as diffs: those that fit whole, a part of one would mislead. */
export async function fitChanges(
  files: readonly ChangedText[],
  room: number,
  counter: TokenCounter,
): Promise<{ readonly parts: readonly TextPart[]; readonly tokens: number }> {
  const parts: TextPart[] = [];
  let tokens = 0;
  for (const { path, before, after } of files) {
    if (before === undefined || before === after) continue;
    const text = changeText(before, after);
    const left = room - tokens - frameTokens;
    const needed = left > 0 ? await counter.countUpTo(text, left) : Infinity;
    if (needed > left) continue;
    tokens += needed + frameTokens;
    parts.push({ title: path, text });
  }
  return { parts, tokens };
}
