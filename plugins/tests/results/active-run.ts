import { DevmgrError, ExitCode, Store, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { TestRun, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { PytestProcess, type PytestCommand } from '../pytest/pytest-process.js';
import { createRunFolder, type Selection } from '../pytest/run-folder.js';
import { endRun } from './end-run.js';
import { reduceEvents, type TimedEvent } from './reduce-events.js';
import { newRun, type RunModel } from './run-model.js';

/** What is to be run. */
export interface RunPlan {
  /** The project's folder, or that of its copy. Files and frames in it are told relative to it. */
  readonly root: string;
  readonly selection: Selection;
  /** Below which the run's folder is made; it exists. */
  readonly folder: string;
  command(runFolder: string): PytestCommand;
}

type Host = Pick<PluginContext, 'processes' | 'clock' | 'log' | 'text'>;

/** Events that come within one frame of the screen make one new state. */
const frameMs = 33;

/** One run from its preparation to its end. */
export class ActiveRun implements TestRun {
  readonly id: string;
  readonly state: Store<TestRunState>;
  readonly done: Promise<TestRunState>;
  readonly #host: Host;
  #settle!: (state: TestRunState) => void;
  #model: RunModel;
  #root = '';
  #events: TimedEvent[] = [];
  #frame: Disposable | undefined;
  #pytest: PytestProcess | undefined;
  readonly #cancelled = new AbortController();

  constructor(id: string, host: Host) {
    this.id = id;
    this.#host = host;
    this.done = new Promise((resolve) => (this.#settle = resolve));
    this.#model = newRun(id, host.clock.now());
    this.state = new Store(this.#model.state, (error) => host.log.error('A listener of a test run failed', error));
  }

  /** Rejects with what `plan` rejects with, and when the run was cancelled before pytest was started. */
  async begin(plan: () => Promise<RunPlan>): Promise<void> {
    const { signal } = this.#cancelled;
    const { root, selection, folder, command } = await unlessAborted(plan(), signal);
    const runFolder = await createRunFolder(folder, selection);
    if (signal.aborted) {
      await runFolder.dispose();
      throw stoppedBefore();
    }
    this.#root = root;
    const pytest = command(runFolder.path);
    this.#model = { ...this.#model, state: { ...this.#model.state, python: pytest.python } };
    this.#pytest = new PytestProcess(this.#host, pytest, runFolder, (event) => {
      this.#events.push({ at: this.#host.clock.now(), event });
      this.#frame ??= this.#host.clock.setTimeout(() => this.#reduce(), frameMs);
    });
    void this.#pytest.ended.then((exit) => {
      this.#reduce();
      this.#model = endRun(this.#model, exit);
      this.state.set(this.#model.state);
      this.#settle(this.#model.state);
    });
  }

  async cancel(): Promise<void> {
    this.#cancelled.abort();
    if (!this.#pytest) return;
    await this.#pytest.cancel();
    await this.done;
  }

  #reduce(): void {
    void this.#frame?.dispose();
    this.#frame = undefined;
    const events = this.#events;
    this.#events = [];
    if (events.length === 0) return;
    this.#model = reduceEvents(this.#model, events, this.#root);
    this.state.set(this.#model.state);
  }
}

/** Looking for an interpreter may take long; nobody waits for it who wants no run any more. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(stoppedBefore()), { once: true });
    work.then(resolve, reject);
  });
}

function stoppedBefore(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_CANCELLED',
    message: 'The run was stopped before it began.',
    exitCode: ExitCode.interrupted,
  });
}
