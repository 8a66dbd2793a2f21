import { usageError } from './usage-error.js';

/** More than any model reads. In characters. */
const mostChars = 2_000_000;

/** What is piped in, to its end. Rejects with a usage error for what is no text or too long. */
export async function pipedText(lines: AsyncIterable<string>): Promise<string> {
  const read: string[] = [];
  let chars = 0;
  for await (const line of lines) {
    if (line.includes('\0')) throw usageError('What is piped in is no text', 'Pipe in text: a diff, an error, a file');
    chars += line.length + 1;
    if (chars > mostChars) throw usageError('What is piped in is too long', 'Pipe in the part that matters');
    read.push(line);
  }
  return read.join('\n').trimEnd();
}
