import type { Row } from '../../index/store/sqlite/sqlite-database.js';
import type { AssistantMessage, Attachment, ChatMessage } from '../conversation.js';

type Details = Omit<AssistantMessage, 'id' | 'role' | 'at' | 'text' | 'status'>;

/** What an answer has beside its own columns, as JSON; `null` for a question. */
export function detailsOf(message: ChatMessage): string | null {
  if (message.role === 'user') return null;
  const { error, target, isExtractive, usage, sources, citations, notes } = message;
  return JSON.stringify({ error, target, isExtractive, usage, sources, citations, notes } satisfies Details);
}

/** Columns `id`, `role`, `at`, `text`, `status`, `details`. Throws a `SyntaxError` when what is in them was not written by us. */
export function messageOf(row: Row, attachments: readonly Attachment[]): ChatMessage {
  const common = { id: String(row['id']), at: Number(row['at']), text: String(row['text']) };
  if (row['role'] === 'user') return { ...common, role: 'user', attachments };
  const { error, target, isExtractive, usage, sources, citations, notes } = objectIn(
    row['details'],
  ) as Partial<Details>;
  return {
    ...common,
    role: 'assistant',
    status: row['status'] as AssistantMessage['status'],
    ...(error && { error }),
    target,
    isExtractive: isExtractive === true,
    usage,
    sources: sources ?? [],
    citations: citations ?? [],
    notes: notes ?? [],
  };
}

/** What is kept of an attachment beside its text. The bytes of an image are not kept. */
export function attachmentHead(attachment: Attachment): string {
  if (attachment.kind === 'image') return JSON.stringify({ ...attachment, data: undefined });
  return JSON.stringify({ ...attachment, text: undefined });
}

/** Columns `head` and `text`. */
export function attachmentOf(row: Row): Attachment {
  const head = objectIn(row['head']) as Attachment;
  const { text } = row;
  return head.kind === 'image' ? { ...head, data: undefined } : { ...head, text: typeof text === 'string' ? text : '' };
}

export function stringsIn(json: unknown): readonly string[] {
  const value: unknown = JSON.parse(String(json));
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function objectIn(json: unknown): object {
  const value: unknown = JSON.parse(String(json));
  if (typeof value !== 'object' || value === null) throw new SyntaxError('An object was written here');
  return value;
}
