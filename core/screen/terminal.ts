import type blessed from 'blessed';
import type { Widgets } from 'blessed';
import type { Disposable, Event, ReadonlyStore } from 'devmgr/plugin-api';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { Key } from '../widgets/widget.js';
import { BlessedTerminal } from './blessed-terminal.js';
import { loadBlessed } from './load-blessed.js';
import type { TerminalInput } from './input-proxy.js';
import type { PointerRouter } from './pointer-router.js';
import type { Theme } from './theme.js';

/** What is needed of `process.stdout`. */
export interface TerminalOutput extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly writableLength?: number;
  readonly fd?: number;
}

export interface TerminalOptions {
  readonly title?: string;
  readonly input?: TerminalInput;
  readonly output?: TerminalOutput;
  readonly env: Readonly<Record<string, string>>;
  readonly theme?: 'dark' | 'light' | undefined;
  readonly ascii?: boolean | undefined;
  /** False for tests in this process and screenshots: nothing process-wide is touched. */
  readonly ownsProcess: boolean;
  /** What console, warnings and libraries wrote, and errors of the screen itself. */
  readonly onStray?: (line: string) => void;
}

/** Cells. */
export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

/** The terminal while the program has it: screen, keys, frames. */
export interface Terminal extends Disposable {
  readonly screen: Widgets.Screen;
  /** The whole library, loaded when asked for: the screen itself needs only parts. */
  readonly blessed: typeof blessed;
  createBox(options: Widgets.BoxOptions): Widgets.BoxElement;
  readonly theme: Theme;
  readonly size: ReadonlyStore<TerminalSize>;
  /** Every key press, nothing filtered. */
  readonly onKey: Event<Key>;
  readonly onPaste: Event<string>;
  readonly pointer: PointerRouter;
  /** Paints in the next frame: at most one per 33 ms, the first after a quiet time at once. */
  requestFrame(): void;
  /** Paints at once, for what a key did. */
  paintNow(): void;
  readonly onBeforePaint: Event<void>;
  readonly frameStats: { readonly frames: number; readonly longestMs: number };
  /** Stops the job, as Ctrl-Z does. */
  suspend(): void;
  /** Gives the terminal to somebody else while `work` goes on: nothing is painted and no key is read until then. */
  handOver<T>(work: () => Promise<T>): Promise<T>;
  /** The mouse goes quiet while input is still read: reports on their way do not reach the shell after `dispose`. */
  stopReports(): void;
  /** Repairs the screen after something else wrote to it. */
  redraw(): void;
  setTitle(text: string): void;
  /** Puts text on the person's clipboard. */
  copy(text: string): void;
  /** Reports an error of something that paints; never throws. */
  reportError(where: string, error: unknown): void;
  /** Restores the terminal: synchronous, idempotent. */
  dispose(): void;
}

/**
 * Takes the terminal and loads blessed. Throws `DEVMGR_TERMINAL_REQUIRED` (exit code 2) when the process has no terminal
 * or a dumb one. Installs no handlers for signals or uncaught errors: whoever does calls `dispose`.
 */
export async function openTerminal(options: TerminalOptions): Promise<Terminal> {
  const input = options.input ?? process.stdin;
  const output: TerminalOutput = options.output ?? process.stdout;
  if (options.ownsProcess) requireTerminal(input, output, options.env['TERM'] ?? '');
  return new BlessedTerminal(loadBlessed(), input, output, options);
}

function requireTerminal(input: TerminalInput, output: TerminalOutput, term: string): void {
  if (input.isTTY && output.isTTY && term !== '' && term !== 'dumb') return;
  throw new DevmgrError({
    code: 'DEVMGR_TERMINAL_REQUIRED',
    message: 'The screen needs an interactive terminal.',
    hint: 'Run devmgr in a terminal, or use a command: devmgr --help lists them.',
    exitCode: ExitCode.usage,
  });
}
