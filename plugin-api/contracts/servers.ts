import { defineFact, defineService } from '../services.js';
import type { ReadonlyStore } from '../event.js';
import type { ProcessExit } from '../processes.js';

export interface ServerIdentity {
  /** Unique in the project: `api`. */
  readonly name: string;
  /** `app`: an ASGI application that devmgr serves with uvicorn; `command`: any program; `url`: watched, started by somebody else. */
  readonly kind: 'app' | 'command' | 'url';
  /** What is run, for people: `app.main:app`, a command line, a URL. */
  readonly target: string;
  /** Starts in this session that no person asked for: after a crash, or when broken code was changed. */
  readonly restarts: number;
  /** The pid of the devmgr that runs it, when it is another one than this. */
  readonly owner?: number | undefined;
  /** It goes on when the devmgr that started it ends. */
  readonly detached?: true | undefined;
  /** The devmgr that ran it was killed, and nobody watches it: a start or a stop ends it first. */
  readonly leftover?: true | undefined;
  /** The machine on which it runs, as ssh names it; absent: this one. */
  readonly ssh?: string | undefined;
}

/** Each status carries exactly what is known in it. Immutable. */
export type ServerState = ServerIdentity &
  (
    | {
        readonly status: 'stopped';
        /** It ended by itself and well: a job that is done. */
        readonly completedAt?: number | undefined;
        /** It did not go when it was asked to, and was ended by force after so long; milliseconds. */
        readonly killedAfterMs?: number | undefined;
      }
    | {
        readonly status: 'starting';
        readonly pid: number | undefined;
        /** Empty: it has none. */
        readonly url: string;
        /** `waiting`: for other servers; `importing`: the application is imported; `starting`: its start-up, until it is asked the first time. */
        readonly phase: 'waiting' | 'importing' | 'starting';
        /** The servers that must be well before. */
        readonly waitsFor: readonly string[];
      }
    | {
        readonly status: 'running';
        /** `undefined`: no process of this machine. */
        readonly pid: number | undefined;
        readonly startedAt: number;
        /** Empty: it has none. */
        readonly url: string;
        readonly health: ServerHealth;
        readonly metrics: ServerMetrics;
        /** A reload that is under way, or that failed: then the last good code still answers. */
        readonly reload?: ServerReload | undefined;
        /** The settings say something else of it by now, and only a restart applies that. */
        readonly settingsChanged?: true | undefined;
        /** It knows the requests of the project's tests by their headers, which it takes out before the application sees them. */
        readonly takesTests?: true | undefined;
      }
    | { readonly status: 'stopping'; readonly pid: number | undefined }
    | {
        readonly status: 'crashed';
        readonly exit: ProcessExit;
        readonly lastLines: readonly string[];
        readonly at: number;
        /** What was wrong, where that could be told. */
        readonly fault?: ServerFault | undefined;
        readonly next: ServerNext;
      }
  );

export type ServerHealth =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'healthy'; readonly latencyMs: number; readonly path: string }
  | { readonly kind: 'unhealthy'; readonly reason: string };

export interface ServerMetrics {
  readonly cpuPercent: number | undefined;
  readonly rssBytes: number | undefined;
  /** Of the last probes, oldest first; at most sixty. */
  readonly latenciesMs: readonly number[];
}

/** What went wrong with the code of a server. */
export interface ServerFault {
  /** `import`: the application could not be imported; `startup`: its start-up failed; `port`: it could not listen. */
  readonly kind: 'import' | 'startup' | 'port' | 'exit';
  /** One line: `ModuleNotFoundError: No module named 'x'`. */
  readonly message: string;
  /** The innermost frame in the project's own code; from the project's root. */
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly hint?: string | undefined;
}

/** A reload of changed code. `file`: from the project's root; the one that caused it. `since`: milliseconds since the epoch. */
export type ServerReload =
  | { readonly phase: 'changed' | 'importing' | 'draining'; readonly file: string; readonly since: number }
  | { readonly phase: 'broken'; readonly file: string; readonly since: number; readonly fault: ServerFault };

/** What comes after a crash without a person. */
export type ServerNext =
  /** `reason`: why it is not tried again, where a policy would have. */
  | { readonly kind: 'nothing'; readonly reason?: string | undefined }
  /** `most`: after so many it is left alone. */
  | { readonly kind: 'retry'; readonly at: number; readonly attempt: number; readonly most?: number | undefined }
  /** It is started again when a file of it changes. */
  | { readonly kind: 'change' };

export interface ServerStartOptions {
  /** `module:attr`. Default: what detection or the settings say. */
  readonly app?: string;
  readonly host?: string;
  readonly port?: number;
  readonly reload?: boolean;
}

export interface Servers {
  readonly all: ReadonlyStore<readonly ServerState[]>;
  /**
   * Starts what it depends on before it. Resolves when the process runs or has failed to (look at the state); rejects with a `DevmgrError`
   * when it cannot even be tried.
   */
  start(name: string, options?: ServerStartOptions): Promise<void>;
  stop(name: string): Promise<void>;
  restart(name: string): Promise<void>;
  /** Who takes requests of tests; looks for the servers of other devmgrs as well. Rejects when that cannot be found out. */
  testTargets(): Promise<TestTargets>;
}

/** What a test puts on its requests so that servers know whose they are: `X-Devmgr-Test` (its node id, percent-encoded) and `X-Devmgr-Test-Proof`. */
export interface TestTargets {
  /** Makes the proof, for these servers only. It is sent nowhere. */
  readonly secret: string;
  /** `127.0.0.1:8000`, `[::1]:8000`: those that take both headers out. */
  readonly addresses: ReadonlyStore<readonly string[]>;
}

/** Provided by the system plugin. */
export const Servers = defineService<Servers>('system.servers');

export const ServerChanged = defineFact<{ readonly before: ServerState; readonly after: ServerState }>(
  'system.server-changed',
);
