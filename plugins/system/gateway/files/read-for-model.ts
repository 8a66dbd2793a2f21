import { readFile } from 'node:fs/promises';

/** What a model can be shown of a file. */
export type ModelFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' | 'pdf'; readonly mediaType: string; readonly base64: string };

const beginnings: readonly (readonly [mediaType: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['application/pdf', 0, '%PDF-'],
];

/** By its bytes, whatever the client called it. `undefined`: no model reads it. Rejects when it is gone. */
export async function readForModel(path: string): Promise<ModelFile | undefined> {
  const bytes = await readFile(path);
  const head = bytes.toString('latin1', 0, 16);
  const mediaType = beginnings.find(([, at, text]) => head.startsWith(text, at))?.[0];
  if (mediaType !== undefined) {
    const kind = mediaType === 'application/pdf' ? 'pdf' : 'image';
    return { kind, mediaType, base64: bytes.toString('base64') };
  }
  return textOf(bytes);
}

function textOf(bytes: Buffer): ModelFile | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : { kind: 'text', text };
  } catch {
    return undefined;
  }
}
