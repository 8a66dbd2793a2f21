import type { HealthSpec } from '../health/health-spec.js';
import type { RestartPolicy, ServerDefinition, WatchSpec } from './server-definition.js';

/** Follows the settings of the system plugin in everything. */
export const DEFAULT_HEALTH: HealthSpec = {
  probe: { kind: 'auto' },
  initialDelayMs: 0,
  intervalMs: undefined,
  timeoutMs: undefined,
  successThreshold: undefined,
  failureThreshold: undefined,
  startupTimeoutMs: undefined,
  onFailure: 'say',
};

export const NO_RESTART: RestartPolicy = {
  when: 'no',
  delayMs: 1_000,
  maxDelayMs: 30_000,
  maxRestarts: 5,
  windowMs: 60_000,
};

const DEBOUNCE_MS = 150;

/** What a server is that nobody has said more about than what it runs. `folder`: absolute, its working folder. */
export function defaultDefinition(
  folder: string,
  known: Pick<ServerDefinition, 'name' | 'target' | 'source' | 'runs'>,
): ServerDefinition {
  return {
    url: undefined,
    host: undefined,
    port: undefined,
    ssh: undefined,
    cwd: folder,
    env: {},
    envFiles: [],
    dependsOn: [],
    health: DEFAULT_HEALTH,
    reload: undefined,
    watch: watchOf(folder),
    restart: NO_RESTART,
    stop: { signal: 'SIGTERM', timeoutMs: undefined },
    autostart: undefined,
    ...known,
  };
}

function watchOf(folder: string): WatchSpec {
  return { folders: [folder], include: [], exclude: [], debounceMs: DEBOUNCE_MS };
}
