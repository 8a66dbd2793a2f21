import type { Disposable } from './disposable.js';
import type { Event } from './event.js';
import type { TextStyle } from './text.js';

/** Where a CLI handler writes. Text is written as it is: sanitise what comes from outside (`ctx.text.clean`). */
export interface TextSink {
  write(text: string): void;
  /** Nothing more can be written: its reader has left, or the disk is full. What goes on for long ends then. */
  readonly isBroken?: boolean;
  readonly isTTY: boolean;
  readonly columns: number;
  /** Whether colours are wanted: a terminal, and NO_COLOR is not set. */
  readonly color: boolean;
  /** The text with the colour of a style where colours are wanted, to be written then. */
  readonly paint: (style: TextStyle, text: string) => string;
}

/** Reads flags that the manifest declares with that type. */
export interface CliFlags {
  boolean(name: string): boolean;
  string(name: string): string | undefined;
  /** Every value of a flag that is `repeatable`, in order. */
  strings(name: string): readonly string[];
  number(name: string): number | undefined;
}

/** What came of asking for a line: the text, Ctrl-C (`typed`: the line was not empty, and is gone), or the end (Ctrl-D, SIGTERM). */
export type CliReply =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupt'; readonly typed: boolean }
  | { readonly kind: 'end' };

/**
 * A person who types lines at a terminal, with the keys and the history of a shell. From opening to disposing Ctrl-C does not end
 * devmgr but is told here; what is typed while nobody asks is kept for the next line.
 */
export interface CliDialogue extends Disposable {
  /** One at a time. What was pasted is one reply, whatever lines it has. */
  ask(prompt: string): Promise<CliReply>;
  /** Ctrl-C while nobody asks. */
  readonly onDidInterrupt: Event<void>;
}

export interface CliDialogueOptions {
  /** Lines that Tab may make of what was typed. */
  readonly complete?: (line: string) => readonly string[];
}

/** Single keys of a person who sits at a terminal, from opening to disposing. Ctrl-C is not told: it aborts the invocation as ever. */
export interface CliKeys extends Disposable {
  /** A character, or `enter`, `escape`, `space`. */
  readonly onDidPress: Event<string>;
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
  /**
   * The lines of `stdin` where they are piped in: none where a person sits at a terminal, or when the first does not come for
   * five seconds, as scripts often hand their pipe on without knowing. `waits`: the person asked for them, by a `-`, and nobody
   * looks at either. Says on stderr that it waits. Throws the signal's reason.
   */
  pipedLines(options?: { readonly waits?: boolean }): AsyncIterable<string>;
  /** Instead of `stdin`, where a person sits at a terminal; else `undefined`. Prompts go to stderr, or to stdout where only that is a terminal. */
  readonly openDialogue?: ((options?: CliDialogueOptions) => CliDialogue) | undefined;
  /** For words that stay and are steered by keys; where nobody sits at a terminal `undefined`. Not beside a dialogue. */
  readonly openKeys?: (() => CliKeys) | undefined;
  /** From then on settings follow their files, as they do while a screen is open: for words that stay. */
  readonly followSettings?: (() => Promise<Disposable>) | undefined;
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
