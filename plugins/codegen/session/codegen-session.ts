import type { Disposable, ReadonlyStore } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { WrittenPrompt } from '../generate/generate-job.js';
import { decideAll, decideHunk } from '../review/decide-hunk.js';
import { editReview } from '../review/edit-review.js';
import type { HunkDecision } from '../review/file-review.js';
import type { GenerationHistory } from '../history/generation-history.js';
import { shownReview, type CodegenState } from './codegen-state.js';
import { compare, openEntry, openGeneration } from './deeds/compare.js';
import { exportHistory } from './deeds/export-history.js';
import { fix, generateTested } from './deeds/fix.js';
import { generate } from './deeds/generate.js';
import { keepEdits } from './deeds/keep-edits.js';
import { runTests } from './deeds/run-tests.js';
import { save, saveHunk, type SaveOutcome } from './deeds/save.js';
import { undo } from './deeds/undo.js';
import { ProblemWatch } from './problem-watch.js';
import type { SaveQuestions } from './save-questions.js';
import { SessionDesk, type DeskParts } from './session-desk.js';
import { TargetWatch } from './target-watch.js';

export interface SessionParts extends DeskParts {
  /** Who writes code in this project, as the person chose. */
  readonly choice: { chosen: string | undefined };
}

/** What a person does with code that is generated, from the first word of the prompt to the save. */
export class CodegenSession implements Disposable {
  readonly #desk: SessionDesk;
  readonly #watch: TargetWatch;
  readonly #problems: ProblemWatch;
  readonly #choice: SessionParts['choice'];

  constructor(parts: SessionParts) {
    this.#desk = new SessionDesk(parts);
    this.#choice = parts.choice;
    this.#desk.change({ type: 'model-set', model: parts.choice.chosen });
    this.#watch = new TargetWatch(this.#desk);
    this.#problems = new ProblemWatch(this.#desk);
  }

  get state(): ReadonlyStore<CodegenState> {
    return this.#desk.state;
  }

  setTarget(target: string): void {
    this.#desk.change({ type: 'target-set', target });
  }

  setPrompt(prompt: string): void {
    this.#desk.change({ type: 'prompt-set', prompt });
  }

  /** `undefined`: whoever the settings and the System tab say. It is remembered. */
  setModel(model: string | undefined): void {
    this.#choice.chosen = model;
    this.#desk.change({ type: 'model-set', model });
  }

  setUsesContext(on: boolean): void {
    this.#desk.change({ type: 'uses-context-set', on });
  }

  /** Takes an item out of the context, or brings it back. */
  toggleItem(id: string): void {
    this.#desk.change({ type: 'item-toggled', id });
  }

  /** What is sent instead of what would be written; `undefined`: that again. */
  setWritten(written: WrittenPrompt | undefined): void {
    this.#desk.change({ type: 'written-set', written });
  }

  /** Files may have changed. */
  refresh(): void {
    this.#watch.refresh();
  }

  /** The file that is looked at, counted from zero. */
  show(at: number): void {
    this.#desk.change({ type: 'file-shown', at });
  }

  /** Has code written for what is asked. Like all that takes long: rejects with a `DevmgrError` while something else goes on; what goes wrong is in the state. */
  generate(): Promise<void> {
    return generate(this.#desk);
  }

  /** Generates, runs the tests, and sends back what fails, until they pass or the rounds are over. */
  generateTested(): Promise<void> {
    return generateTested(this.#desk);
  }

  /** Runs the tests that concern what is under review. */
  runTests(): Promise<void> {
    return runTests(this.#desk);
  }

  /** Sends what fails back until the tests pass or the rounds are over. */
  fix(): Promise<void> {
    return fix(this.#desk);
  }

  decide(hunkId: string, decision: HunkDecision): void {
    const review = shownReview(this.#desk.now);
    if (review) this.#desk.change({ type: 'reviewed', review: decideHunk(review, hunkId, decision) });
  }

  /** All hunks of the file that is looked at. */
  decideAll(decision: HunkDecision): void {
    const review = shownReview(this.#desk.now);
    if (review) this.#desk.change({ type: 'reviewed', review: decideAll(review, decision) });
  }

  /** A file under review as the person wrote it. */
  edit({ path, text }: { readonly path: string; readonly text: string }): void {
    const review = this.#desk.now.reviews.find((each) => each.path === path);
    if (!review) return;
    this.#desk.change({ type: 'reviewed', review: editReview(review, text) });
    if (text !== review.after) keepEdits(this.#desk);
  }

  save(questions: SaveQuestions): Promise<SaveOutcome> {
    return save(this.#desk, questions);
  }

  /** Of the file that is looked at. */
  async saveHunk(hunkId: string, questions: SaveQuestions): Promise<SaveOutcome> {
    const review = shownReview(this.#desk.now);
    return review ? saveHunk(this.#desk, review, hunkId, questions) : { saved: undefined, merged: [] };
  }

  /** Takes the last save back that stands. */
  undo(questions: Pick<SaveQuestions, 'chooseUndo'>): Promise<void> {
    return undo(this.#desk, questions);
  }

  /** `tests`: whether they are run for each answer. */
  compare(models: readonly string[], { tests }: { readonly tests: boolean }): Promise<void> {
    return compare(this.#desk, models, tests);
  }

  openEntry(entry: BakeOffEntry): void {
    openEntry(this.#desk, entry);
  }

  openGeneration(generation: Generation): Promise<void> {
    return openGeneration(this.#desk, generation);
  }

  async history(): Promise<GenerationHistory> {
    return (await this.#desk.parts.engine()).history;
  }

  /** See `exportHistory`. */
  exportHistory(path: string): Promise<number> {
    return exportHistory(this.#desk, path);
  }

  /** Begins anew with the same file and model. What was generated is in the history. */
  clear(): void {
    this.#desk.change({ type: 'cleared' });
  }

  async stop(): Promise<void> {
    await this.#desk.stop();
  }

  async dispose(): Promise<void> {
    this.#watch.dispose();
    this.#problems.dispose();
    await this.#desk.dispose();
  }
}
