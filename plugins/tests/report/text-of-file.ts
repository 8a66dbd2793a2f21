import { createReadStream } from 'node:fs';

/** The encodings of text that a report may be in, told by its first bytes; else what the XML declaration says, else UTF-8. */
const marks: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x3c, 0x00], 'utf-16le'],
  [[0x00, 0x3c], 'utf-16be'],
];

/** Bytes that are read and decoded at once: a few milliseconds of work for who takes them. */
const pieceBytes = 64 * 1024;

/**
 * The text of a file in pieces, in the encoding that it says it has. Bytes that are none of it become U+FFFD. Rejects with the errors of the
 * file system. `onBytes` sees what was read.
 */
export async function* textOfFile(path: string, onBytes: (bytes: Uint8Array) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    const bytes = piece as Uint8Array;
    onBytes(bytes);
    decoder ??= decoderFor(bytes);
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  const mark = marks.find(([first]) => first.every((byte, index) => bytes[index] === byte));
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  );
  try {
    return new TextDecoder(mark?.[1] ?? declared?.[1] ?? 'utf-8');
  } catch {
    // A name that nobody knows.
    return new TextDecoder('utf-8');
  }
}
