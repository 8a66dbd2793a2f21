import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../book/known-test.js';
import { formatDuration } from '../../results/format-duration.js';
import { lookOf, recordedLook } from '../../results/outcome-look.js';

/** Sign or word of an outcome. What an earlier run said is muted. */
export function outcomeText(
  outcome: TestOutcome | undefined,
  part: 'sign' | 'word',
  { isOver, isEarlier }: { readonly isOver: boolean; readonly isEarlier: boolean },
): TextSpan {
  const shown = lookOf(outcome ?? 'queued', isOver || outcome === undefined);
  return { text: shown[part], style: isEarlier ? 'muted' : shown.style };
}

/** What a test takes, in milliseconds: while it runs until now. */
export function elapsedMs(test: KnownTest | undefined, now: number): number | undefined {
  if (test?.outcome === 'running' && test.startedAt !== undefined) return Math.max(0, now - test.startedAt);
  return test?.durationMs;
}

export function timeText(ms: number | undefined): StyledText {
  return ms === undefined || ms === 0 ? '' : formatDuration(ms);
}

/** Oldest first, so that the newest stands where the eye ends. */
export function historyText(outcomes: readonly string[], most: number): StyledText {
  return outcomes.slice(-most).map((outcome) => {
    const { sign, style } = recordedLook(outcome);
    return { text: sign, style };
  });
}

/** What else there is to know of a test, each at its own place so that a column of them can be read. */
export const testNotes: readonly {
  readonly sign: string;
  readonly word: string;
  readonly style: TextSpan['style'];
  is(test: KnownTest): boolean;
}[] = [
  { sign: '~', word: 'flaky', style: 'warning', is: (test) => test.isFlaky },
  { sign: '▲', word: 'slower', style: 'warning', is: (test) => test.usualMs !== undefined },
  { sign: '+', word: 'new', style: 'info', is: (test) => test.isNew },
  { sign: '◆', word: 'pinned', style: 'accent', is: (test) => test.isPinned },
];

/** What the signs of the list mean, in a line. */
export function legendLine(): readonly TextSpan[] {
  const told = testNotes.map(({ sign, word, style }): TextSpan[] => [
    { text: sign, style },
    { text: ` ${word}  `, style: 'muted' },
  ]);
  return [...told.flat(), { text: '*', style: 'accent' }, { text: ' marked', style: 'muted' }];
}

export function notesText(test: KnownTest | undefined): StyledText {
  if (!test) return '';
  return testNotes.map(({ sign, style, is }) => (is(test) ? { text: sign, style } : { text: ' ' }));
}
