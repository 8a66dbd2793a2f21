import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** In UTF-16 units; a text of half a thousand millions of them cannot be made. */
export const longestLine = 16_000_000;

/**
 * Lines of a stream in UTF-8, read only when somebody asks: an untouched stdin does not keep the process alive. One that is longer
 * than `longestLine` comes in pieces, as binary data without any line break do.
 */
export async function* readLines(input: Readable): AsyncIterable<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let endsWithReturn = false;
  const split = (text: string): string[] => {
    // Most of what has no end of a line for long.
    if (!text.includes('\n') && !text.includes('\r') && rest.length + text.length < longestLine) {
      if (text !== '') endsWithReturn = false;
      rest += text;
      return [];
    }
    // The other half of a line's end.
    const isHalf = endsWithReturn && text.startsWith('\n');
    if (text !== '') endsWithReturn = text.endsWith('\r');
    const lines = (isHalf ? text.slice(1) : text).split(/\r\n|\n|\r/);
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (rest.length < longestLine) return lines;
    lines.push(rest.slice(0, longestLine));
    rest = rest.slice(longestLine);
    return lines;
  };
  try {
    // Others may want to go on with it.
    for await (const chunk of input.iterator({ destroyOnReturn: false })) {
      yield* split(typeof chunk === 'string' ? chunk : decoder.write(chunk as Buffer));
    }
    yield* split(decoder.end());
    if (rest !== '') yield rest;
  } finally {
    input.pause();
  }
}
