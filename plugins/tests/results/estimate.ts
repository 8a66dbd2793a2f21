import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { isDone, RunTally } from './run-tally.js';
import { tookMs } from './took-ms.js';

/** What a run has done and has still to do. */
export interface RunProgress {
  readonly done: number;
  readonly total: number | undefined;
  /** Milliseconds; undefined until there is something to judge by. */
  readonly remainingMs: number | undefined;
}

/** What a test took when it last ran, in milliseconds. */
export type KnownMs = (id: string) => number | undefined;

/**
 * Estimates from how long each test took last time (`knownMs`); tests without a record count as the mean of what is
 * known, this run included. Workers share the rest, and none is done before the longest test is. `now` in milliseconds since the epoch.
 */
export function estimate(state: TestRunState, knownMs: KnownMs, now: number): RunProgress {
  const pass = new Pass(state, knownMs, now);
  pass.goOn(Number.POSITIVE_INFINITY);
  const done = [...state.cases.values()].filter(isDone).length;
  return { done, total: state.total, remainingMs: pass.remainingMs };
}

/** How long an estimate is good enough. */
const GOOD_MS = 500;
/** Tests that are looked at in one turn. */
const TURN = 3_000;

/**
 * An estimate for every frame: what is done is counted each time, what is left is worked out twice a second; with tens of thousands of tests it
 * takes several turns, and until then what was known is used.
 */
export function createEstimator(knownMs: KnownMs): (state: TestRunState, now: number) => RunProgress {
  const tally = new RunTally();
  let last: { readonly of: string; readonly at: number; readonly remainingMs: number | undefined } | undefined;
  let pass: Pass | undefined;
  return (state, now) => {
    tally.follow(state);
    const { done } = tally;
    if (state.status === 'finished') return { done, total: state.total, remainingMs: 0 };
    const of = `${state.runId} ${state.total}`;
    if (last?.of !== of) last = undefined;
    if (pass?.of !== of) pass = undefined;
    if (!last || now - last.at >= GOOD_MS) pass ??= new Pass(state, knownMs, now);
    if (pass?.goOn(TURN)) {
      last = { of, at: pass.at, remainingMs: pass.remainingMs };
      pass = undefined;
    }
    const left = last?.remainingMs;
    return { done, total: state.total, remainingMs: left && Math.max(0, left - (now - (last?.at ?? now))) };
  };
}

/** Adds up what the tests of one state still take. */
class Pass {
  readonly of: string;
  readonly at: number;
  readonly #tests: Iterator<TestCase>;
  readonly #knownMs: KnownMs;
  readonly #workers: number;
  #unknown = 0;
  #remaining = 0;
  #longest = 0;
  #known = 0;
  #knownSum = 0;

  constructor({ runId, total, cases, workers }: TestRunState, knownMs: KnownMs, now: number) {
    this.of = `${runId} ${total}`;
    this.at = now;
    this.#tests = cases.values();
    this.#knownMs = knownMs;
    this.#workers = Math.max(1, workers);
  }

  /** Milliseconds; undefined: there is nothing to judge by. */
  get remainingMs(): number | undefined {
    if (this.#known === 0) return undefined;
    const mean = this.#knownSum / this.#known;
    return Math.max((this.#remaining + this.#unknown * mean) / this.#workers, this.#longest);
  }

  /** Looks at some more; true when that were all. */
  goOn(most: number): boolean {
    for (let count = 0; count < most; count++) {
      const next = this.#tests.next();
      if (next.done) return true;
      this.#add(next.value);
    }
    return false;
  }

  #add(test: TestCase): void {
    const isOver = isDone(test);
    const expected = isOver ? tookMs(test) : this.#knownMs(test.id);
    if (expected === undefined) {
      this.#unknown += isOver ? 0 : 1;
      return;
    }
    this.#known += 1;
    this.#knownSum += expected;
    if (isOver) return;
    const elapsed = test.startedAt === undefined ? 0 : this.at - test.startedAt;
    const left = Math.max(0, expected - elapsed);
    this.#remaining += left;
    this.#longest = Math.max(this.#longest, left);
  }
}
