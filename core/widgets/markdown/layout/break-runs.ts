import type { Line, Run } from './line.js';
import { lengthThatFits, runsWidth } from './wrap-runs.js';

/**
 * Breaks a line of code: every blank is kept, and a name stays whole unless two thirds of the line would be empty. Where it breaks
 * does not depend on how the line is divided into runs. `cells`: of the first line; `more`: of those that go on from it.
 */
export function breakRuns(runs: readonly Run[], cells: number, more = cells): Line[] {
  if (runsWidth(runs) <= Math.max(2, cells)) return [{ runs, furniture: 0, joint: '\n' }];
  const ends = lineEnds(runs.map((run) => run.text).join(''), Math.max(2, cells), Math.max(2, more));
  const lines = divide(runs, ends);
  return lines.map((each, index) => ({ runs: each, furniture: 0, joint: index < lines.length - 1 ? '' : '\n' }));
}

/** Where the lines of a text end. */
function lineEnds(text: string, cells: number, more: number): number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length; ends.push(at)) {
    const room = at === 0 ? cells : more;
    // A cell has two units at most, but for marks that take none.
    at += lengthOfLine(text.slice(at, at + 2 * room + 2), room);
  }
  return ends;
}

function lengthOfLine(text: string, room: number): number {
  const most = lengthThatFits(text, room);
  if (!/^[\p{L}\p{N}_]/u.test(text.slice(most))) return most;
  const name = /[\p{L}\p{N}_]*$/u.exec(text.slice(0, most))?.[0] ?? '';
  return (most - name.length) * 3 > room ? most - name.length : most;
}

function divide(runs: readonly Run[], ends: readonly number[]): Run[][] {
  const lines: Run[][] = ends.map(() => []);
  let line = 0;
  let at = 0;
  for (const run of runs) {
    for (let from = 0; from < run.text.length;) {
      const to = Math.min(run.text.length, (ends[line] ?? Infinity) - at);
      lines[line]?.push({ ...run, text: run.text.slice(from, to) });
      from = to;
      if (at + to === ends[line]) line++;
    }
    at += run.text.length;
  }
  return lines;
}
