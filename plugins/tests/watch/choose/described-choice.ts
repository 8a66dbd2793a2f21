import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { Choice } from '../watch-model.js';
import type { TestFiles } from './test-files.js';

/**
 * A choice with what limits it, and how many tests it has only where that is known: a test file that has changed may have others now, and nobody
 * but pytest knows which of them a pattern leaves. `isComplete`: all tests are known. Pure.
 */
export function describedChoice(
  choice: Choice,
  asked: TestRunOptions,
  { tests, isComplete }: { readonly tests: TestFiles; readonly isComplete: boolean },
): Choice {
  const isCounted = choice.reason === 'affected' || choice.reason === 'all';
  const isNarrow = Boolean(asked.markers ?? asked.keyword) || (asked.kind ?? 'all') !== 'all';
  const isKnown = isComplete && !isNarrow && !choice.files.some((file) => tests.isTestFile(file));
  const count = isCounted && choice.options && !isKnown ? undefined : choice.count;
  return { ...choice, count, within: limitsOf(asked) };
}

function limitsOf({ paths = [], kind = 'all', markers, keyword }: TestRunOptions): string | undefined {
  const more = paths.length > 2 ? ` and ${paths.length - 2} more` : '';
  const limits = [
    paths.length > 0 && `${paths.slice(0, 2).join(', ')}${more}`,
    kind !== 'all' && `the profile ${kind}`,
    markers && `-m "${markers}"`,
    keyword && `-k "${keyword}"`,
  ].filter(Boolean);
  return limits.length > 0 ? limits.join(', ') : undefined;
}
