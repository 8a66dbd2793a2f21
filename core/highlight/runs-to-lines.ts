import type { TextSpan } from 'devmgr/plugin-api';
import type { ColourRuns } from './colour-runs.js';
import { runStyles } from './run-styles.js';

export type SpanLine = readonly TextSpan[];

/** How many runs are between two chances to stop. */
const RUNS_A_STEP = 500;

/** Makes the lines of a text out of its runs, in steps. Lines end at `\n`, which is not part of them. */
export function* runsToLines(text: string, runs: ColourRuns): Generator<void, readonly SpanLine[]> {
  const lines: SpanLine[] = [];
  let line: TextSpan[] = [];
  let at = 0;
  for (let run = 0; run < runs.length; run += 2) {
    if (run % (2 * RUNS_A_STEP) === 0) yield;
    const style = runStyles[runs[run + 1] ?? 0];
    const pieces = text.slice(at, (at += runs[run] ?? 0)).split('\n');
    pieces.forEach((piece, index) => {
      if (index > 0) {
        lines.push(line);
        line = [];
      }
      if (piece) line.push(style === 'default' ? { text: piece } : { text: piece, style });
    });
  }
  lines.push(line);
  return lines;
}
