import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DevmgrError, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import { chooseTests } from './choice/choose-tests.js';
import { projectParts } from './choice/project-parts.js';
import { removeStaleCopies } from './copy/copy-folder.js';
import { ProjectCopy } from './copy/project-copy.js';
import { fileContents } from './file-contents.js';
import { withFilesInPlace } from './in-place.js';
import { isAskedFor, KnownFailures } from './known-failures.js';
import { knownWords } from './known-words.js';
import { gitWords } from './needs-git.js';
import type { Failure } from './run/read-run.js';
import { noCounts, runTests, type FinishedRun } from './run/run-tests.js';
import { triedStaysCode } from './tried-stays.js';
import type { TestChoice, Verification, VerifyFiles, VerifyOptions } from './verification.js';
import type { VerifiedFile } from './verified-file.js';

export type VerifyHost = Pick<
  PluginContext,
  'services' | 'workspace' | 'storage' | 'processes' | 'clock' | 'log' | 'screen'
>;

/**
 * Makes what runs the tests of files before they are saved, one call after the other. The copy is made at the first call, kept for the next ones, and
 * removed at the release, which also stops a run; copies that a crash left are removed now.
 */
export function createVerifyFiles(host: VerifyHost): VerifyFiles & Disposable {
  const verifier = new Verifier(host);
  const verify: VerifyFiles = (files, options) => verifier.verify(files, options);
  return Object.assign(verify, { dispose: () => verifier.dispose() });
}

