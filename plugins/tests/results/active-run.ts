import { setImmediate as nextTurn } from 'node:timers/promises';
import { DevmgrError, ExitCode, Store, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { TestCase, TestInspection, TestRun, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { readCoverage } from '../coverage/read-coverage.js';
import { PytestProcess, type PytestCommand, type PytestHost } from '../pytest/pytest-process.js';
import type { TestControl } from '../pytest/test-control.js';
import { createRunFolder, type RunFolder, type Selection } from '../pytest/run-folder.js';
import type { ToldServers } from '../requests/tell-servers.js';
import { endRun } from './end-run.js';
import { EventQueue } from './event-queue.js';
import { reduceEvents } from './reduce-events.js';
import { newRun, type RunModel } from './run-model.js';

/** What is to be run. */
export interface RunPlan {
  /** The project's folder, or that of its copy. Files and frames in it are told relative to it. */
  readonly root: string;
  /** The profile that is run. */
  readonly profile: string;
  /** Nothing is chosen: every test of the project is to be run. */
  readonly isWhole: boolean;
  /** Coverage is measured. */
  readonly coverage: boolean;
  readonly selection: Selection;
  /** Below which the run's folder is made; it exists. */
  readonly folder: string;
  command(runFolder: string): PytestCommand;
}

type Host = Pick<PluginContext, 'processes' | 'clock' | 'log' | 'text'> & Pick<PytestHost, 'learn'>;

/** Events that come within one frame of the screen make one new state. */
const frameMs = 33;

/** One run from its preparation to its end. */
export class ActiveRun implements TestRun {
  readonly id: string;
  readonly state: Store<TestRunState>;
  readonly done: Promise<TestRunState>;
  readonly #host: Host;
  readonly #tellServers: (() => ToldServers) | undefined;
  #settle!: (state: TestRunState) => void;
  #model: RunModel;
  #root = '';
  readonly #events = new EventQueue();
  #frame: Disposable | undefined;
  #pytest: PytestProcess | undefined;
  readonly #cancelled = new AbortController();

  /** `tellServers`: tells the tests, by a file in the folder, which servers know their requests. */
  constructor(id: string, host: Host, tellServers?: () => ToldServers) {
    this.id = id;
    this.#tellServers = tellServers;
    this.#host = host;
    this.done = new Promise((resolve) => (this.#settle = resolve));
    this.#model = newRun(id, host.clock.now());
    this.state = new Store(this.#model.state, (error) => host.log.error('A listener of a test run failed', error));
  }

  /** Rejects with what `plan` rejects with, and when the run was cancelled before pytest was started. */
  async begin(plan: () => Promise<RunPlan>): Promise<void> {
    const telling = this.#tellServers?.();
    try {
      await this.#begin(plan, telling);
    } catch (error) {
      await telling?.dispose();
      throw error;
    }
  }

  async #begin(plan: () => Promise<RunPlan>, telling: ToldServers | undefined): Promise<void> {
    const { signal } = this.#cancelled;
    const planned = await unlessAborted(plan(), signal);
    const { root, selection, folder, command, profile, isWhole } = planned;
    const told = toldServers(await createRunFolder(folder, selection), telling);
    await telling?.into(told.path);
    if (signal.aborted) {
      await told.dispose();
      throw stoppedBefore();
    }
    this.#root = root;
    const pytest = command(told.path);
    this.#model = { ...this.#model, state: { ...this.#model.state, python: pytest.python, profile, isWhole } };
    const kept = planned.coverage ? this.#measured(told) : told;
    this.#pytest = new PytestProcess(this.#host, pytest, kept, (event) => {
      this.#events.add({ at: this.#host.clock.now(), event });
      this.#reduceWithin(frameMs);
    });
    void this.#pytest.ended.then(async (exit) => {
      for (; !this.#events.isEmpty; await nextTurn()) this.#reduce();
      void this.#frame?.dispose();
      this.#model = endRun(this.#model, exit);
      this.state.set(this.#model.state);
      this.#settle(this.#model.state);
    });
  }

  /** The folder, out of which the coverage is read before it is removed. */
  #measured(runFolder: RunFolder): RunFolder {
    const dispose = async () => {
      const reading = await readCoverage(runFolder.path, this.#root);
      if ('report' in reading) {
        this.#model = { ...this.#model, state: { ...this.#model.state, coverage: reading.report } };
      } else this.#host.log.warn(`Coverage is not known: ${reading.problem}`);
      await runFolder.dispose();
    };
    return { ...runFolder, dispose };
  }

  async cancel(): Promise<void> {
    this.#cancelled.abort();
    if (!this.#pytest) return;
    await this.#pytest.cancel();
    await this.done;
  }

  async inspect(id: string, options: { readonly stack: boolean }): Promise<TestInspection> {
    const { control, test } = this.#running(id);
    return control.inspect(test, options);
  }

  async stopTest(id: string): Promise<void> {
    const { control, test } = this.#running(id);
    const now = this.#host.clock.now();
    return control.stop(test, now - (test.startedAt ?? now));
  }

  #running(id: string): { readonly control: TestControl; readonly test: TestCase } {
    const test = this.#model.active.has(id) ? this.#model.state.cases.get(id) : undefined;
    if (!test || !this.#pytest) throw notRunning(id);
    return { control: this.#pytest.control, test };
  }

  #reduceWithin(ms: number): void {
    this.#frame ??= this.#host.clock.setTimeout(() => this.#reduce(), ms);
  }

  #reduce(): void {
    void this.#frame?.dispose();
    this.#frame = undefined;
    const events = this.#events.take();
    if (events.length === 0) return;
    this.#model = reduceEvents(this.#model, events, this.#root);
    this.state.set(this.#model.state);
    if (!this.#events.isEmpty) this.#reduceWithin(0);
  }
}

/** The folder, to which servers are told until it is removed. */
function toldServers(runFolder: RunFolder, telling: ToldServers | undefined): RunFolder {
  const dispose = async () => {
    await telling?.dispose();
    await runFolder.dispose();
  };
  return { ...runFolder, dispose };
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

function notRunning(id: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOT_RUNNING',
    message: `${id} does not run.`,
    hint: 'Only a test that runs can be looked at or stopped.',
  });
}
