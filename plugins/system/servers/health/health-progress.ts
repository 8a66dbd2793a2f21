import type { ServerHealth } from 'devmgr/plugin-api/contracts/servers';
import type { ProbeOutcome } from './probe-outcome.js';

export interface HealthRules {
  /** Between two probes of a healthy server. */
  readonly intervalMs: number;
  /** Bad probes in a row until a server is called unhealthy, good ones until it is called healthy. */
  readonly failureThreshold: number;
  readonly successThreshold: number;
  /** A server that has not answered by then is called unhealthy. */
  readonly startupTimeoutMs: number;
}

/** What is known of a server's health from its probes so far. */
export interface HealthProgress {
  readonly health: ServerHealth;
  /** It has answered HTTP once. */
  readonly answered: boolean;
  /** It has been healthy once. */
  readonly wasHealthy: boolean;
  /** In a row, up to now. */
  readonly failures: number;
  readonly successes: number;
  /** Of the last good probes, oldest first. */
  readonly latenciesMs: readonly number[];
}

export const STARTING_DELAY_MS = 150;
const RETRY_MS = 500;
const MAX_BACK_OFF_MS = 5_000;
const MAX_LATENCIES = 60;

export const NO_PROGRESS: HealthProgress = {
  health: { kind: 'unknown' },
  answered: false,
  wasHealthy: false,
  failures: 0,
  successes: 0,
  latenciesMs: [],
};

/** Takes one outcome in. Failures count from the first answer on: before it the server is starting. */
export function advanceHealth(progress: HealthProgress, outcome: ProbeOutcome, rules: HealthRules): HealthProgress {
  return outcome.kind === 'good' ? afterGood(progress, outcome, rules) : afterBad(progress, outcome, rules);
}

function afterGood(
  progress: HealthProgress,
  { latencyMs, path, unmeasured }: Extract<ProbeOutcome, { kind: 'good' }>,
  rules: HealthRules,
): HealthProgress {
  const successes = progress.successes + 1;
  const healthy = progress.health.kind === 'healthy' || successes >= rules.successThreshold;
  return {
    health: healthy ? { kind: 'healthy', latencyMs, path } : progress.health,
    answered: true,
    wasHealthy: healthy || progress.wasHealthy,
    failures: 0,
    successes,
    latenciesMs: unmeasured ? progress.latenciesMs : [...progress.latenciesMs, latencyMs].slice(-MAX_LATENCIES),
  };
}

function afterBad(
  progress: HealthProgress,
  outcome: Extract<ProbeOutcome, { kind: 'bad' }>,
  rules: HealthRules,
): HealthProgress {
  const answered = progress.answered || outcome.answered;
  if (!answered) return progress;
  const failures = progress.failures + 1;
  const unhealthy = progress.health.kind === 'unhealthy' || failures >= rules.failureThreshold;
  return {
    ...progress,
    health: unhealthy ? { kind: 'unhealthy', reason: outcome.reason } : progress.health,
    answered,
    failures,
    successes: 0,
  };
}

/**
 * Whether it is so unhealthy that it should be started again: one that says itself that it is not ready yet has the time of a start-up.
 * `ageMs`: since its process was started.
 */
export function isFailing({ health, wasHealthy }: HealthProgress, ageMs: number, rules: HealthRules): boolean {
  return health.kind === 'unhealthy' && (wasHealthy || ageMs >= rules.startupTimeoutMs);
}

/** How long to wait before the next probe: short while starting or in doubt, ever longer while unhealthy. */
export function nextProbeDelay(progress: HealthProgress, rules: HealthRules): number {
  if (!progress.answered) return progress.health.kind === 'unhealthy' ? rules.intervalMs : STARTING_DELAY_MS;
  if (progress.health.kind === 'healthy' && progress.failures === 0) return rules.intervalMs;
  if (progress.health.kind !== 'unhealthy')
    return Math.min(rules.intervalMs, progress.failures > 0 ? RETRY_MS : STARTING_DELAY_MS);
  const doublings = Math.max(0, progress.failures - rules.failureThreshold);
  return Math.min(RETRY_MS * 2 ** Math.min(doublings, 10), Math.max(MAX_BACK_OFF_MS, rules.intervalMs));
}
