import { join } from 'node:path';
import { DevmgrError, DisposableStore, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { TestRunOptions, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestBook } from '../book/test-book.js';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { TestProfiles } from '../profiles/test-profile.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { chooseTests } from './choose/choose-tests.js';
import { describedChoice } from './choose/described-choice.js';
import { measuredTests } from './choose/measured-tests.js';
import { narrowed, scopeOfRun } from './choose/scope-of-run.js';
import { TestFiles } from './choose/test-files.js';
import { withoutStopped } from './choose/without-stopped.js';
import { choiceOfWish } from './choose/choice-of-wish.js';
import { ProjectGraph } from './graph/project-graph.js';
import { QuietRun } from './quiet-run.js';
import { reduceWatch } from './reduce-watch.js';
import { SourceWatch } from './sources/source-watch.js';
import {
  isWaitedFor,
  newWatch,
  type Choice,
  type WatchEffect,
  type WatchEvent,
  type WatchModel,
} from './watch-model.js';
import { watchedRun } from './watched-run.js';

export interface WatchParts {
  readonly context: Pick<
    PluginContext,
    'workspace' | 'storage' | 'clock' | 'config' | 'log' | 'processes' | 'pluginDir' | 'env'
  >;
  readonly runs: Pick<TestRunsService, 'start' | 'stop' | 'isBusy' | 'current' | 'onDidEnd' | 'interpreter'>;
  readonly book: Pick<TestBook, 'tests' | 'collect' | 'catalog'>;
  readonly history: Pick<TestHistoryStore, 'ready' | 'failed' | 'stopped'>;
  /** Of the one that is asked for only its tests are chosen. */
  readonly profiles?: Pick<TestProfiles, 'get'>;
  /** What is run without a change, and how. Throws a `DevmgrError` when it cannot be said. */
  readonly options: () => TestRunOptions;
}

/** Watching from its start to its end: what happens comes in as events, what the reducer wants is done. */
export class WatchSession implements Disposable {
  readonly #parts: WatchParts;
  readonly #onModel: (model: WatchModel) => void;
  readonly #sources: SourceWatch;
  readonly #graph: ProjectGraph;
  readonly #owned = new DisposableStore();
  readonly #over = new AbortController();
  readonly #quiet: QuietRun;
  #model: WatchModel;
  #choosing: Promise<void> = Promise.resolve();
  /** The run that watching is starting, or has started, is the one that is on. */
  #isStarting = false;

  /** `onModel` is called after every change. */
  constructor(parts: WatchParts, pinned: Iterable<string>, onModel: (model: WatchModel) => void) {
    const { context, runs } = parts;
    this.#parts = parts;
    this.#onModel = onModel;
    this.#model = newWatch(pinned);
    this.#quiet = this.#owned.add(new QuietRun(context.clock, (isQuiet) => this.#dispatch({ kind: 'heard', isQuiet })));
    this.#sources = this.#owned.add(
      new SourceWatch({
        root: context.workspace.root,
        ignored: strings(context.config.json('watchIgnore')),
        clock: context.clock,
        onSettling: () => this.#dispatch({ kind: 'settling' }),
        onChange: ({ files, at }) => this.#dispatch({ kind: 'changed', files, at }),
        onError: (error) => this.#dispatch({ kind: 'trouble', problem: said(error) }),
      }),
    );
    this.#graph = new ProjectGraph({
      host: context,
      root: context.workspace.root,
      cachePath: join(context.storage.workspaceDir, 'imports.jsonl'),
      python: async () => (await runs.interpreter()).python,
    });
    this.#owned.add(runs.onDidEnd((state) => this.#runEnded(state)));
    this.#owned.add(runs.current.onDidChange((state) => this.#runChanged(state)));
    const settings = {
      duringRun: setting(context, 'watchDuringRun', 'cancel', 'queue'),
      then: setting(context, 'watchThen', 'all', 'nothing'),
    };
    this.#dispatch({ kind: 'started', settings, isRunOn: runs.isBusy });
  }

  /** Resolves when no change is missed any more. The graph is made ready meanwhile, so that the first change does not wait for it. */
  async ready(): Promise<void> {
    await this.#sources.ready;
    if (this.#over.signal.aborted) return;
    this.#choosing = this.#choosing.then(() => this.#updateGraph()).then(noop, noop);
  }

  dispatch(event: Extract<WatchEvent, { kind: 'wished' | 'unpinned' }>): void {
    this.#dispatch(event);
  }

  async dispose(): Promise<void> {
    this.#dispatch({ kind: 'stopped' });
    this.#over.abort();
    await this.#owned.dispose();
    await this.#choosing;
  }

  #dispatch(event: WatchEvent): void {
    if (this.#over.signal.aborted) return;
    const before = this.#model;
    const { model, effects } = reduceWatch(before, event);
    this.#model = model;
    if (model !== before) this.#onModel(model);
    this.#quiet.wait(isWaitedFor(model));
    for (const effect of effects) this.#apply(effect);
  }

  #apply(effect: WatchEffect): void {
    switch (effect.kind) {
      case 'choose':
        // One after another: the graph is brought up to date by one at a time.
        this.#choosing = this.#choosing.then(() => this.#choose(effect));
        return;
      case 'run':
        return void this.#run(effect.choice);
      case 'cancel':
        return void this.#parts.runs.stop();
      case 'collect':
        return void this.#parts.book.collect();
    }
  }

  async #choose({ generation, files, wish }: Extract<WatchEffect, { kind: 'choose' }>): Promise<void> {
    if (this.#over.signal.aborted || generation !== this.#model.generation) return;
    try {
      const asked = this.#parts.options();
      const choice = wish
        ? choiceOfWish(wish, { files, asked, last: this.#model.last, tests: this.#tests() })
        : await this.#choiceFor(files, this.#scope(asked));
      const isAskedFor = wish !== undefined && !('isFollowing' in wish);
      const left = isAskedFor ? choice : await this.#withoutStopped(choice);
      const isComplete = this.#parts.book.catalog.get().status === 'ready';
      const described = describedChoice(left, asked, { tests: this.#tests(), isComplete });
      this.#dispatch({ kind: 'chosen', generation, choice: described });
    } catch (error) {
      this.#dispatch({ kind: 'not-chosen', generation, problem: said(error) });
    }
  }

  #profile({ kind = 'all' }: TestRunOptions) {
    return this.#parts.profiles?.get(kind);
  }

  #scope(asked: TestRunOptions): readonly string[] {
    const scope = scopeOfRun(asked, this.#profile(asked), this.#parts.book.tests());
    if (!scope) throw nothingInBoth(asked.kind);
    return scope;
  }

  async #choiceFor(files: readonly string[], scope: readonly string[]): Promise<Choice> {
    const { context, history } = this.#parts;
    const [graph] = await Promise.all([this.#updateGraph(), history.ready]);
    const { root } = context.workspace;
    const measured = await measuredTests(root, join(root, context.env['COVERAGE_FILE'] ?? '.coverage'), files);
    const tests = this.#tests();
    const { pinned } = this.#model;
    const unknown = setting(context, 'watchUnknown', 'nothing', 'all');
    return chooseTests({ files, graph, tests, measured, failed: history.failed(), pinned, scope, unknown });
  }

  async #withoutStopped(choice: Choice): Promise<Choice> {
    const { book, history } = this.#parts;
    await history.ready;
    // What was stopped just now may not be recorded yet.
    const stopped = new Set([...history.stopped(), ...this.#model.stopped]);
    if (stopped.size === 0) return choice;
    const known = new Set(book.tests().map(({ id }) => id));
    return withoutStopped(choice, stopped, { tests: this.#tests(), known });
  }

  #updateGraph() {
    return this.#graph.update(this.#sources.sources(), this.#over.signal);
  }

  #tests(): TestFiles {
    const { book } = this.#parts;
    const sources = this.#sources.sources();
    return new TestFiles(book.tests(), (file) => sources.has(file), book.catalog.get().status === 'ready');
  }

  async #run({ options }: Choice): Promise<void> {
    try {
      const { paths: _scope, ids: _ids, failed: _failed, ...asked } = this.#parts.options();
      const how = options?.ids ? narrowed(asked, this.#profile(asked)) : asked;
      this.#isStarting = true;
      await this.#parts.runs.start({ ...how, ...options });
    } catch (error) {
      const isStopped = DevmgrError.isInstance(error) && error.code === 'PLUGIN_TESTS_CANCELLED';
      if (isStopped) this.#neverRan();
      else this.#dispatch({ kind: 'run-refused', problem: said(error) });
    } finally {
      this.#isStarting = false;
    }
  }

  #neverRan(): void {
    const run = { end: 'stopped', isGreen: false, bad: [], stopped: [], isGood: () => false } as const;
    this.#dispatch({ kind: 'run-ended', run, at: this.#parts.context.clock.now() });
  }

  /** A run of the person, or that it could not begin after all: then the state before it is back, and nothing is on. */
  #runChanged({ status }: TestRunState): void {
    this.#quiet.heard();
    if (this.#isStarting) return;
    if (status === 'collecting') this.#dispatch({ kind: 'run-began' });
    else if (status !== 'running' && !this.#parts.runs.isBusy && this.#model.run) this.#neverRan();
  }

  #runEnded(state: TestRunState): void {
    this.#dispatch({ kind: 'run-ended', run: watchedRun(state), at: this.#parts.context.clock.now() });
  }
}

function nothingInBoth(profile = 'all'): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOTHING_CHOSEN',
    message: `None of these paths is among those of the profile ${profile}.`,
    hint: 'Give other paths, or watch with the profile all.',
  });
}

function setting<T extends string>({ config }: Pick<PluginContext, 'config'>, key: string, one: T, other: T): T {
  return config.string(key) === one ? one : other;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function said(error: unknown): string {
  if (!DevmgrError.isInstance(error)) return error instanceof Error ? error.message : String(error);
  return [error.message, error.hint].filter(Boolean).join(' ');
}

function noop(): void {}
