import { DevmgrError, Emitter, Store, type Disposable, type Event, type PluginContext } from 'devmgr/plugin-api';
import {
  TestRunEnded,
  type TestRun,
  type TestRunOptions,
  type TestRuns,
  type TestRunState,
} from 'devmgr/plugin-api/contracts/test-runs';
import { idleState } from './run-model.js';
import { ActiveRun } from './active-run.js';
import type { RunPlanner } from './run-planner.js';

type Host = Pick<PluginContext, 'processes' | 'clock' | 'log' | 'text' | 'events' | 'workspace'>;

/** Runs the project's tests, one run at a time. Provided to other plugins as `TestRuns`. */
export class TestRunsService implements TestRuns, Disposable {
  readonly current: Store<TestRunState>;
  /** After the last state of a run was set. */
  readonly onDidEnd: Event<TestRunState>;
  readonly #ended: Emitter<TestRunState>;
  readonly #host: Host;
  readonly #planner: RunPlanner;
  #active: ActiveRun | undefined;
  #count = 0;

  constructor(host: Host, planner: RunPlanner) {
    const report = (error: unknown) => host.log.error('A listener of the test runs failed', error);
    this.#host = host;
    this.#planner = planner;
    this.current = new Store<TestRunState>(idleState, report);
    this.#ended = new Emitter<TestRunState>(report);
    this.onDidEnd = this.#ended.event;
  }

  /** A run is being prepared or is on. */
  get isBusy(): boolean {
    return this.#active !== undefined;
  }

  async start(options: TestRunOptions = {}): Promise<TestRun> {
    if (this.#active) throw runIsOn();
    this.#count += 1;
    const before = this.current.get();
    const run = new ActiveRun(`${this.#host.clock.now()}-${this.#count}`, this.#host, this.current);
    this.#active = run;
    try {
      await run.begin(() => this.#planner.plan(options, before));
    } catch (error) {
      this.#active = undefined;
      this.current.set(before);
      throw error;
    }
    void run.done.then((state) => this.#finish(state));
    return run;
  }

  /** Stops the run that is on, if any. */
  async stop(): Promise<void> {
    await this.#active?.cancel();
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#ended.dispose();
  }

  #finish(state: TestRunState): void {
    this.#active = undefined;
    this.#ended.fire(state);
    if (state.end && state.runId !== undefined) {
      this.#host.events.publish(TestRunEnded, { runId: state.runId, counts: state.counts, end: state.end });
    }
  }
}

function runIsOn(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_RUN_IS_ON',
    message: 'Tests are running already.',
    hint: 'Wait for them to end, or stop them.',
  });
}
