import type { Disposable, ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault, ServerReload } from 'devmgr/plugin-api/contracts/servers';
import type { Interpreter } from '../interpreter/interpreter-finder.js';
import type { ServerRequest } from '../requests/server-request.js';
import type { ServerDefinition } from '../definition/server-definition.js';
import type { Tunnel } from '../ssh/tunnel.js';
import type { ServerOutput } from './server-output.js';

/** What becomes of one start of a server, in the order in which it happens. After `exited` nothing comes any more. */
export type RunEvent =
  /** The process that serves from now on; again after each reload. `undefined`: none of this machine. `hasTakenOver`: it answers already. */
  | { readonly type: 'spawned'; readonly pid: number | undefined; readonly hasTakenOver?: true }
  | { readonly type: 'phase'; readonly phase: 'importing' | 'starting' }
  /** This process, and no other, listens: looks at its health count from here on. Runs that cannot tell say it at once. */
  | {
      readonly type: 'listening';
      /** It takes out what tests put on their requests, and tells which lines are because of them. */
      readonly takesTests?: true;
    }
  /** `undefined`: the reload is done. */
  | { readonly type: 'reload'; readonly reload: ServerReload | undefined }
  /** After it listens: it takes them from now on. */
  | { readonly type: 'takes-tests' }
  | { readonly type: 'request'; readonly request: ServerRequest }
  | {
      readonly type: 'exited';
      readonly exit: ProcessExit;
      readonly fault: ServerFault | undefined;
      /** The run waits for a change of the code, and begins again by itself with `spawned`: it has not ended. */
      readonly awaitsChange: boolean;
    };

/** What is known of how a server is run; secrets are not masked in it. */
export interface RunFacts {
  /** Executable and arguments as they were started. */
  readonly command: readonly string[];
  /** What a person would type for the same without devmgr. */
  readonly equivalent: readonly string[];
  readonly cwd: string;
  /** Only what is added to devmgr's own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly interpreter: Interpreter | undefined;
}

/** One start of a server up to its end: one process, or with reloads several. */
export interface ServerRun extends Disposable {
  readonly facts: RunFacts;
  /** Politely and then by force; resolves when nothing of it is left. Calling it again changes nothing. */
  stop(): Promise<void>;
  /** Reload now, as if a file had changed; false: this run cannot. */
  reload(file: string): boolean;
}

/** What the next process of a run is made of, where that is another. */
export type RunRenewal = Pick<RunRequest, 'definition' | 'env' | 'stopTimeoutMs'>;

/** What a run is made of. */
export interface RunRequest {
  readonly definition: ServerDefinition;
  readonly place: { readonly host: string; readonly port: number; readonly url: string };
  /** What leads from here to a server on another machine. */
  readonly tunnel?: Tunnel | undefined;
  /** Complete: files read, definition's own on top. */
  readonly env: Readonly<Record<string, string>>;
  readonly reload: 'off' | 'handover' | 'restart';
  /** Between the polite and the forced end. */
  readonly stopTimeoutMs: number;
  readonly interpreter: Interpreter | undefined;
  /** What requests of the project's tests prove themselves with; absent: tests do not matter. */
  readonly testSecret?: string | undefined;
  /** Lines of all its processes go there and to the log stream. */
  readonly output: ServerOutput;
  /** Lines for which it is true are dropped: the traces of our own probes. */
  readonly ignoreLine: (text: string) => boolean;
  readonly onEvent: (event: RunEvent) => void;
  /** Asked before each reload: settings and files of variables may have changed. `undefined`: nothing has. Never rejects. */
  readonly renew?: (() => Promise<RunRenewal | undefined>) | undefined;
}

/** Starts a run. Never throws: what cannot be started says so as `exited`. */
export type StartRun = (request: RunRequest) => ServerRun;
