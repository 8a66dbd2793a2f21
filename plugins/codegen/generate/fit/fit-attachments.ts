import { fitText } from './fit-text.js';
import type { TokenCounter } from './token-counter.js';

export interface TextPart {
  readonly title: string;
  readonly text: string;
}

export interface FittedAttachments {
  readonly parts: readonly TextPart[];
  readonly tokens: number;
  /** For people. */
  readonly notes: readonly string[];
}

/** Of the marks around one. */
const frameTokens = 24;
const fewestTokens = 64;

/** Each within an equal share of the room that is left; the others get what it spares. */
export async function fitAttachments(
  parts: readonly TextPart[],
  room: number,
  counter: TokenCounter,
): Promise<FittedAttachments> {
  const fitting: TextPart[] = [];
  const notes: string[] = [];
  let tokens = 0;
  for (const [at, { title, text }] of parts.entries()) {
    const share = (room - tokens) / (parts.length - at) - frameTokens;
    if (share < fewestTokens) {
      notes.push(`${title} does not fit: it is not sent`);
      continue;
    }
    const fitted = await fitText(text, share, counter);
    tokens += fitted.tokens + frameTokens;
    fitting.push({ title, text: fitted.text });
    if (fitted.leftOut > 0) notes.push(`${fitted.leftOut.toLocaleString('en-US')} lines of ${title} do not fit`);
  }
  return { parts: fitting, tokens, notes };
}
