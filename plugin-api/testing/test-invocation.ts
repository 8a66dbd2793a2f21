import type { CliDialogue, CliHandler, CliInvocation, TextStyle } from '../index.js';

export interface TestInvocation {
  readonly args?: readonly string[];
  readonly rest?: readonly string[];
  readonly flags?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly json?: boolean;
  /** As lines of a pipe. */
  readonly stdin?: readonly string[];
  /** Who sits at the terminal. Default: nobody. */
  readonly openDialogue?: () => CliDialogue;
  readonly signal?: AbortSignal;
  /** Called with everything that is written to stdout, as it comes. */
  readonly onStdout?: (text: string) => void;
}

export interface TestInvocationResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a CLI handler as the command line would, without a terminal, and gives what it wrote. */
export async function invoke(handler: CliHandler, given: TestInvocation = {}): Promise<TestInvocationResult> {
  const written = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text;
      if (name === 'stdout') given.onStdout?.(text);
    },
    isTTY: false,
    columns: 80,
    color: false,
    paint: (_style: TextStyle, text: string) => text,
  });
  const stdin = lines(given.stdin ?? []);
  const value = (name: string): unknown => given.flags?.[name];
  const invocation: CliInvocation = {
    args: given.args ?? [],
    rest: given.rest ?? [],
    json: given.json ?? false,
    flags: {
      boolean: (name) => value(name) === true,
      string: (name) => (typeof value(name) === 'string' ? (value(name) as string) : undefined),
      strings: (name) => (Array.isArray(value(name)) ? (value(name) as readonly string[]) : []),
      number: (name) => (typeof value(name) === 'number' ? (value(name) as number) : undefined),
    },
    stdin,
    pipedLines: () => stdin,
    openDialogue: given.openDialogue,
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    signal: given.signal ?? new AbortController().signal,
  };
  return { code: await handler(invocation), ...written };
}

async function* lines(given: readonly string[]): AsyncIterable<string> {
  yield* given;
}
