import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { CaseMap } from './case-map.js';
import { isRunning } from './is-running.js';

/** Which tests of a run are under way and how many are done, followed from state to state: only tests that are another object are looked at. */
export class RunTally {
  #runId: string | undefined;
  #cases = CaseMap.empty();
  #done = 0;
  readonly #running = new Map<string, TestCase>();

  get done(): number {
    return this.#done;
  }

  /** In the order in which they began. */
  get running(): Iterable<TestCase> {
    return this.#running.values();
  }

  follow({ runId, cases }: TestRunState): void {
    const next = CaseMap.from(cases);
    // Tests of one run are never gone.
    if (runId !== this.#runId || next.size < this.#cases.size) this.#reset();
    for (const test of next.changedSince(this.#cases)) {
      const { id } = test;
      this.#done += Number(isDone(test)) - Number(isDone(this.#cases.get(id)));
      if (isRunning(test)) this.#running.set(id, test);
      else this.#running.delete(id);
    }
    this.#runId = runId;
    this.#cases = next;
  }

  #reset(): void {
    this.#cases = CaseMap.empty();
    this.#done = 0;
    this.#running.clear();
  }
}

export function isDone(test: TestCase | undefined): boolean {
  return test !== undefined && test.outcome !== 'queued' && test.outcome !== 'running';
}
