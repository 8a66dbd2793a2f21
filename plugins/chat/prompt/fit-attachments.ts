import type { Attachment, ChatMessage } from '../conversation/conversation.js';
import type { CountTokens } from './count-tokens.js';
import { fitLines, type FittedLines } from './fit-lines.js';

export interface FittedAttachments {
  readonly texts: readonly string[];
  readonly tokens: number;
  /** For people: `120 lines of server.log`. */
  readonly leftOut: readonly string[];
}

type TextAttachment = Extract<Attachment, { readonly kind: 'text' }>;

const fewestTokens = 64;

/** What is attached, the given one first, each within an equal share of the room that is left; the others get what it spares. */
export async function fitAttachments(
  attachments: readonly TextAttachment[],
  room: number,
  countTokens: CountTokens,
): Promise<FittedAttachments> {
  const texts: string[] = [];
  const leftOut: string[] = [];
  let tokens = 0;
  for (const [at, { title, text }] of attachments.entries()) {
    const share = (room - tokens) / (attachments.length - at);
    const [begin, end] = [`<attachment title=${JSON.stringify(title)}>`, '</attachment>'];
    const frame = await countTokens(begin + end);
    if (share < frame + fewestTokens) {
      leftOut.push(title);
      continue;
    }
    const fitted = await fitLines(text, share - frame, countTokens);
    texts.push([begin, fitted.text, end].join('\n'));
    tokens += frame + fitted.tokens;
    if (fitted.leftOut > 0) leftOut.push(`${leftOutText(fitted)} of ${title}`);
  }
  return { texts, tokens, leftOut };
}

function leftOutText({ leftOut, isCutInLine }: FittedLines): string {
  if (leftOut > 1) return `${leftOut} lines`;
  return isCutInLine ? 'a part of 1 line' : '1 line';
}

/** Texts of this question and, behind them, those of questions before, the newest first: one may still ask about them. */
export function textAttachments(
  attachments: readonly Attachment[],
  history: readonly ChatMessage[],
): readonly TextAttachment[] {
  const earlier = [...history].reverse().flatMap((message) => (message.role === 'user' ? message.attachments : []));
  const byTitle = new Map<string, TextAttachment>();
  for (const each of [...attachments, ...earlier])
    if (each.kind === 'text' && !byTitle.has(each.title)) byTitle.set(each.title, each);
  return [...byTitle.values()];
}
