import type { TextTools } from 'devmgr/plugin-api';
import type { Attachment } from '../conversation/conversation.js';
import { tooLarge } from './refusals.js';

/** Of a text that is attached, in UTF-16 units; a 5 MB paste is one. */
export const mostTextChars = 10_000_000;

/**
 * What was pasted or came through stdin as an attachment, with secrets masked. Rejects with `PLUGIN_CHAT_ATTACHMENT` when it is
 * too large.
 */
export async function textAttachment(
  title: string,
  text: string,
  context: { readonly text: Pick<TextTools, 'redactLong'> },
): Promise<Attachment> {
  if (text.length > mostTextChars) throw tooLarge(text.length, mostTextChars, title);
  return { kind: 'text', title, text: await context.text.redactLong(text) };
}
