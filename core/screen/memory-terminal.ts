import { PassThrough, Writable } from 'node:stream';

export interface MemoryTerminal {
  readonly input: NodeJS.ReadStream & { write(text: string): boolean };
  readonly output: NodeJS.WriteStream;
}

/** Streams that behave like a terminal of that size and swallow what is written: blessed keeps the cells itself. */
export function memoryTerminal(columns: number, rows: number): MemoryTerminal {
  const input = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: () => input });
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = Object.assign(sink, { isTTY: true, columns, rows, getWindowSize: () => [columns, rows] });
  return { input, output } as unknown as MemoryTerminal;
}
