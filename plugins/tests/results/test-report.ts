import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { formatDuration } from './format-duration.js';
import { lookOf } from './outcome-look.js';

/** Lines of a traceback and of a captured section. */
const mostLines = { traceback: 400, section: 100 };

/** What a run said of a test, as text: where it stands, its failure with the traceback, and what was captured. */
export function testReport(test: TestCase): string {
  const place = test.line === undefined ? test.file : `${test.file}:${test.line}`;
  const time = test.durationMs === undefined ? '' : ` after ${formatDuration(test.durationMs)}`;
  const failure = test.traceback ?? test.message ?? '';
  // What is said last matters most.
  const sections = test.sections.map(({ title, text }) => `${title}\n${end(text, mostLines.section)}`);
  const parts = [
    `${test.id}\n${place}: ${lookOf(test.outcome, true).word}${time}`,
    end(failure, mostLines.traceback),
    ...sections,
  ];
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

function end(text: string, most: number): string {
  const lines = text.trimEnd().split('\n');
  const leftOut = lines.length - most;
  return leftOut <= 0 ? lines.join('\n') : [`… ${leftOut} lines left out`, ...lines.slice(leftOut)].join('\n');
}
