import type { Attachment } from '../../conversation/conversation.js';

/** Of a file its path, to be read again; of what was pasted or handed on the text, which has no secrets any more. */
export type KeptAttachment =
  { readonly path: string } | { readonly title: string; readonly text: string; readonly language?: string | undefined };

/** Of all of them together: more text is not kept. */
const mostChars = 1_000_000;

/** What is kept of attachments. */
export function keptAttachments(attachments: readonly Attachment[]): readonly KeptAttachment[] {
  let room = mostChars;
  return attachments.flatMap((attachment): readonly KeptAttachment[] => {
    if (attachment.path !== undefined) return [{ path: attachment.path }];
    if (attachment.kind === 'image' || attachment.text.length > room) return [];
    room -= attachment.text.length;
    const { title, text, language } = attachment;
    return [{ title, text, ...(language !== undefined && { language }) }];
  });
}

/** Those of a stored value that are what they should be. */
export function readKeptAttachments(value: unknown): readonly KeptAttachment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown): readonly KeptAttachment[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { path, title, text, language } = each as Readonly<Record<string, unknown>>;
    if (typeof path === 'string') return [{ path }];
    if (typeof title !== 'string' || typeof text !== 'string') return [];
    return [{ title, text, ...(typeof language === 'string' && { language }) }];
  });
}
