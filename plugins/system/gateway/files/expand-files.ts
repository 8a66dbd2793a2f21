import { GatewayError } from '../gateway-error.js';
import type { AnswerFormat, JsonObject } from '../gateway-protocol.js';
import { partOf } from './file-part.js';
import type { GatewayFiles } from './gateway-files.js';
import { readForModel } from './read-for-model.js';

type Files = Pick<GatewayFiles, 'find' | 'pathOf'>;

/** Of all files of one request: providers take no more. */
const mostBytes = 32 * 1024 * 1024;

/**
 * A request with the files of the gateway that it names in place of their ids: texts as text, images and PDFs as data. The same object where it
 * names none. Rejects with a `GatewayError`.
 */
export async function expandFiles(body: JsonObject, format: AnswerFormat, files: Files): Promise<JsonObject> {
  const { messages } = body;
  if (format === 'openai-completions' || !Array.isArray(messages) || !messages.some(namesFile)) return body;
  const room = { bytes: mostBytes };
  const expanded = [];
  for (const [at, message] of messages.entries())
    expanded.push(
      namesFile(message) ? await expandContent(message, `messages.${at}`, { format, files, room }) : message,
    );
  return { ...body, messages: expanded };
}

interface Expansion {
  readonly format: Exclude<AnswerFormat, 'openai-completions'>;
  readonly files: Files;
  /** What the files after this one may have. */
  readonly room: { bytes: number };
}

/** A message, or the result of a tool. */
async function expandContent(holder: JsonObject, path: string, expansion: Expansion): Promise<JsonObject> {
  const content: unknown[] = [];
  for (const [at, part] of (holder['content'] as readonly unknown[]).entries()) {
    const id = fileId(part);
    const where = `${path}.content.${at}`;
    if (id !== undefined) content.push(await expandPart(part as JsonObject, id, where, expansion));
    else content.push(namesFile(part) ? await expandContent(part, where, expansion) : part);
  }
  return { ...holder, content };
}

async function expandPart(
  part: JsonObject,
  id: string,
  param: string,
  { format, files, room }: Expansion,
): Promise<JsonObject> {
  const file = await files.find(id);
  if (!file) throw wrong(`There is no file ${id.slice(0, 60)} at the gateway: send it to /v1/files first.`, param);
  room.bytes -= file.bytes;
  if (room.bytes < 0)
    throw wrong(`The files of the request are larger than ${mostBytes / 1024 / 1024} MB together.`, param);
  const read = await readForModel(files.pathOf(file));
  if (read) return partOf(read, file.name, part, format);
  throw wrong(`${file.name} is neither a text nor an image (PNG, JPEG, GIF, WebP) nor a PDF.`, param);
}

function namesFile(holder: unknown): holder is JsonObject {
  const { content } = (holder ?? {}) as { readonly content?: unknown };
  return Array.isArray(content) && content.some((part) => fileId(part) !== undefined || namesFile(part));
}

/** `{type: "file", file: {file_id}}`, `{type: "image_url", image_url: {file_id}}`, `{type: "document", source: {type: "file", file_id}}`. */
function fileId(part: unknown): string | undefined {
  const { type, file, image_url: image, source } = (part ?? {}) as PartFields;
  const holders: Readonly<Record<string, JsonObject | undefined>> = {
    file,
    image_url: image,
    document: source,
    image: source,
  };
  const holder = typeof type === 'string' ? holders[type] : undefined;
  const id: unknown = holder?.['file_id'];
  return typeof id === 'string' ? id : undefined;
}

interface PartFields {
  readonly type?: unknown;
  readonly file?: JsonObject;
  readonly image_url?: JsonObject;
  readonly source?: JsonObject;
}

function wrong(message: string, param: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, param, code: 'invalid_file' });
}
