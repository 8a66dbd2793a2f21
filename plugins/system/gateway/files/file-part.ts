import type { AnswerFormat, JsonObject } from '../gateway-protocol.js';
import type { ModelFile } from './read-for-model.js';

/** A file as a part of a message. What the client's part says beside the file stays (`cache_control`, `title`). */
export function partOf(
  file: ModelFile,
  name: string,
  part: JsonObject,
  format: Exclude<AnswerFormat, 'openai-completions'>,
): JsonObject {
  return format === 'anthropic-messages' ? anthropicPart(file, name, part) : openAiPart(file, name, part);
}

function openAiPart(file: ModelFile, name: string, part: JsonObject): JsonObject {
  if (file.kind === 'text') return { type: 'text', text: `${name}:\n\n${file.text}` };
  const data = `data:${file.mediaType};base64,${file.base64}`;
  if (file.kind === 'pdf') return { type: 'file', file: { filename: name, file_data: data } };
  const { detail } = (part['image_url'] ?? {}) as JsonObject;
  return { type: 'image_url', image_url: { url: data, ...(detail !== undefined && { detail }) } };
}

function anthropicPart(file: ModelFile, name: string, part: JsonObject): JsonObject {
  if (file.kind === 'text') {
    const source = { type: 'text', media_type: 'text/plain', data: file.text };
    return { title: name, ...part, type: 'document', source };
  }
  const source = { type: 'base64', media_type: file.mediaType, data: file.base64 };
  if (file.kind === 'pdf') return { title: name, ...part, type: 'document', source };
  // Images have no title.
  const { cache_control: cached } = part;
  return { type: 'image', source, ...(cached !== undefined && { cache_control: cached }) };
}
