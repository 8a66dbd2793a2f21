import type { AiImage, AiMessage } from 'devmgr/plugin-api/contracts/ai';

export interface MessageTurns {
  /** All system messages, wherever they stood. */
  readonly system: string | undefined;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: readonly object[] }[];
  readonly notes: readonly string[];
}

/** Neighbours of the same role are one turn; empty texts are refused, so they are left out. */
export function messageTurns(messages: readonly AiMessage[]): MessageTurns {
  const system = messages.filter(({ role, text }) => role === 'system' && text.trim() !== '');
  const turns: { role: 'user' | 'assistant'; content: object[] }[] = [];
  for (const message of messages) {
    const content = message.role === 'system' ? [] : contentBlocks(message);
    const last = turns.at(-1);
    if (message.role === 'system' || content.length === 0) continue;
    if (last?.role === message.role) last.content.push(...content);
    else turns.push({ role: message.role, content });
  }
  const isMisplaced = messages.some(({ role, images }) => role !== 'user' && (images?.length ?? 0) > 0);
  return {
    system: system.length > 0 ? system.map(({ text }) => text).join('\n\n') : undefined,
    messages: turns,
    notes: isMisplaced ? ['images are left out where the message is not from the user'] : [],
  };
}

/** Images before the text about them, as Anthropic advises. */
function contentBlocks({ role, text, images = [] }: AiMessage): object[] {
  const blocks: object[] = role === 'user' ? images.map(imageBlock) : [];
  if (text.trim() !== '') blocks.push({ type: 'text', text });
  return blocks;
}

function imageBlock({ mediaType, data }: AiImage): object {
  const source = { type: 'base64', media_type: mediaType, data: Buffer.from(data).toString('base64') };
  return { type: 'image', source };
}
