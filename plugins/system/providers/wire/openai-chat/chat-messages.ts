import type { AiImage, AiMessage } from 'devmgr/plugin-api/contracts/ai';

/**
 * Messages as OpenAI has them: a text, or parts when there are images. `system` is understood by every server, `developer`
 * only by OpenAI. Images are data URIs: addresses of images are refused by Ollama and LM Studio.
 */
export function chatMessages(messages: readonly AiMessage[]): {
  readonly value: readonly object[];
  readonly notes: readonly string[];
} {
  const isMisplaced = messages.some((message) => message.role !== 'user' && (message.images?.length ?? 0) > 0);
  const notes = isMisplaced ? ['images are left out where the message is not from the user'] : [];
  return { value: messages.map(chatMessage), notes };
}

function chatMessage({ role, text, images = [] }: AiMessage): object {
  if (role !== 'user' || images.length === 0) return { role, content: text };
  const textParts = text === '' ? [] : [{ type: 'text', text }];
  return { role, content: [...textParts, ...images.map(imagePart)] };
}

function imagePart({ mediaType, data }: AiImage): object {
  return { type: 'image_url', image_url: { url: `data:${mediaType};base64,${Buffer.from(data).toString('base64')}` } };
}
