import type { Disposable } from './disposable.js';
import type { Event, ReadonlyStore } from './event.js';

export interface ProcessOptions {
  readonly title: string;
  /** An executable, looked up in PATH when it has no slash. Never a shell line. */
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Added to devmgr's own environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Opens one more pipe for machine-readable lines, so that stdout stays the program's own. Its number is in `DEVMGR_CHANNEL_FD`. */
  readonly sideChannel?: boolean;
  /** Written to stdin, which is then closed. Without it stdin is closed at once. */
  readonly input?: string;
  /** Stdin stays open for `write` until `endInput`. Together with `input` the process does not start. */
  readonly keepInput?: boolean;
  /** Output lines go to the log stream under this source. Without it they stay in `output` only. */
  readonly logSource?: string;
  /** Lines for which it is true are dropped: neither in `output` nor in the log stream. Must be cheap. */
  readonly ignoreLine?: (text: string) => boolean;
  /** Between SIGTERM and SIGKILL when stopped. Default 5,000. */
  readonly forceKillAfterMs?: number;
  /** Lines kept in `output`. Default 5,000. */
  readonly keepLines?: number;
}

export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  /** As the program wrote it; at most 16 KB. Sanitise before showing outside the core's widgets. */
  readonly text: string;
  readonly at: number;
}

/** The last lines of one process. Old lines fall out; numbers of lines never change. */
export interface LineBuffer {
  readonly firstLine: number;
  readonly endLine: number;
  lines(first: number, count: number): readonly OutputLine[];
  readonly onDidAppend: Event<{ readonly first: number; readonly count: number }>;
}

/** An outcome, not an exception. */
export type ProcessExit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string; readonly forced: boolean }
  | { readonly kind: 'not-started'; readonly error: Error };

export interface ManagedProcess extends Disposable {
  readonly id: string;
  readonly title: string;
  readonly pid: number | undefined;
  readonly startedAt: number;
  readonly output: LineBuffer;
  /** Lines of the side channel. */
  readonly onDidReceive: Event<string>;
  /** Settles exactly once, after all output was delivered, and never rejects. */
  readonly exit: Promise<ProcessExit>;
  /** Stops the whole process group, politely and then by force. Calling it again changes nothing. */
  stop(): Promise<ProcessExit>;
  /** Sends one signal to the process itself, for programs that act on it. False when it has ended. */
  signal(signal: string): boolean;
  /**
   * Writes to stdin, in UTF-8. It never blocks: what the process has not read yet is held in memory. False, and then
   * nothing was written, when it has ended, when its stdin is not open (see `keepInput`), or while more than 32 MB wait
   * because it does not read. True is no promise that the text will be read.
   */
  write(text: string): boolean;
  /** Closes stdin after what was written. Does nothing when it is not open. */
  endInput(): void;
}

/** What a process and its descendants use together. */
export interface ProcessUsage {
  /** Percent of one core since the last call for this pid; 0 at the first. */
  readonly cpuPercent: number;
  readonly rssBytes: number;
}

export interface PortOwner {
  readonly pid: number;
  readonly command: string;
}

export interface Processes {
  spawn(options: ProcessOptions): ManagedProcess;
  /** Of every plugin, oldest first. Ended processes stay for their output; the last fifty are kept. */
  readonly all: ReadonlyStore<readonly ManagedProcess[]>;
  /** `undefined` when no such process is visible. */
  usage(pid: number): Promise<ProcessUsage | undefined>;
  /** Who listens on a TCP port. `undefined` when nobody does or when it cannot be told. */
  portOwner(port: number): Promise<PortOwner | undefined>;
  /** Start time in ticks or seconds of the system's own clock: equal only for the same process. `undefined` when it is gone. */
  startTime(pid: number): Promise<string | undefined>;
  /** Stops a process group that an earlier devmgr started; only when its start time still matches. */
  stopForeign(pid: number, startTime: string): Promise<boolean>;
}
