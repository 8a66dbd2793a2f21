import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../../book/known-test.js';
import { formatDuration } from '../../../results/format-duration.js';
import { outcomeLook } from '../../../results/outcome-look.js';
import { legendLine } from '../../list/test-cells.js';

const MOST_FAILURES = 200;
const MOST_SLOW = 10;

export interface GroupLines {
  readonly lines: readonly StyledText[];
  /** Which test stands in a line. */
  readonly testAt: ReadonlyMap<number, KnownTest>;
}

/** What there is to say of a folder, a file or a class: how its tests are, which failed, which took longest. */
export function groupLines(title: string, tests: readonly KnownTest[]): GroupLines {
  const lines: StyledText[] = [[{ text: title, style: 'accent' }], countLine(tests)];
  const testAt = new Map<number, KnownTest>();
  const push = (heading: string, listed: readonly KnownTest[], line: (test: KnownTest) => StyledText[]) => {
    if (listed.length === 0) return;
    lines.push('', [{ text: heading, style: 'strong' }]);
    for (const test of listed) {
      for (const text of line(test)) {
        testAt.set(lines.length, test);
        lines.push(text);
      }
    }
  };
  const bad = tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  push('Failed', bad.slice(0, MOST_FAILURES), (test) => badLines(test, title));
  if (bad.length > MOST_FAILURES) lines.push([{ text: `… ${bad.length - MOST_FAILURES} more`, style: 'muted' }]);
  push('Slowest', slowest(tests), (test) => [slowLine(test, title)]);
  lines.push('', legendLine());
  return { lines, testAt };
}

function countLine(tests: readonly KnownTest[]): StyledText {
  const counts = new Map<TestOutcome, number>();
  for (const { outcome } of tests) if (outcome) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const inOrder = [...counts].sort(([a], [b]) => outcomeLook[a].rank - outcomeLook[b].rank);
  const totalMs = tests.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  const spans = inOrder.map(([outcome, count]): TextSpan => {
    const { sign, word, style } = outcomeLook[outcome];
    return { text: `  ${sign} ${count} ${word}`, style };
  });
  const total = `${tests.length} test${tests.length === 1 ? '' : 's'}`;
  return [{ text: total }, ...spans, { text: totalMs > 0 ? `  ${formatDuration(totalMs)}` : '', style: 'muted' }];
}

function badLines(test: KnownTest, title: string): StyledText[] {
  const { sign, style } = outcomeLook[test.outcome ?? 'queued'];
  const head: StyledText = [{ text: `${sign} `, style }, { text: within(test, title) }];
  return test.message ? [head, [{ text: `  ${test.message}`, style: 'muted' }]] : [head];
}

function slowLine(test: KnownTest, title: string): StyledText {
  return [
    { text: `${formatDuration(test.durationMs ?? 0).padStart(6)}  `, style: 'muted' },
    { text: within(test, title) },
  ];
}

function slowest(tests: readonly KnownTest[]): readonly KnownTest[] {
  const timed = tests.filter(({ durationMs }) => (durationMs ?? 0) > 5);
  return timed.sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0)).slice(0, MOST_SLOW);
}

/** Without what stands above the list already. */
function within({ id }: KnownTest, title: string): string {
  return id.startsWith(title) ? id.slice(title.length).replace(/^(::|\/)/, '') || id : id;
}
