import type { Disposable } from 'devmgr/plugin-api';
import { newProblems } from '../review/new-problems.js';
import { reviewedText } from '../review/reviewed-text.js';
import type { FileReview } from '../review/file-review.js';
import type { SessionDesk } from './session-desk.js';

/** Looks for mistakes in what would be saved, whenever that is another text. */
export class ProblemWatch implements Disposable {
  readonly #desk: SessionDesk;
  readonly #listening: Disposable;
  readonly #looking = new Map<FileReview, AbortController>();

  constructor(desk: SessionDesk) {
    this.#desk = desk;
    this.#listening = desk.state.onDidChange(() => this.#look());
  }

  dispose(): void {
    void this.#listening.dispose();
    for (const abort of this.#looking.values()) abort.abort();
  }

  #look(): void {
    const { reviews } = this.#desk.now;
    for (const [review, abort] of this.#looking) {
      if (!reviews.includes(review)) abort.abort();
    }
    for (const review of reviews) {
      if (review.problems === undefined && !this.#looking.has(review)) void this.#check(review);
    }
  }

  async #check(review: FileReview): Promise<void> {
    const abort = new AbortController();
    this.#looking.set(review, abort);
    try {
      const problems = await problemsOf(this.#desk, review, abort.signal);
      if (!abort.signal.aborted) this.#desk.change({ type: 'problems-found', of: review, problems });
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#desk.parts.log.warn('The syntax could not be checked', { path: review.path, reason: String(error) });
      // Else it would be looked at again and again.
      this.#desk.change({ type: 'problems-found', of: review, problems: [] });
    } finally {
      this.#looking.delete(review);
    }
  }
}

/** Mistakes in a file as it would be saved that are not in it as it is. */
export async function problemsOf(
  desk: SessionDesk,
  review: FileReview,
  signal: AbortSignal,
): Promise<NonNullable<FileReview['problems']>> {
  const engine = await desk.parts.engine();
  const { path, before } = review;
  return newProblems(
    { path, before, after: reviewedText(review) },
    (file, stop) => engine.problemsOf(file, stop),
    signal,
  );
}
