import type { CliInvocation, Disposable } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { because } from '../watch/watch-text.js';
import type { WatchState } from '../watch/watch-state.js';
import { eraseLine, showLiveProgress } from './live-progress.js';
import { printSummary } from './print-summary.js';
import { runDocument } from './run-document.js';
import { watchKeyHint } from './watch-keys.js';
import type { WatchTestsParts } from './watch-tests.js';

/** Writes what watching does: for people, or a document a line. */
export class WatchPrinter implements Disposable {
  readonly #parts: WatchTestsParts;
  readonly #invocation: CliInvocation;
  readonly #onBroken: () => void;
  #before: WatchState | undefined;
  /** What the run that is on is for. */
  #running: WatchState | undefined;
  #progress: Disposable | undefined;

  #told: string | undefined;

  /** `onBroken`: nobody reads any more. */
  constructor(parts: WatchTestsParts, invocation: CliInvocation, onBroken: () => void) {
    this.#parts = parts;
    this.#invocation = invocation;
    this.#onBroken = onBroken;
  }

  show(state: WatchState): void {
    const before = this.#before;
    this.#before = state;
    if (state.phase === 'choosing' && before?.phase !== 'choosing') this.#changed(state);
    if (state.phase === 'running' && before?.phase !== 'running' && before?.phase !== 'queued') this.#began(state);
    if (state.problem !== undefined && state.problem !== before?.problem) this.#trouble(state.problem);
    if (state.isQuiet && !before?.isQuiet) this.#trouble(this.#quiet(state));
    if (state.phase === 'waiting' && before?.phase === 'choosing' && state.problem === undefined) this.#nothing(state);
  }

  ended(state: TestRunState): void {
    const running = this.#running;
    this.#running = undefined;
    void this.#progress?.dispose();
    this.#progress = undefined;
    const { stdout, json, flags } = this.#invocation;
    if (json) {
      return this.#tell({ type: 'run', reason: running?.reason, files: running?.files ?? [], ...runDocument(state) });
    }
    printSummary(state, stdout, this.#parts.context.text, { slowest: flags.number('durations') ?? 0 });
    this.#line(
      'muted',
      running?.reason === 'pattern' ? `the pattern was for this run only · ${this.#hint()}` : this.#hint(),
    );
  }

  /** A word for people, on its own lines. */
  say(words: string): void {
    for (const line of words.split('\n')) this.#line('muted', line);
  }

  dispose(): void {
    void this.#progress?.dispose();
  }

  #changed({ files }: WatchState): void {
    if (this.#invocation.json && files.length > 0) this.#tell({ type: 'change', files });
  }

  #began(state: WatchState): void {
    const { history, context } = this.#parts;
    this.#running = state;
    this.#told = undefined;
    if (!this.#invocation.json) this.#line('accent', `\n> ${because(state)}`);
    const known = (id: string) => history.durationOf(id);
    this.#progress = showLiveProgress(this.#invocation.stderr, this.#parts.runs, known, context);
  }

  /** Once, while nothing else happens: a file that is saved again is as wrong as before. */
  #trouble(problem: string): void {
    if (problem === this.#told) return;
    this.#told = problem;
    if (this.#invocation.json) this.#tell({ type: 'problem', message: problem });
    else this.#line('warning', `! ${problem}`);
  }

  #nothing(state: WatchState): void {
    const { files, leftOut = 0 } = state;
    if (this.#invocation.json) this.#tell({ type: 'nothing', files });
    else this.#line('muted', leftOut > 0 ? `> ${because(state)}` : `> ${files.join(', ')}: no test concerns it`);
  }

  #quiet({ files }: WatchState): string {
    const way = this.#invocation.openKeys ? 's stops it' : 'Ctrl-C ends it';
    return `${files.join(', ')} changed and waits for this run, which says nothing: ${way} (watchDuringRun = "cancel" does so by itself)`;
  }

  #hint(): string {
    return this.#invocation.openKeys ? `waiting for a change · ${watchKeyHint}` : 'waiting for a change';
  }

  #line(style: 'muted' | 'accent' | 'warning', words: string): void {
    const { stdout, stderr } = this.#invocation;
    if (this.#progress && stderr.isTTY) stderr.write(eraseLine);
    this.#write(`${stdout.paint(style, this.#parts.context.text.clean(words))}\n`);
  }

  #tell(document: object): void {
    this.#write(`${JSON.stringify(document)}\n`);
  }

  #write(text: string): void {
    const { stdout } = this.#invocation;
    if (stdout.isBroken !== true) stdout.write(text);
    if (stdout.isBroken === true) this.#onBroken();
  }
}