class Verifier {
  readonly #host: VerifyHost;
  readonly #copy: ProjectCopy;
  readonly #known = new KnownFailures();
  readonly #released = new AbortController();
  readonly #sweep: Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(host: VerifyHost) {
    this.#host = host;
    this.#copy = new ProjectCopy(host);
    this.#sweep = removeStaleCopies(host);
  }

  async verify(files: readonly VerifiedFile[], options: VerifyOptions): Promise<Verification> {
    const signal = AbortSignal.any([options.signal, this.#released.signal]);
    const turn = this.#last.then(() => this.#verifyNow(files, { ...options, signal }));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async dispose(): Promise<void> {
    this.#released.abort();
    await Promise.all([this.#last, this.#sweep]);
    await this.#copy.dispose();
  }

  async #verifyNow(files: readonly VerifiedFile[], options: VerifyOptions): Promise<Verification> {
    const begun = this.#host.clock.now();
    let choice: TestChoice = { paths: [], reason: '' };
    const finish = (outcome: Outcome): Verification => ({
      ...outcome,
      choice,
      durationMs: this.#host.clock.now() - begun,
      where: options.where,
    });
    try {
      options.signal.throwIfAborted();
      choice = await chooseTests(files, projectParts(this.#host, options.signal));
      options.onChoice?.(choice);
      const run = await (options.where === 'copy'
        ? this.#runInCopy(files, choice, options)
        : withFilesInPlace(this.#host, files, () => this.#run(choice.paths, undefined, options)));
      return finish(this.#withGit(await this.#withoutKnown(run, options), run, options));
    } catch (error) {
      if (DevmgrError.isInstance(error) && error.code === triedStaysCode) throw this.#toldOf(error, options);
      if (!options.signal.aborted) throw error;
      return finish({ verdict: 'stopped', detail: undefined, failures: [], counts: noCounts });
    }
  }

  /** Who stops does not look at what it throws: that tried code stays is told all the same. */
  #toldOf(error: DevmgrError, { signal }: VerifyOptions): DevmgrError {
    const { message, hint } = error;
    if (signal.aborted) this.#host.screen.notify({ severity: 'error', message, hint });
    return error;
  }

  async #runInCopy(files: readonly VerifiedFile[], choice: TestChoice, options: VerifyOptions): Promise<FinishedRun> {
    await this.#bringUpToDate(options);
    await this.#copy.lay(await fileContents(this.#host.services, files));
    return this.#run(choice.paths, this.#copy.root, options);
  }

  async #bringUpToDate({ signal, onCopy }: Pick<VerifyOptions, 'signal' | 'onCopy'>): Promise<void> {
    const onProgress = onCopy && inSteps(onCopy);
    const hasChanged = await this.#copy.update({ signal, ...(onProgress ? { onProgress } : {}) });
    if (hasChanged) this.#known.forget();
  }

  #run(paths: readonly string[], root: string | undefined, { signal, onState }: VerifyOptions): Promise<FinishedRun> {
    return runTests(this.#host, { paths, root, signal, ...(onState ? { onState } : {}) });
  }

  /** What fails without the files as well is not their fault. */
  async #withoutKnown(run: FinishedRun, options: VerifyOptions): Promise<Outcome> {
    const { verdict, detail, counts } = run;
    const excusable = run.failures.filter((failure) => !isAskedFor(failure, options.prompt));
    if (verdict !== 'failed' || run.isEndless || excusable.length === 0) return outcomeOf(run);
    const before = await this.#known.among(excusable, (paths) => this.#runBefore(paths, options));
    options.signal.throwIfAborted();
    if (before.length === 0) return outcomeOf(run);
    const failures = run.failures.filter((failure) => !before.includes(failure));
    const failedBefore = before.map((failure) => failure.id);
    if (failures.length > 0) return { verdict, detail, counts, failures, failedBefore };
    const hindrance = run.isIncomplete ? hindranceOf(detail, before) : undefined;
    if (hindrance !== undefined) return { verdict: 'unable', detail: hindrance, counts, failures, failedBefore };
    if (counts.passed > 0) return { verdict: 'passed', detail: undefined, counts, failures, failedBefore };
    return { verdict: 'unable', detail: knownWords(before), counts, failures, failedBefore };
  }

  /** What fails in the copy for want of git fails there without the answer too: it is no excuse, and nothing that can be mended. */
  #withGit(outcome: Outcome, run: FinishedRun, { where }: VerifyOptions): Outcome {
    const words =
      where === 'copy' && existsSync(join(this.#host.workspace.root, '.git')) ? gitWords(run.failures) : undefined;
    if (words === undefined) return outcome;
    const verdict = outcome.verdict === 'passed' ? 'unable' : outcome.verdict;
    return { ...outcome, verdict, detail: joinWords(outcome.detail, words) };
  }

  /** New test files are not there without the change: pytest would refuse them. */
  async #runBefore(paths: readonly string[], options: VerifyOptions): Promise<readonly Failure[] | undefined> {
    const { where, signal, onBefore } = options;
    onBefore?.(undefined);
    if (where === 'copy') await this.#bringUpToDate({ signal });
    else this.#known.forget();
    const root = where === 'copy' ? this.#copy.root : undefined;
    const there = paths.filter((path) => existsSync(join(root ?? this.#host.workspace.root, path)));
    if (there.length === 0) return [];
    const run = await this.#run(there, root, { where, signal, ...(onBefore ? { onState: onBefore } : {}) });
    return run.verdict === 'failed' && !run.isEndless ? run.failures : undefined;
  }
}

const mostSteps = 100;

/** Of every file would be too often for who shows it. */
function inSteps(onCopy: NonNullable<VerifyOptions['onCopy']>): NonNullable<VerifyOptions['onCopy']> {
  let told = -1;
  return (progress) => {
    const step = Math.floor((mostSteps * progress.done) / Math.max(1, progress.total));
    if (step === told) return;
    told = step;
    onCopy(progress);
  };
}

/** A file that cannot be loaded is the reason itself. */
const hindranceOf = (detail: string | undefined, before: readonly Failure[]) =>
  before.some(({ id }) => !id.includes('::'))
    ? knownWords(before)
    : joinWords(detail, 'It is so without the change too.');

const joinWords = (...words: readonly (string | undefined)[]) => words.filter(Boolean).join(' ');

type Outcome = Omit<Verification, 'choice' | 'durationMs' | 'where'>;

const outcomeOf = ({ verdict, detail, counts, failures }: FinishedRun): Outcome => ({
  verdict,
  detail,
  counts,
  failures,
});
