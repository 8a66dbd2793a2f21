import type { TestCounts } from 'devmgr/plugin-api/contracts/test-runs';
import type { Work } from '../session/codegen-state.js';
import { countText, durationText } from './number-text.js';

/** What is going on, in one line: `answer 2 of 3 · testing 12/40 · 4.1s`. */
export function workText(work: Work, now: number): string {
  return [
    ...(work.round ? [roundText(work.round)] : []),
    stepText(work),
    durationText(Math.max(0, now - work.since)),
  ].join(' · ');
}

/** `answer 2, since app/pricing.py did not fit`. */
function roundText({ number, most, because }: NonNullable<Work['round']>): string {
  const place = most === undefined ? `answer ${number}` : `answer ${number} of ${most}`;
  return because === undefined ? place : `${place}, since ${because}`;
}

function stepText(work: Work): string {
  switch (work.kind) {
    case 'gathering':
      return 'gathering context';
    case 'asking':
      return work.waitMs === undefined
        ? `asking ${work.model}`
        : `asking ${work.model} again in ${durationText(work.waitMs)}`;
    case 'writing':
      return `${work.model} writes ${countText(work.lines, 'line')}`;
    case 'choosing-tests':
      return 'looking for its tests';
    case 'copying':
      return `copying the project ${work.done}/${work.total}`;
    case 'testing':
      return testingText(work);
    case 'testing-before':
      return beforeText(work);
    case 'comparing':
      return 'comparing models';
    case 'saving':
      return 'saving';
    case 'undoing':
      return 'taking back';
  }
}

type Testing = Extract<Work, { readonly kind: 'testing' | 'testing-before' }>;

/** Nobody should wonder why tests run once more. */
function beforeText({ counts, total }: Testing): string {
  const number = counts && total !== undefined ? ` ${doneOf(counts, total)}/${total}` : '';
  return `testing without the change${number}: did that fail before?`;
}

function testingText({ counts, total, choice }: Testing): string {
  const which = choice.paths.length === 0 ? 'the whole suite' : choice.reason;
  if (!counts || total === undefined) return `testing: ${which}`;
  return `testing ${doneOf(counts, total)}/${total}: ${which}`;
}

/** How many of `total` tests have an outcome. One that passes and then fails to clean up has two: that makes no test more. */
export function doneOf({ passed, failed, errors, skipped, xfailed, xpassed }: TestCounts, total: number): number {
  return Math.min(total, passed + failed + errors + skipped + xfailed + xpassed);
}
