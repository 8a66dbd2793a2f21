import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import type { Attachment } from '../conversation/conversation.js';
import { languageOf } from '../index/chunk/language-of.js';
import { decodeText } from '../index/walk/decode-text.js';
import { holdsPrivateKey } from '../index/walk/holds-private-key.js';
import { isSecretFile } from '../index/walk/secret-files.js';
import { attachmentError } from './attachment-error.js';
import { imageType } from './image-type.js';
import { pdfText } from './pdf/pdf-text.js';
import { readRegularFile } from './read-regular-file.js';
import { noText, secretFile, tooLarge, unreadable } from './refusals.js';

export interface AttachParts {
  /** The project's folder. */
  readonly root: string;
  readonly context: Pick<PluginContext, 'text' | 'pluginDir'>;
  /** Where a relative path begins. Default: the root. */
  readonly from?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Providers take no larger images; from the text of a file the parts are chosen that fit. */
const mostBytes = { image: 5_000_000, pdf: 30_000_000, text: 10_000_000 };
const largest = Math.max(...Object.values(mostBytes));

/**
 * Reads a file that a person puts beside a question: text of any kind, the text of a PDF, or an image. Secrets in it are masked.
 * `path`: absolute, from `from`, or with `~/`. Rejects with `PLUGIN_CHAT_ATTACHMENT` for what cannot be attached: nothing there, a folder,
 * no permission, too large, no text, or a file that holds keys or passwords.
 */
export async function readAttachment(path: string, parts: AttachParts): Promise<Attachment> {
  if (path.trim() === '') throw attachmentError('No file was named', 'Name a file: /attach docs/notes.md');
  const full = resolve(parts.from ?? parts.root, path.replace(/^~(?=\/|$)/, homedir()));
  const shown = await shownPath(full, parts.root);
  await refuseSecretFile(full, shown);
  const bytes = await bytesOf(full, shown);
  parts.signal?.throwIfAborted();
  const mediaType = imageType(bytes);
  if (mediaType !== undefined) {
    refuseLarger(bytes.length, mostBytes.image, shown);
    return { kind: 'image', title: shown, path: shown, mediaType, data: new Uint8Array(bytes) };
  }
  const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
  if (!isPdf) refuseLarger(bytes.length, mostBytes.text, shown);
  const text = isPdf ? await pdfText(bytes, { ...parts, shown }) : plainText(bytes, shown);
  if (holdsPrivateKey(text, shown)) throw secretFile(shown);
  const language = isPdf ? 'text' : languageOf(full, text.slice(0, 200));
  const masked = await parts.context.text.redactLong(text);
  return { kind: 'text', title: shown, path: shown, text: masked, ...(language !== 'text' && { language }) };
}

/** From the root, also when one of both paths leads through a link; of a file elsewhere absolute. */
async function shownPath(full: string, root: string): Promise<string> {
  const [realFull, realRoot] = await Promise.all([full, root].map((path) => realpath(path).catch(() => path)));
  return pathFrom(root, full) ?? pathFrom(realRoot ?? root, realFull ?? full) ?? full;
}

/** `undefined`: it lies elsewhere. */
function pathFrom(root: string, full: string): string | undefined {
  const way = relative(root, full);
  const isElsewhere = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isElsewhere ? undefined : way.split(sep).join('/') || '.';
}

/** Also behind a link with a harmless name. */
async function refuseSecretFile(full: string, shown: string): Promise<void> {
  const real = await realpath(full).catch(() => full);
  if ([full, real].some((one) => isSecretFile(one.split(sep).join('/')))) throw secretFile(shown);
}

async function bytesOf(full: string, shown: string): Promise<Uint8Array> {
  const read = await readRegularFile(full, largest).catch((error: unknown) => {
    throw unreadable(shown, full, error);
  });
  if (read === 'folder') throw attachmentError(`${shown} is a folder`, 'Attach a file of it.');
  if (read === 'no-file') throw attachmentError(`${shown} is no file`, 'Attach a text, a PDF or an image.');
  if ('tooLarge' in read) throw tooLarge(read.tooLarge, largest, shown);
  if (read.length === 0) throw attachmentError(`${shown} is empty`, 'Attach a file with something in it.');
  return read;
}

function plainText(bytes: Uint8Array, shown: string): string {
  const text = decodeText(bytes);
  if (text !== undefined) return text;
  throw noText(shown);
}

function refuseLarger(size: number, most: number, shown: string): void {
  if (size > most) throw tooLarge(size, most, shown);
}
