export interface TraceFrame {
  readonly path: string;
  readonly line: number | undefined;
  readonly symbol?: string | undefined;
  /** What the line says beside the place: `AssertionError: ...`. */
  readonly message?: string | undefined;
}

type Reader = (line: string) => TraceFrame | undefined;

/** A path with an end, without spaces; the lengths keep the search short in lines that are no frames. */
const file = '((?:file:\\/\\/)?(?:[A-Za-z]:)?[^\\s:()"\'<>|]{1,400}\\.[A-Za-z]{1,5})';

const python = /File "([^"\n]{1,400})", line (\d{1,7})(?:, in ([\w.<>]{1,200}))?/;
const pytestSummary = /^(?:FAILED|ERROR) (\S{1,400}?\.py)(?:::([\w:.]{1,200})\S*)?(?: - (.*))?$/;
const javaFrame = /^\s*at ([\w$.]{1,300})\(([\w$]{1,200}\.(?:java|kt|scala|groovy)):(\d{1,7})\)/;
const javascriptFrame = new RegExp(
  `^\\s*at (?:(?:async |new )*([^\\s(]{1,200})(?: \\[as \\w+\\])? \\()?${file}:(\\d{1,7})(?::\\d+)?`,
);
const rustFrame = new RegExp(`(?:-->|panicked at|panicked at '[^']{0,300}',|^\\s*at) ${file}:(\\d{1,7})(?::\\d+)?`);
const goFrame = /^\s*(\S{1,400}\.go):(\d{1,7})(?: \+0x[\da-f]+)\s*$/;
const located = new RegExp(`^(?:E\\s+|>\\s+)?${file}(?::(\\d{1,7})(?::\\d+)?|\\((\\d{1,7}),\\d+\\))(?:: | - )(.+)$`);
const shortPytest = /^in ([\w.<>]+)$/;

const readers: readonly Reader[] = [
  (line) => frame(python.exec(line), ([, path, at, symbol]) => ({ path, at, symbol })),
  (line) =>
    frame(pytestSummary.exec(line), ([, path, symbol, message]) => ({
      path,
      symbol: symbol?.replaceAll('::', '.'),
      message,
    })),
  (line) =>
    frame(javaFrame.exec(line), ([, called = '', name = '', at]) => ({
      path: [...called.split('.').slice(0, -2), name].join('/'),
      at,
      symbol: called.split('.').slice(-2).join('.'),
    })),
  (line) => frame(javascriptFrame.exec(line), ([, symbol, path, at]) => ({ path, at, symbol })),
  (line) => frame(rustFrame.exec(line), ([, path, at]) => ({ path, at })),
  (line) => frame(goFrame.exec(line), ([, path, at]) => ({ path, at })),
  (line) =>
    frame(located.exec(line), ([, path, at, inParentheses, message = '']) => {
      const symbol = shortPytest.exec(message)?.[1];
      return { path, at: at ?? inParentheses, ...(symbol === undefined ? { message } : { symbol }) };
    }),
];

/**
 * The place that a line of an error names: frames of Python, Node, Java, Rust and Go, places of pytest and of compilers
 * (`path:line: message`). `undefined` for every other line.
 */
export function frameInLine(line: string): TraceFrame | undefined {
  for (const read of readers) {
    const found = read(line);
    if (found) return found;
  }
  return undefined;
}

interface RawFrame {
  readonly path: string | undefined;
  readonly at?: string | undefined;
  readonly symbol?: string | undefined;
  readonly message?: string | undefined;
}

function frame(
  match: RegExpExecArray | null,
  read: (groups: readonly (string | undefined)[]) => RawFrame,
): TraceFrame | undefined {
  if (!match) return undefined;
  const { path = '', at, symbol, message } = read([...match]);
  return {
    path: path
      .replace(/^file:\/\//, '')
      .replaceAll('\\', '/')
      .replace(/^\.\//, ''),
    line: at === undefined ? undefined : Number(at),
    symbol: symbol === undefined || /[<>]/.test(symbol) ? undefined : symbol,
    message,
  };
}
