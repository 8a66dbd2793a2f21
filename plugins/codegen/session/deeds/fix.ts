import type { Repair } from '../../generate/generate-job.js';
import type { Verification } from '../../verify/verification.js';
import { answerReport } from '../../verify/rounds/answer-report.js';
import { jobOf } from '../job-of.js';
import { problemsOf } from '../problem-watch.js';
import type { SessionDesk } from '../session-desk.js';
import { textsUnderReview } from '../texts-under-review.js';
import { askInRounds } from './ask-in-rounds.js';
import { verifyReviewed } from './run-tests.js';

/**
 * Sends back to the model what is wrong, until the tests pass: parts of the answer that could not be applied, mistakes in the code, and what fails. Runs the
 * tests first where nothing else is wrong and nobody knows what they say of the code as it is; does nothing more when they pass.
 */
export function fix(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'choosing-tests' }, async (signal) => {
    desk.change({ type: 'rounds-begun' });
    const found = [unusedReport(desk), await mistakesReport(desk, signal)].flatMap((part) => part ?? []);
    const result = await resultOf(desk, found.length > 0, signal);
    if (found.length === 0 && result?.verdict !== 'failed') return;
    noteFirst(desk, result);
    const { failureReport } = await desk.parts.engine();
    if (result?.verdict === 'failed') found.push(await failureReport(result));
    const repair = { files: filesOf(desk), report: found.join('\n\n') };
    await askInRounds(desk, jobOf(desk.now, repair), { tests: true, signal });
  });
}

/** Generates and tests, until the tests pass. */
export function generateTested(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'gathering' }, async (signal) => {
    desk.change({ type: 'rounds-begun' });
    desk.change({ type: 'answer-awaited' });
    await askInRounds(desk, jobOf(desk.now), { tests: true, signal });
  });
}

function unusedReport({ now: { generation, reviews } }: SessionDesk): string | undefined {
  return generation && answerReport({ refused: generation.refused, files: reviews });
}

/** What cannot even be read is not worth a run of the tests. */
async function mistakesReport(desk: SessionDesk, signal: AbortSignal): Promise<string | undefined> {
  const changed = new Set(textsUnderReview(desk.now.reviews).map(({ path }) => path));
  const lines: string[] = [];
  for (const review of desk.now.reviews.filter(({ path }) => changed.has(path))) {
    const problems = review.problems ?? (await problemsOf(desk, review, signal));
    lines.push(...problems.map(({ line, message }) => `- ${review.path}, line ${line}: ${message}`));
  }
  return lines.length === 0 ? undefined : `The code has mistakes:\n${lines.join('\n')}`;
}

/** What the tests say of the code as it is, as far as that is known, or worth knowing. */
async function resultOf(
  desk: SessionDesk,
  isWrongAnyway: boolean,
  signal: AbortSignal,
): Promise<Verification | undefined> {
  const { verification } = desk.now;
  if (verification && !verification.isStale) return verification.result;
  return isWrongAnyway ? undefined : verifyReviewed(desk, signal);
}

/** The answer that is to be mended is the first in the list of rounds. */
function noteFirst(desk: SessionDesk, verification: Verification | undefined): void {
  const { generation } = desk.now;
  if (generation) desk.change({ type: 'round-ended', round: { number: 0, generation, verification } });
}

/** What a model is shown of the files that it wrote: as the person left them. */
function filesOf({ now: { reviews } }: SessionDesk): Repair['files'] {
  const texts = new Map(textsUnderReview(reviews).map(({ path, text }) => [path, text]));
  return reviews.flatMap(({ path, before }) => {
    const after = texts.get(path);
    return after === undefined ? [] : [{ path, before, after }];
  });
}
