import type { Clock, Logger, Processes } from 'devmgr/plugin-api';
import type { ReloadMode, ServerDefinition } from './definition/server-definition.js';
import type { Interpreter } from './interpreter/interpreter-finder.js';
import type { StartRun } from './run/server-run.js';
import type { ServerPlace } from './server-place.js';
import type { ServerSettings } from './server-settings.js';

/** What is needed of the world to run servers. */
export interface LauncherOptions {
  readonly root: string;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settings: () => ServerSettings;
  readonly startRun: StartRun;
  /** Rejects when none can import uvicorn. */
  readonly findInterpreter: (setting: string, appFolder: string) => Promise<Interpreter>;
  /** The variables of a server beside devmgr's own. Rejects when a file of them cannot be read. */
  readonly environment: (definition: ServerDefinition) => Promise<Record<string, string>>;
  /** What requests of the project's tests prove themselves with; rejects when it cannot be kept anywhere. */
  readonly testSecret?: (() => Promise<string>) | undefined;
  /** Runs before a process is started: clears what an earlier devmgr left. */
  readonly beforeStart?: ((name: string) => Promise<void>) | undefined;
}

/** One start of a server. */
export interface Start {
  readonly generation: number;
  readonly definition: ServerDefinition;
  readonly place: ServerPlace;
  readonly reload: ReloadMode;
}

/** What is found out before a process can be started. */
export interface Prepared {
  readonly interpreter: Interpreter | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly testSecret: string | undefined;
}
