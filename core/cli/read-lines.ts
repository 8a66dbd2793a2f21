import { createInterface } from 'node:readline';

/** Lines of a stream, read only when somebody asks: an untouched stdin does not keep the process alive. */
export async function* readLines(input: NodeJS.ReadableStream): AsyncIterable<string> {
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    yield* lines;
  } finally {
    lines.close();
  }
}
