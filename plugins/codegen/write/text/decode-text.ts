import { isUtf8 } from 'node:buffer';
import type { FileEncoding } from 'devmgr/plugin-api/contracts/project-writer';

/** Bytes as characters, line ends as they are. */
export interface RawText {
  readonly raw: string;
  readonly encoding: FileEncoding;
}

const marks = {
  'utf8-bom': Buffer.from([0xef, 0xbb, 0xbf]),
  utf16le: Buffer.from([0xff, 0xfe]),
  utf16be: Buffer.from([0xfe, 0xff]),
} as const;

/** The byte order mark that files of an encoding begin with. */
export function markOf(encoding: FileEncoding): Buffer {
  return encoding === 'utf8' || encoding === 'latin1' ? Buffer.alloc(0) : marks[encoding];
}

/** Every content can be read, and written back byte for byte with `encodeText`. */
export function decodeText(bytes: Buffer): RawText {
  for (const encoding of ['utf16le', 'utf16be'] as const)
    if (startsWith(bytes, marks[encoding]) && bytes.length % 2 === 0)
      return { raw: fromUtf16(bytes.subarray(2), encoding), encoding };
  if (!isUtf8(bytes)) return { raw: bytes.toString('latin1'), encoding: 'latin1' };
  if (startsWith(bytes, marks['utf8-bom'])) return { raw: bytes.subarray(3).toString('utf8'), encoding: 'utf8-bom' };
  return { raw: bytes.toString('utf8'), encoding: 'utf8' };
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function fromUtf16(bytes: Buffer, encoding: 'utf16le' | 'utf16be'): string {
  return encoding === 'utf16le' ? bytes.toString('utf16le') : Buffer.from(bytes).swap16().toString('utf16le');
}
