import { defineFact, defineService } from '../services.js';
import type { ReadonlyStore } from '../event.js';
import type { ProcessExit } from '../processes.js';

export interface ServerIdentity {
  /** Unique in the project: `api`. */
  readonly name: string;
  /** What is run: `app.main:app`. */
  readonly target: string;
  /** Starts so far in this session beyond the first. */
  readonly restarts: number;
}

/** Each status carries exactly what is known in it. Immutable. */
export type ServerState = ServerIdentity &
  (
    | { readonly status: 'stopped' }
    | { readonly status: 'starting'; readonly pid: number | undefined; readonly url: string }
    | {
        readonly status: 'running';
        readonly pid: number;
        readonly startedAt: number;
        readonly url: string;
        readonly health: ServerHealth;
        readonly metrics: ServerMetrics;
      }
    | { readonly status: 'stopping'; readonly pid: number | undefined }
    | {
        readonly status: 'crashed';
        readonly exit: ProcessExit;
        readonly lastLines: readonly string[];
        readonly at: number;
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

export interface ServerStartOptions {
  /** `module:attr`. Default: what detection or the settings say. */
  readonly app?: string;
  readonly host?: string;
  readonly port?: number;
  readonly reload?: boolean;
}

export interface Servers {
  readonly all: ReadonlyStore<readonly ServerState[]>;
  /** Resolves when the process runs or has failed to (look at the state); rejects with a `DevmgrError` when it cannot even be tried. */
  start(name: string, options?: ServerStartOptions): Promise<void>;
  stop(name: string): Promise<void>;
  restart(name: string): Promise<void>;
}

/** Provided by the system plugin. */
export const Servers = defineService<Servers>('system.servers');

export const ServerChanged = defineFact<{ readonly before: ServerState; readonly after: ServerState }>(
  'system.server-changed',
);
