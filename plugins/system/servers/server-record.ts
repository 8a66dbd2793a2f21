import type { ServerIdentity, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from './definition/server-definition.js';
import { NO_PROGRESS, type HealthProgress } from './health/health-progress.js';
import { NO_HISTORY, type RestartHistory } from './restart/restart-policy.js';

/** A server's public state with what the reducer needs beside it. Immutable. */
export interface ServerRecord {
  readonly state: ServerState;
  /** Counts starts that were tried. Results of another generation are late and dropped. */
  readonly generation: number;
  /** When the process that serves was started; milliseconds since the epoch. */
  readonly spawnedAt: number;
  /** The same by a monotonic clock. */
  readonly spawnedTick: number;
  readonly url: string;
  /** How far the process that was spawned last has come: looks count from `listening` on. */
  readonly process: 'none' | 'spawned' | 'listening';
  /** It knows the requests of tests. */
  readonly takesTests: boolean;
  readonly progress: HealthProgress;
  /** It ended by itself: the next start, where no person asks for it, is a restart. */
  readonly countsNext: boolean;
  /** The settings say something that only a restart applies. */
  readonly hasOtherSettings: boolean;
  /** Why it is being stopped. */
  readonly ending: ServerEnding | undefined;
  /** When it was asked to stop; by a monotonic clock. */
  readonly stopTick: number | undefined;
  readonly history: RestartHistory;
}

export type ServerEnding =
  | { readonly by: 'person' }
  | { readonly by: 'restart' }
  /** `reason`: why it is called unhealthy. */
  | { readonly by: 'health'; readonly reason: string };

export function newServerRecord(definition: ServerDefinition): ServerRecord {
  return {
    state: { ...identityOf(definition, 0), status: 'stopped' },
    generation: 0,
    spawnedAt: 0,
    spawnedTick: 0,
    url: '',
    process: 'none',
    takesTests: false,
    progress: NO_PROGRESS,
    countsNext: false,
    hasOtherSettings: false,
    ending: undefined,
    stopTick: undefined,
    history: NO_HISTORY,
  };
}

/** What states say of a server whatever becomes of it. */
export function identityOf({ name, target, runs, ssh }: ServerDefinition, restarts: number): ServerIdentity {
  return { name, kind: runs.kind, target, restarts, ...(ssh && { ssh: ssh.host }) };
}

/** What a state says whatever its status is. */
export function identity({ name, kind, target, restarts, ssh }: ServerState): ServerIdentity {
  return { name, kind, target, restarts, ...(ssh !== undefined && { ssh }) };
}

/** A process of the server runs or is about to, also by itself after a crash. */
export function isActive(state: ServerState): boolean {
  if (state.status === 'crashed') return state.next.kind !== 'nothing';
  return state.status !== 'stopped';
}
