import type { HealthRules } from './health-progress.js';
import type { HealthSpec, ProbeSpec } from './health-spec.js';

/** What the settings of the system plugin say; milliseconds. */
export interface HealthSettings {
  /** Empty: the default paths are tried. */
  readonly healthPath: string;
  readonly healthTimeoutMs: number;
  readonly health: Pick<HealthRules, 'intervalMs' | 'failureThreshold' | 'successThreshold' | 'startupTimeoutMs'>;
}

/** The rules of one server: what its definition leaves open is as in the settings. */
export function healthRules(spec: HealthSpec, settings: HealthSettings): HealthRules {
  const { health } = settings;
  return {
    intervalMs: spec.intervalMs ?? health.intervalMs,
    failureThreshold: spec.failureThreshold ?? health.failureThreshold,
    successThreshold: spec.successThreshold ?? health.successThreshold,
    startupTimeoutMs: spec.startupTimeoutMs ?? health.startupTimeoutMs,
  };
}

/** What one server is asked, and how long it has to answer. */
export function probeRules(spec: HealthSpec, settings: HealthSettings): { spec: ProbeSpec; timeoutMs: number } {
  const { healthPath } = settings;
  const isOwn = spec.probe.kind !== 'auto' || healthPath === '';
  const asked: ProbeSpec = { kind: 'http', path: healthPath, status: [], body: undefined, headers: {} };
  return { spec: isOwn ? spec.probe : asked, timeoutMs: spec.timeoutMs ?? settings.healthTimeoutMs };
}
