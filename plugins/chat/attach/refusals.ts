import type { DevmgrError } from 'devmgr/plugin-api';
import { attachmentError } from './attachment-error.js';
import { sizeText } from './size-text.js';

/** Sizes in bytes. */
export function tooLarge(size: number, most: number, shown: string): DevmgrError {
  const message = `${shown} is too large to attach: ${sizeText(size)}, at most ${sizeText(most)}`;
  return attachmentError(message, 'Attach the part that matters.');
}

export function secretFile(shown: string): DevmgrError {
  const hint = 'Such files are never sent. Copy the lines that matter into the question, without the secrets.';
  return attachmentError(`${shown} holds keys or passwords`, hint);
}

export function noText(shown: string): DevmgrError {
  const hint = 'Attach text, a PDF, or an image (PNG, JPEG, GIF, WebP). Export documents as text or PDF first.';
  return attachmentError(`${shown} is no text`, hint);
}

/** For an error of the file system. `full`: where it was looked for. */
export function unreadable(shown: string, full: string, error: unknown): DevmgrError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return attachmentError(`There is no file ${shown}`, `Check the path: it was looked for at ${full}`, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return attachmentError(`${shown} may not be read`, `Allow it: chmod u+r ${shown}`, error);
  }
  const why = error instanceof Error ? error.message : String(error);
  return attachmentError(`${shown} cannot be read: ${why}`, 'Attach another file.', error);
}
