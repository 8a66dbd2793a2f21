import type { JsonObject } from '../gateway-protocol.js';
import type { StoredFile } from './stored-file.js';

/** A file in OpenAI's shape. */
export function fileDocument({ id, bytes, createdAt, expiresAt, name, purpose }: StoredFile): JsonObject {
  return {
    id,
    object: 'file',
    bytes,
    created_at: seconds(createdAt),
    ...(expiresAt !== undefined && { expires_at: seconds(expiresAt) }),
    filename: name,
    purpose,
    // Nothing is done with it before it is used.
    status: 'processed',
  };
}

/** Since the epoch, as OpenAI counts. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
