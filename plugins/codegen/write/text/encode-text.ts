import type { FileEncoding } from 'devmgr/plugin-api/contracts/project-writer';
import { refused } from '../refusal.js';
import { markOf } from './decode-text.js';

/** The bytes of a text, with its byte order mark. `path` for the error when the encoding lacks a character. */
export function encodeText(raw: string, encoding: FileEncoding, path: string): Buffer {
  return Buffer.concat([markOf(encoding), encoded(raw, encoding, path)]);
}

function encoded(raw: string, encoding: FileEncoding, path: string): Buffer {
  if (encoding === 'utf16le') return Buffer.from(raw, 'utf16le');
  if (encoding === 'utf16be') return Buffer.from(raw, 'utf16le').swap16();
  if (encoding === 'latin1') return latin1(raw, path);
  if (!raw.isWellFormed()) throw refused(`The text for ${path} has half a character in it`, 'Generate it again.');
  return Buffer.from(raw, 'utf8');
}

function latin1(raw: string, path: string): Buffer {
  const at = raw.search(/[^\u0000-\u00ff]/);
  if (at < 0) return Buffer.from(raw, 'latin1');
  const sign = String.fromCodePoint(raw.codePointAt(at) ?? 0);
  const line = raw.slice(0, at).split(/\r\n|\r|\n/).length;
  throw refused(
    `${path} is no UTF-8 but Latin-1, which has no “${sign}” (line ${line})`,
    'Convert the file first (iconv -f latin1 -t utf8), or leave the character away.',
  );
}
