import type { IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import type { Embedder } from '../embed/embedder.js';
import { errorSentences } from '../embed/error-sentences.js';
import type { IndexWriter } from '../store/index-store.js';
import { isIgnoreFile } from '../walk/path-filter.js';
import type { ProjectFiles, WalkOptions } from '../walk/project-files.js';
import { IndexRun, type IndexRunResult } from './index-run.js';
import { KnownFiles, type KnownFile } from './known-files.js';
import type { Log } from './log.js';
import { everything, pathScope, type PathScope } from './path-scope.js';
import { planRefresh, type RefreshPlan } from './plan-refresh.js';
import type { Preparers } from './preparers.js';
import { SkippedFiles } from './skipped-files.js';
import { VectorMaker } from './vector-maker.js';

export interface IndexerOptions {
  readonly root: string;
  readonly writer: IndexWriter;
  /** `listProjectFiles` */
  readonly list: (options: WalkOptions) => Promise<ProjectFiles>;
  /** `listChangedFiles` */
  readonly listChanged: (paths: readonly string[], options: WalkOptions) => Promise<ProjectFiles | undefined>;
  readonly preparers: Preparers;
  /** Milliseconds, from wherever. */
  readonly now: () => number;
  readonly log: Log;
}

/** Who makes the vectors. Without an embedder: `problem` says why there is none, or nobody wants one. */
export interface EmbedderState {
  readonly embedder: Embedder | undefined;
  readonly problem: string | undefined;
}

export interface UpdateOptions extends Omit<WalkOptions, 'root'> {
  /** Of everything but `index-end`: that is the summary. */
  readonly report: (progress: IndexProgress) => void;
}

export interface RefreshOptions extends UpdateOptions {
  /** Everything that was known is forgotten first. */
  readonly rebuild?: boolean | undefined;
}

interface Run extends UpdateOptions {
  readonly start: number;
  readonly listing: ProjectFiles;
  readonly scope: PathScope;
}

/** Brings the index up to date with the files, one run after the other. */
export class Indexer {
  readonly #options: IndexerOptions;
  #embedder: EmbedderState = { embedder: undefined, problem: undefined };
  /** Of the last run. */
  #problem: string | undefined;
  #known: KnownFiles | undefined;
  #skipped = new SkippedFiles();
  /** Whether the last look at the whole project came to its end. */
  #isWhole = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: IndexerOptions) {
    this.#options = options;
  }

  /** Why there are files without vectors though vectors are wanted, as the last run found. */
  get embedderProblem(): string | undefined {
    return this.#problem;
  }

  /** The files of the index, as the last run left them. */
  get files(): Iterable<KnownFile> {
    return this.#known?.all() ?? [];
  }

  /** From the next run on; the one of before may be in use until `idle`. It stays the caller's. */
  setEmbedder(state: EmbedderState): void {
    this.#embedder = state;
  }

  /** When all runs that were asked for are over. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /**
   * Looks at the whole project. Rejects with the signal's reason or a `DevmgrError`; what was written until then is kept, and
   * the next run goes on from there.
   */
  refresh(options: RefreshOptions): Promise<IndexSummary> {
    return this.#inTurn(options.signal, () => this.#refresh(options));
  }

  /**
   * Looks at some paths only: files that were added, changed or removed, folders that were removed. `listed` as for `refresh`,
   * maybe of a while ago: a new path that is not in it is judged by `.gitignore` files. After a change of an ignore file a
   * refresh is better. Without a whole refresh before this is one.
   */
  update(paths: readonly string[], options: UpdateOptions): Promise<IndexSummary> {
    return this.#inTurn(options.signal, async () => {
      if (!this.#isWhole) return this.#refresh(options);
      const start = this.#options.now();
      const walk = { ...options, root: this.#options.root };
      const listing = (await this.#options.listChanged(paths, walk)) ?? (await this.#options.list(walk));
      const folders = paths.map((path) => (isIgnoreFile(path) ? path.slice(0, path.lastIndexOf('/') + 1) : path));
      return this.#run({ ...options, start, listing, scope: pathScope(folders) });
    });
  }

  /**
   * Loads what dividing a file takes, with the file that was changed last: the first update is then as quick as the others.
   * Never rejects.
   */
  async warmUp({ maxFileBytes, signal }: Pick<WalkOptions, 'maxFileBytes' | 'signal'>): Promise<void> {
    const [first, ...others] = this.files;
    if (!first) return;
    const { path } = others.reduce((latest, file) => (file.mtimeMs > latest.mtimeMs ? file : latest), first);
    const file = { path, knownHash: undefined, maxBytes: maxFileBytes };
    await this.#options.preparers.use(1, (preparer) => preparer.prepare(file, { signal })).catch(() => undefined);
  }

  /** After the last run. */
  async dispose(): Promise<void> {
    await this.idle();
    await this.#options.preparers.dispose();
  }

  async #refresh({ rebuild = false, ...options }: RefreshOptions): Promise<IndexSummary> {
    const { now, root, list, writer } = this.#options;
    const start = now();
    this.#isWhole = false;
    // Another devmgr may have written.
    this.#known = undefined;
    if (rebuild) {
      await writer.clear();
      this.#skipped = new SkippedFiles();
    }
    const listing = await list({ ...options, root });
    const summary = await this.#run({ ...options, start, listing, scope: everything });
    await this.#activateEmbedder();
    this.#isWhole = true;
    return summary;
  }

  async #run(run: Run): Promise<IndexSummary> {
    const { writer, log, now } = this.#options;
    const { embedder, problem } = this.#embedder;
    const known = (this.#known ??= KnownFiles.of(await writer.files()));
    // Nothing is searched yet: what comes is found by its vectors from the first batch on.
    if (embedder && known.counts.files === 0) await writer.setActiveEmbedder(embedder.id);
    const plan = await this.#plan(run, known);
    run.report({ type: 'index-start', files: plan.read.length });
    const vectors = new VectorMaker({ writer, embedder, log });
    const result = await this.#carryOut(plan, known, vectors, run);
    await this.#tellSkipped(run, plan, result);
    this.#problem = vectors.problem ? errorSentences(vectors.problem) : problem;
    return this.#summary(known, result, vectors, now() - run.start);
  }

  async #plan({ listing, scope }: Run, known: KnownFiles): Promise<RefreshPlan> {
    const { embedder } = this.#embedder;
    const without = embedder && scope === everything ? await this.#options.writer.filesWithout(embedder.id) : [];
    return planRefresh({
      known: [...known.all()].filter(({ path }) => scope(path)),
      candidates: listing.files.filter(({ path }) => scope(path)),
      withoutVectors: new Set(without.map(({ path }) => path)),
      skippedContents: this.#skipped.contents,
    });
  }

  async #carryOut(plan: RefreshPlan, known: KnownFiles, vectors: VectorMaker, run: Run): Promise<IndexRunResult> {
    const { preparers, ...options } = this.#options;
    try {
      return await preparers.use(plan.read.length + plan.embed.length, (preparer) =>
        new IndexRun({ ...options, ...run, plan, known, vectors, preparer }).run(),
      );
    } catch (error) {
      // What was written of the last batch is not sure.
      this.#known = undefined;
      this.#isWhole = false;
      throw error;
    }
  }

  async #tellSkipped({ listing, scope }: Run, plan: RefreshPlan, { skipped }: IndexRunResult): Promise<void> {
    const named = [...listing.skipped.filter(({ path }) => scope(path)), ...plan.skipped];
    if (this.#skipped.replace(scope, named, skipped)) await this.#options.writer.setSkipped(this.#skipped.all());
  }

  /** All files have vectors of this embedder, or nobody wants any: those of others have served until now. */
  async #activateEmbedder(): Promise<void> {
    const { embedder } = this.#embedder;
    if (this.#problem === undefined) await this.#options.writer.setActiveEmbedder(embedder?.id);
  }

  #summary(known: KnownFiles, { added, removed }: IndexRunResult, vectors: VectorMaker, tookMs: number): IndexSummary {
    const { files, chunks } = known.counts;
    const counts = { files, chunks, added, removed, unchanged: files - added };
    const embedder = this.#embedder.embedder?.id ?? 'none';
    return { ...counts, skipped: this.#skipped.counts(), embedded: vectors.embedded, tookMs, embedder };
  }

  #inTurn<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => {
      signal.throwIfAborted();
      return run();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}
