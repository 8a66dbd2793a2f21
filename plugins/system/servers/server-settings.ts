import type { Config } from 'devmgr/plugin-api';
import type { HealthRules } from './health/health-progress.js';

/** `[tool.devmgr.system]` as the manifest declares it. */
export interface ServerSettings {
  /** `module:name`; empty: found in the project. */
  readonly app: string;
  readonly host: string;
  readonly port: number;
  readonly reload: boolean;
  /** How a reload is done where nothing else is said. */
  readonly reloadMode: 'handover' | 'restart';
  /** A Python; empty: found. */
  readonly python: string;
  /** Passed on to uvicorn as they are. */
  readonly uvicornArgs: readonly string[];
  readonly autostart: boolean;
  /** Between SIGTERM and SIGKILL. */
  readonly stopTimeoutMs: number;
  /** Empty: the default paths are tried. */
  readonly healthPath: string;
  readonly healthTimeoutMs: number;
  readonly health: HealthRules;
}

/** Reads the settings as they are now. */
export function readServerSettings(config: Config): ServerSettings {
  const args = config.json('uvicorn-args');
  return {
    app: config.string('app'),
    host: config.string('host'),
    port: config.number('port'),
    reload: config.boolean('reload'),
    reloadMode: config.string('reload-mode') === 'restart' ? 'restart' : 'handover',
    python: config.string('python'),
    uvicornArgs: Array.isArray(args) ? args.map(String) : [],
    autostart: config.boolean('autostart'),
    stopTimeoutMs: config.number('stop-timeout') * 1000,
    healthPath: config.string('health-path'),
    healthTimeoutMs: config.number('health-timeout') * 1000,
    health: {
      intervalMs: config.number('health-interval') * 1000,
      failureThreshold: config.number('health-failures'),
      successThreshold: config.number('health-successes'),
      startupTimeoutMs: config.number('startup-timeout') * 1000,
    },
  };
}
