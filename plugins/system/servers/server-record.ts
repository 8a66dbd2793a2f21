import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { NO_PROGRESS, type HealthProgress } from './health/health-progress.js';

/** A server's public state with what the reducer needs beside it. Immutable. */
export interface ServerRecord {
  readonly state: ServerState;
  /** Counts starts that were tried. Results of another generation are late and dropped. */
  readonly generation: number;
  /** Processes started so far. */
  readonly spawns: number;
  /** When the process of this generation was started; milliseconds since the epoch. */
  readonly spawnedAt: number;
  readonly url: string;
  readonly progress: HealthProgress;
}

export function newServerRecord(name: string, target: string): ServerRecord {
  return {
    state: { name, target, restarts: 0, status: 'stopped' },
    generation: 0,
    spawns: 0,
    spawnedAt: 0,
    url: '',
    progress: NO_PROGRESS,
  };
}

/** A process of the server runs or is about to. */
export function isActive(state: ServerState): boolean {
  return state.status === 'starting' || state.status === 'running' || state.status === 'stopping';
}
