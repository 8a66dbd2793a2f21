import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import { newProblems } from '../review/new-problems.js';
import { reviewedText } from '../review/reviewed-text.js';
import { verdictCounts, verdictWords } from '../verify/verdict-words.js';
import type { CodegenState } from './codegen-state.js';
import { problemsOf } from './problem-watch.js';
import type { SessionDesk } from './session-desk.js';
import type { ReviewedFile } from './texts-under-review.js';

/** Why what is about to be saved may be worth nothing. */
export interface SaveDoubts {
  /** Files with mistakes in them. */
  readonly files: readonly { readonly path: string; readonly problems: readonly CodeProblem[] }[];
  /** `Its tests fail: 2 failed · 76 passed`. */
  readonly reasons: readonly string[];
}

/** Of texts as they would be saved, whether they were looked at before or not; `undefined`: there is nothing to doubt. */
export async function saveDoubts(
  desk: SessionDesk,
  texts: readonly ReviewedFile[],
  signal: AbortSignal,
): Promise<SaveDoubts | undefined> {
  const looked = await Promise.all(
    texts.map(async (file) => ({ path: file.path, problems: await problemsIn(desk, file, signal) })),
  );
  const files = looked.filter(({ problems }) => problems.length > 0);
  const reasons = reasonsOf(desk.now);
  return files.length === 0 && reasons.length === 0 ? undefined : { files, reasons };
}

async function problemsIn(
  desk: SessionDesk,
  { path, text }: ReviewedFile,
  signal: AbortSignal,
): Promise<readonly CodeProblem[]> {
  const review = desk.now.reviews.find((each) => each.path === path);
  if (review && reviewedText(review) === text) return review.problems ?? (await problemsOf(desk, review, signal));
  // One hunk alone is another text.
  const engine = await desk.parts.engine();
  const file = { path, before: review?.before, after: text };
  return newProblems(file, (each, stop) => engine.problemsOf(each, stop), signal);
}

function reasonsOf({ generation, verification }: CodegenState): readonly string[] {
  const reasons: string[] = [];
  if (generation?.isStopped) reasons.push('The answer was stopped before its end');
  if (generation?.isCut) reasons.push('The answer was cut before its end');
  if (verification?.result.verdict === 'failed') {
    const when = verification.isStale ? 'Before your last change its tests failed' : 'Its tests fail';
    reasons.push(`${when}: ${verdictWords(verdictCounts(verification.result))}`);
  }
  return reasons;
}
