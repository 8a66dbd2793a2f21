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
  /** A CR that stands alone ends a line too: programs draw progress bars with it, over and over on one line. */
  readonly endLinesAtReturn?: boolean;
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
  /** Sends one signal to the process and everything that came from it, as far as it can be seen. Resolves to false when nothing of it lives. */
  signalAll(signal: string): Promise<boolean>;
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

/** A process that listens on a TCP port; of several that share it, the one that the others came from. */
export interface PortOwner {
  readonly pid: number;
  /** Its whole command line. From outside: sanitise it, and it may hold secrets. */
  readonly command: string;
  /** As `startTime` gives it; `undefined`: it cannot be told. */
  readonly startTime: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  /** The name of its user, or the number. */
  readonly user: string;
  /** It belongs to the person that runs this devmgr. */
  readonly isOurs: boolean;
  /** Its end would be that of this devmgr or of what it runs in: the shell, the terminal, the system. */
  readonly isProtected: boolean;
}

/** An address and TCP port of this machine on which somebody listens. */
export interface PortListener {
  readonly port: number;
  /** `127.0.0.1`, `::1`; `0.0.0.0` and `::` are every address. */
  readonly address: string;
  /** `undefined`: it cannot be seen, because it is another user's. */
  readonly owner: PortOwner | undefined;
  /** Whose it is; `undefined`: it cannot be told. */
  readonly user: string | undefined;
}

/** A devmgr without a screen that goes on when this one has ended. */
export interface DetachedOptions {
  /** After `devmgr`: a word and what belongs to it. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to devmgr's own environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Gets what it prints before it can be asked; emptied first, readable for nobody else. Its folder exists. */
  readonly outputFile: string;
}

export interface Processes {
  spawn(options: ProcessOptions): ManagedProcess;
  /** What starts a devmgr like this one: an executable and its first argument, for a child that is a devmgr of its own. Empty: it is not known. */
  readonly ownCommand: readonly string[];
  /** Of every plugin, oldest first. Ended processes stay for their output; the last fifty are kept. */
  readonly all: ReadonlyStore<readonly ManagedProcess[]>;
  /** `undefined` when no such process is visible. */
  usage(pid: number): Promise<ProcessUsage | undefined>;
  /** Who listens on a TCP port. `undefined` when nobody does or when it cannot be told. */
  portOwner(port: number): Promise<PortOwner | undefined>;
  /** Everybody who listens on a TCP port of this machine, or on this one, in the order of the ports; as far as it can be seen. */
  portListeners(port?: number): Promise<readonly PortListener[]>;
  /** Whether a process, or what came from it, listens on a TCP port of any address. `undefined` when that cannot be told. */
  listens(pid: number, port: number): Promise<boolean | undefined>;
  /** Start time in ticks or seconds of the system's own clock: equal only for the same process. `undefined` when it is gone. */
  startTime(pid: number): Promise<string | undefined>;
  /**
   * Stops a process group that this devmgr did not start; only when its start time still matches, and never one whose end would be that of
   * this devmgr or of what it runs in. False when it was left alone or goes on.
   */
  stopForeign(pid: number, startTime: string): Promise<boolean>;
  /**
   * Starts another devmgr in a session of its own: no signal of this terminal reaches it, and it is not stopped with this one. It owns what it
   * starts as every devmgr does. Resolves to its pid; rejects when it cannot be started.
   */
  startDetached(options: DetachedOptions): Promise<number>;
}
