import { DevmgrError, Emitter, Store, type Disposable, type Event, type PluginContext } from 'devmgr/plugin-api';
import {
  TestRunEnded,
  type TestRun,
  type TestRunOptions,
  type TestRuns,
  type TestRunState,
} from 'devmgr/plugin-api/contracts/test-runs';
import { learnSecrets } from '../pytest/learn-secrets.js';
import type { ToldServers } from '../requests/tell-servers.js';
import { idleState } from './run-model.js';
import { ActiveRun } from './active-run.js';
import type { RunPlanner } from './run-planner.js';

type Host = Pick<PluginContext, 'processes' | 'clock' | 'log' | 'text' | 'events' | 'secrets'>;

/** Runs the project's tests, one run at a time; those in copies of the project go on beside it. Provided to other plugins as `TestRuns`. */
export class TestRunsService implements TestRuns, Disposable {
  readonly current: Store<TestRunState>;
  /** After the last state of a run was set. */
  readonly onDidEnd: Event<TestRunState>;
  readonly #ended: Emitter<TestRunState>;
  readonly #host: Host;
  readonly #planner: RunPlanner;
  readonly #tellServers: (() => ToldServers) | undefined;
  readonly #learn: (value: string) => void;
  #active: ActiveRun | undefined;
  /** Runs in copies of the project. */
  readonly #apart = new Set<ActiveRun>();
  #count = 0;

  /** `tellServers`: tells the tests of a run which servers know their requests. */
  constructor(host: Host, planner: RunPlanner, tellServers?: () => ToldServers) {
    this.#tellServers = tellServers;
    const report = (error: unknown) => host.log.error('A listener of the test runs failed', error);
    this.#host = host;
    this.#learn = learnSecrets(host.secrets);
    this.#planner = planner;
    this.current = new Store<TestRunState>(idleState, report);
    this.#ended = new Emitter<TestRunState>(report);
    this.onDidEnd = this.#ended.event;
  }

  /** A run is being prepared or is on. */
  get isBusy(): boolean {
    return this.#active !== undefined;
  }

  /** The run that is on, of which `current` tells. */
  get active(): TestRun | undefined {
    return this.#active;
  }

  async start(options: TestRunOptions = {}): Promise<TestRun> {
    if (options.root !== undefined) return this.#startApart(options);
    if (this.#active) throw runIsOn();
    const before = this.current.get();
    const run = this.#newRun();
    this.#active = run;
    this.current.set(run.state.get());
    const following = run.state.onDidChange((state) => this.current.set(state));
    try {
      await run.begin(() => this.#planner.plan(options, before));
    } catch (error) {
      this.#active = undefined;
      await following.dispose();
      this.current.set(before);
      throw error;
    }
    void run.done.then((state) => this.#finish(state));
    return run;
  }

  async interpreter(): Promise<{ readonly python: string; readonly version: string }> {
    const { python, version } = await this.#planner.interpreter();
    return { python, version };
  }

  /** Stops the run that is on, if any. */
  async stop(): Promise<void> {
    await this.#active?.cancel();
  }

  async dispose(): Promise<void> {
    await Promise.all([this.stop(), ...[...this.#apart].map((run) => run.cancel())]);
    this.#ended.dispose();
  }

  async #startApart(options: TestRunOptions): Promise<TestRun> {
    const run = this.#newRun();
    this.#apart.add(run);
    try {
      await run.begin(() => this.#planner.plan(options, this.current.get()));
    } catch (error) {
      this.#apart.delete(run);
      throw error;
    }
    void run.done.then(() => this.#apart.delete(run));
    return run;
  }

  #newRun(): ActiveRun {
    this.#count += 1;
    const { processes, clock, log, text } = this.#host;
    const host = { processes, clock, log, text, learn: this.#learn };
    return new ActiveRun(`${clock.now()}-${this.#count}`, host, this.#tellServers);
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
