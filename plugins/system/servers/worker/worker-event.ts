import type { ServerRequest } from '../requests/server-request.js';

/** An exception in a worker. */
export interface WorkerError {
  /** One line: `ValueError: negative quantity`. */
  readonly message: string;
  /** Outermost first; for a syntax error its place is the last one. */
  readonly frames: readonly WorkerFrame[];
}

export interface WorkerFrame {
  readonly file: string;
  readonly line: number;
}

/** `at`: milliseconds since the epoch. What is told with the same `stream` was written in this order. */
export interface TestLinesEvent {
  readonly event: 'lines';
  readonly test: string;
  readonly at: number;
  readonly stream: string | undefined;
  readonly lines: readonly string[];
}

/** What `devmgr_worker` tells, one JSON object a line. The docstring of `devmgr_worker/channel.py` is the reference. */
export type WorkerEvent =
  | { readonly event: 'importing' | 'starting' | 'listening' | 'plain' | 'draining' | 'tracing' }
  | { readonly event: 'import-failed' | 'startup-failed'; readonly error: WorkerError }
  | { readonly event: 'port-failed'; readonly code: string; readonly message: string }
  /** `path`: where sockets change hands. */
  | { readonly event: 'offered' | 'hand-over-failed'; readonly path: string }
  /** The answer to the question with that number: the files that the application was read from. */
  | { readonly event: 'imported'; readonly number: number; readonly files: readonly string[] }
  /** What a request of that test made the application write: the beginning of each line. */
  | TestLinesEvent
  | { readonly event: 'request'; readonly request: ServerRequest; readonly dropped: number };
