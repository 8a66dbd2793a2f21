import { defineService } from '../services.js';
import type { Event } from '../event.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One entry of the stream: one line, or a traceback as one entry with several lines. Secrets are masked already. */
export interface LogEntry {
  /** Counts up from 0 without gaps within one devmgr. */
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly level: LogLevel;
  /** `core`, a plugin's id, a server's name, `tests`, ... */
  readonly source: string;
  /** May hold newlines. Not sanitised: widgets do it. */
  readonly message: string;
  /** The node id of the test whose request made a server say it. */
  readonly test?: string | undefined;
  /** The file of another devmgr has it: that of this one leaves it out. */
  readonly isWrittenElsewhere?: true | undefined;
}

/** The last entries of everything that devmgr and what it runs have said. */
export interface LogStore {
  /** The oldest entry that is still held; `end - first` entries are. */
  readonly first: number;
  readonly end: number;
  /** Entries from `first` on; numbers outside what is held are left out. */
  entries(first: number, count: number): readonly LogEntry[];
  /** An entry may still grow by lines (a traceback) after it was announced: `changed` is the first that differs. */
  readonly onDidChange: Event<{ readonly changed: number; readonly end: number }>;
  /** Level undefined: recognised from the text. */
  append(entry: {
    readonly source: string;
    readonly message: string;
    readonly level?: LogLevel;
    readonly at?: number;
    /** Another devmgr runs what says it, and writes it to its own file. */
    readonly isWrittenElsewhere?: boolean;
  }): void;
  /**
   * Says that a line of a process whose output is logged under `source` belongs to a test. The line may have come already or be about to, within two
   * seconds; lines with the same text are taken in their order. `text`: the line, or at least its first 2,000 characters. `at`: when it was
   * written, milliseconds since the epoch. `stream`: lines that are told with the same one were written in the order in which they are told; what
   * has not come by then is given up.
   */
  attribute(line: {
    readonly source: string;
    readonly text: string;
    readonly test: string;
    readonly at: number;
    readonly stream?: string | undefined;
  }): void;
  /** Every source seen so far. */
  sources(): readonly string[];
  /** The JSON-lines file of this devmgr and the folder of all of them. */
  readonly files: { readonly current: string; readonly dir: string };
}

/** Provided by the core: always there. */
export const LogStore = defineService<LogStore>('core.log-store');
