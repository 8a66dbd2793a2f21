import type { Disposable } from './disposable.js';

/** Where a CLI handler writes. Text is written as it is: sanitise what comes from outside (`ctx.text.clean`). */
export interface TextSink {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number;
  /** Whether colours are wanted: a terminal, and NO_COLOR is not set. */
  readonly color: boolean;
}

/** Reads flags that the manifest declares with that type. */
export interface CliFlags {
  boolean(name: string): boolean;
  string(name: string): string | undefined;
  number(name: string): number | undefined;
}

export interface CliInvocation {
  /** Positional words after the CLI word, in order. */
  readonly args: readonly string[];
  /** Words after a lone `--`, passed on as they are. */
  readonly rest: readonly string[];
  readonly flags: CliFlags;
  /** `--json` was given: print exactly one JSON document (or NDJSON where the command says so). Every word has this flag. */
  readonly json: boolean;
  readonly stdin: AsyncIterable<string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Resolves to the exit code. Writes through the invocation; never to `console` or `process`. */
export type CliHandler = (invocation: CliInvocation) => Promise<number>;

export interface Cli {
  /** The name must be declared in the manifest. */
  register(name: string, handler: CliHandler): Disposable;
}
