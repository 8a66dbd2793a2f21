import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'devmgr/plugin-api';
import type { HttpClient } from '../../transport/http-client.js';
import { LocalModelLibrary } from './local-model-library.js';
import type { ModelLibrary } from './model-library.js';
import type { StartTimeOf } from './pull/pull-lock.js';

type Variables = Readonly<Record<string, string>>;

export interface ModelLibraryOptions {
  /** Of all models: `~/.devmgr/models`. Need not exist. */
  readonly dir: string;
  /** Of devmgr: HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE and those of proxies. */
  readonly env: Variables;
  readonly log: Logger;
  /** The project's `.env`, which may bring a token and forbid requests. */
  readonly dotenv?: () => Variables;
  /** Default: one of its own for each pull. */
  readonly client?: HttpClient;
  /** See `Processes.startTime`: tells whether the devmgr that holds a lock still lives. Default: whether its pid does. */
  readonly startTimeOf?: StartTimeOf;
  /** Between two attempts. Resolves after `ms`, or rejects with the signal's reason. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Nothing is read or fetched before it is asked for. */
export function createModelLibrary(options: ModelLibraryOptions): ModelLibrary {
  return new LocalModelLibrary({
    dotenv: () => ({}),
    startTimeOf: (pid) => Promise.resolve(lives(pid) ? 'lives' : undefined),
    wait: (ms, signal) => delay(ms, undefined, { signal }),
    ...options,
  });
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
