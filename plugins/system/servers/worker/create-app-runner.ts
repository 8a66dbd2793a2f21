import type { Clock, Logger, Processes } from 'devmgr/plugin-api';
import type { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type { StartRun } from '../run/server-run.js';
import { AppRun } from './app-run.js';

export interface AppRunnerParts {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
  /** The project. */
  readonly root: string;
  /** The folder that holds the Python package `devmgr_worker`; absolute. */
  readonly workerDir: string;
  /** devmgr's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Masks secrets. */
  readonly redact: (text: string) => string;
  /** Says of a line in the log of a server that it belongs to a test. */
  readonly attribute?: LogStore['attribute'] | undefined;
}

/**
 * Serves applications by uvicorn in workers of ours, with reloads under our control. A run whose code is broken, or whose worker crashed, waits
 * for a change when it reloads at all; stopping it then tells `exited` a second time, without `awaitsChange`.
 */
export function createAppRunner(parts: AppRunnerParts): StartRun {
  return (request) => new AppRun(request, parts);
}
