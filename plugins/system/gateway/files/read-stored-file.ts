import { filePurposes, type FilePurpose, type StoredFile } from './stored-file.js';

/** A record of a file as it stands on disk; `undefined`: another version, or no devmgr, wrote it. */
export function readStoredFile(text: string, id: string): StoredFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, purpose, bytes, mediaType, createdAt, expiresAt } = value as Record<string, unknown>;
  if (typeof name !== 'string' || typeof mediaType !== 'string' || !isPurpose(purpose)) return undefined;
  if (!isCount(bytes) || !isCount(createdAt) || (expiresAt !== undefined && !isCount(expiresAt))) return undefined;
  return { id, name, purpose, bytes, mediaType, createdAt, expiresAt };
}

function isPurpose(value: unknown): value is FilePurpose {
  return filePurposes.some((purpose) => purpose === value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
