import { describe, expect, it } from 'vitest';
import {
  advanceHealth,
  isFailing,
  nextProbeDelay,
  NO_PROGRESS,
  type HealthProgress,
  type HealthRules,
} from '../../../../../plugins/system/servers/health/health-progress.js';
import type { ProbeOutcome } from '../../../../../plugins/system/servers/health/probe-outcome.js';

const rules: HealthRules = { intervalMs: 2_000, failureThreshold: 3, successThreshold: 2, startupTimeoutMs: 30_000 };
const good: ProbeOutcome = { kind: 'good', latencyMs: 3, path: '/' };
const bad: ProbeOutcome = { kind: 'bad', answered: true, reason: 'broken' };
const silent: ProbeOutcome = { kind: 'bad', answered: false, reason: 'silent' };

const after = (...outcomes: ProbeOutcome[]): HealthProgress =>
  outcomes.reduce((progress, outcome) => advanceHealth(progress, outcome, rules), NO_PROGRESS);

describe('advanceHealth', () => {
  it.each<[string, ProbeOutcome[], string]>([
    ['nothing yet', [], 'unknown'],
    ['silence while starting', [silent, silent, silent, silent], 'unknown'],
    ['one good of two', [good], 'unknown'],
    ['two good', [good, good], 'healthy'],
    ['good, bad, good', [good, bad, good], 'unknown'],
    ['two bad of three', [good, good, bad, bad], 'healthy'],
    ['three bad', [good, good, bad, silent, bad], 'unhealthy'],
    ['bad interrupted by good', [good, good, bad, bad, good, bad, bad], 'healthy'],
    ['recovering needs two', [bad, bad, bad, good], 'unhealthy'],
    ['recovered', [bad, bad, bad, good, good], 'healthy'],
  ])('%s', (_title, outcomes, expected) => expect(after(...outcomes).health.kind).toBe(expected));

  it('tells the latest reason', () => {
    expect(after(bad, bad, bad, silent).health).toEqual({ kind: 'unhealthy', reason: 'silent' });
  });
});

describe('nextProbeDelay', () => {
  const delay = (...outcomes: ProbeOutcome[]) => nextProbeDelay(after(...outcomes), rules);

  it('is short while starting, the interval when healthy', () => {
    expect(delay()).toBe(150);
    expect(delay(silent, silent)).toBe(150);
    expect(delay(good)).toBe(150);
    expect(delay(good, good)).toBe(2_000);
  });

  it('looks again soon in doubt, and backs off while unhealthy', () => {
    expect(delay(good, good, bad)).toBe(500);
    const unhealthy = (count: number) => delay(...Array.from({ length: count }, () => bad));
    expect([3, 4, 5, 6, 7, 100].map(unhealthy)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('never waits less than a longer interval allows', () => {
    const slow = { ...rules, intervalMs: 60_000 };
    expect(nextProbeDelay(after(...Array.from({ length: 100 }, () => bad)), slow)).toBe(60_000);
    expect(nextProbeDelay(after(good, good, bad), { ...rules, intervalMs: 200 })).toBe(200);
  });
});

describe('isFailing', () => {
  it('gives a server that was never healthy the time of a start-up', () => {
    const warmingUp = after(bad, bad, bad, bad);
    expect(warmingUp.health.kind).toBe('unhealthy');
    expect(isFailing(warmingUp, 29_999, rules)).toBe(false);
    expect(isFailing(warmingUp, 30_000, rules)).toBe(true);
  });

  it('one that was healthy fails as soon as it is called unhealthy', () => {
    expect(isFailing(after(good, good, bad, bad), 1_000, rules)).toBe(false);
    expect(isFailing(after(good, good, bad, bad, bad), 1_000, rules)).toBe(true);
  });
});
