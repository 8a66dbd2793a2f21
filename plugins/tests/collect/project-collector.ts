import { join } from 'node:path';
import { DevmgrError, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import { CatalogKeeper, type CatalogKeeperParts } from './catalog-keeper.js';
import type { CollectedProject } from './collected-project.js';
import { Collection, type CollectionResult } from './collection.js';
import { noRun, type RunsBeside } from './no-run.js';
import { planCollection, type CollectionPlan } from './plan-collection.js';
import { lookAtProject, type ProjectLook } from './project-look.js';
import { fileVersions } from './project-versions.js';

export interface ProjectCollectorParts extends CatalogKeeperParts {
  readonly context: CatalogKeeperParts['context'] & Pick<PluginContext, 'pluginDir' | 'processes' | 'text' | 'secrets'>;
  readonly runs: RunsBeside;
}

/** Keeps the catalogue right: one collection at a time, never beside a run, and only of what has changed. */
export class ProjectCollector implements Disposable {
  readonly #parts: ProjectCollectorParts;
  readonly #keeper: CatalogKeeper;
  readonly #abort = new AbortController();
  readonly #following: Disposable;
  #current: Promise<void> | undefined;
  #taking: Promise<void> = Promise.resolve();
  /** Somebody has asked since the last look. */
  #isWanted = false;
  #lastSources: string | undefined;

  constructor(parts: ProjectCollectorParts) {
    this.#parts = parts;
    this.#keeper = new CatalogKeeper(parts, this.#abort.signal);
    this.#following = parts.runs.onDidEnd((state) => {
      this.#taking = this.#taking.then(() => this.#quietly(() => this.#keeper.takeRun(state)));
      // Files may have changed meanwhile. Where nobody looks at the list nothing is collected.
      if (this.#lastSources !== undefined) void this.collect();
    });
  }

  /** Never rejects. One that is asked for while another goes on looks again behind it. */
  collect(): Promise<void> {
    this.#isWanted = true;
    this.#current ??= this.#collectWhileWanted().finally(() => (this.#current = undefined));
    return this.#current;
  }

  /** What was found earlier is shown. Never rejects. */
  load(): Promise<void> {
    return this.#quietly(() => this.#keeper.load());
  }

  async dispose(): Promise<void> {
    await this.#following.dispose();
    // What a run has said is kept: a word of the command line ends right behind it.
    await this.#taking;
    this.#abort.abort();
    await this.#current;
  }

  get #signal(): AbortSignal {
    return this.#abort.signal;
  }

  get #project(): CollectedProject {
    return this.#parts.catalog.project;
  }

  async #collectWhileWanted(): Promise<void> {
    await this.load();
    while (this.#isWanted && !this.#signal.aborted) {
      this.#isWanted = false;
      await this.#quietly(() => this.#collectOnce());
    }
  }

  async #collectOnce(): Promise<void> {
    const { runs, catalog } = this.#parts;
    await noRun(runs, this.#signal);
    await this.#taking;
    const look = await lookAtProject(this.#parts, this.#project, this.#signal);
    const plan = await this.#plan(look);
    this.#lastSources = look.sources;
    if (runs.isBusy) this.#isWanted = true;
    else if (plan.kind === 'nothing') catalog.show(this.#project, 'ready');
    else await this.#carryOut(plan, look);
  }

  async #plan(look: ProjectLook): Promise<CollectionPlan> {
    // Whatever was wrong may be right now without a file having changed.
    if (this.#parts.catalog.state.get().failure) return { kind: 'everything' };
    const isFirstLook = this.#lastSources === undefined;
    const plan = await this.#withoutSame(planCollection(this.#project, { ...look, isFirstLook }), look);
    const broken = this.#project.problems.map(({ path }) => path);
    if (isFirstLook || broken.length === 0 || plan.kind === 'everything' || look.sources === this.#lastSources)
      return plan;
    // What they import may have been mended.
    const { changed, gone } = plan.kind === 'files' ? plan : { changed: [], gone: [] };
    return { kind: 'files', changed: [...new Set([...changed, ...broken])], gone };
  }

  /** Files that were only touched are not collected again. */
  async #withoutSame(plan: CollectionPlan, { stamps }: ProjectLook): Promise<CollectionPlan> {
    if (plan.kind !== 'files') return plan;
    const { files } = this.#project;
    const versions = { stamps, now: stamps, known: files };
    const now = await fileVersions(this.#parts.context.workspace.root, plan.changed, versions, this.#signal);
    const changed = plan.changed.filter((path) => {
      const hash = files.get(path)?.hash;
      return hash === undefined || hash !== now.get(path)?.hash;
    });
    return changed.length > 0 || plan.gone.length > 0 ? { ...plan, changed } : { kind: 'nothing' };
  }

  async #carryOut(plan: Exclude<CollectionPlan, { kind: 'nothing' }>, look: ProjectLook): Promise<void> {
    const isPart = plan.kind === 'files';
    if (isPart && plan.changed.length === 0) return this.#keeper.replace(plan, look, undefined);
    const result = await this.#run(isPart ? plan.changed : [], look);
    if (!result) this.#isWanted = true;
    else if (isPart && !isUsable(result, this.#project)) await this.#carryOut({ kind: 'everything' }, look);
    else await this.#keeper.replace(plan, look, result);
  }

  /** `undefined`: a run has begun meanwhile, and was given way. */
  async #run(files: readonly string[], look: ProjectLook): Promise<CollectionResult | undefined> {
    const { catalog, runs } = this.#parts;
    const before = this.#project;
    const collection = this.#start(files, look);
    const stop = () => void collection.dispose();
    const watching = runs.current.onDidChange(() => runs.isBusy && stop());
    this.#signal.addEventListener('abort', stop, { once: true });
    const result = await collection.ended;
    this.#signal.removeEventListener('abort', stop);
    await watching.dispose();
    this.#signal.throwIfAborted();
    if (!runs.isBusy) return this.#redacted(result);
    catalog.show(this.#project, before.collectedAt > 0 ? 'cached' : 'unknown');
    return undefined;
  }

  #start(files: readonly string[], { interpreter, args, variables }: ProjectLook): Collection {
    const { catalog, context } = this.#parts;
    const isFirst = this.#project.tests.length === 0;
    const state = { ...catalog.state.get(), status: 'collecting', failure: undefined, found: 0 } as const;
    let found = 0;
    catalog.state.set(state);
    // What a token is used for must not be read in a traceback.
    context.secrets.addVariables(variables);
    const command = {
      python: interpreter.python,
      cwd: context.workspace.root,
      packageDir: join(context.pluginDir, 'pytest'),
      modulePath: context.env['PYTHONPATH'],
      args,
      variables,
      files,
    };
    return new Collection(context.processes, command, (tests) => {
      found += tests.length;
      if (isFirst) catalog.add(tests);
      catalog.state.set({ ...state, found });
    });
  }

  #redacted(result: CollectionResult): CollectionResult {
    const { text } = this.#parts.context;
    const problems = result.problems.map(({ path, traceback }) => ({ path, traceback: text.redact(traceback) }));
    return { ...result, problems, lastLines: result.lastLines.map((line) => text.redact(line)) };
  }

  /** Why nothing could be collected is a state, not an error. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#signal.aborted) return;
      const hint = error instanceof DevmgrError ? error.hint : undefined;
      const message = error instanceof Error ? error.message : String(error);
      this.#parts.catalog.show(this.#project, 'failed', { message, hint });
    }
  }
}

/** A part belongs to the whole when ids mean the same in both. Without a test pytest tells nothing of the part. */
function isUsable(
  { complete, rules, tests, problems }: CollectionResult,
  { rules: before }: CollectedProject,
): boolean {
  const isSame = rules?.rootdir === before?.rootdir && rules?.inifile === before?.inifile;
  return complete && tests.length + problems.length > 0 && isSame;
}
