import type { AiImage } from 'devmgr/plugin-api/contracts/ai';

/**
 * The type of an image by its first bytes: PNG (W3C PNG 5.2), JPEG (SOI and the next marker), GIF (GIF87a, GIF89a), WebP (RFC 9649).
 * `undefined` for everything else.
 */
export function imageType(bytes: Uint8Array): AiImage['mediaType'] | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  return /^RIFF[^]{4}WEBP/.test(head) ? 'image/webp' : undefined;
}
