import type { LogHandle, LogSource } from 'devmgr/plugin-api';
import type { FineTuningOutput } from 'devmgr/plugin-api/contracts/finetuning-job';
import { styledOutput } from '../output-source.js';

const NOTHING: LogSource = { first: 0, end: 0, lines: () => [] };

/** Shows what a job printed last in a log, whose numbers of lines go on from one look to the next. */
export function createOutputShow(handle: LogHandle): (output: FineTuningOutput | undefined) => void {
  let shown: FineTuningOutput | undefined;
  let first = 0;
  return (output) => {
    if (output === shown) return;
    const isSame = output?.file === shown?.file;
    first = isSame ? first + newLines(shown?.lines ?? [], output?.lines ?? []) : 0;
    shown = output;
    handle.setSource(output ? sourceOf(output.lines, first) : NOTHING);
    handle.setTitle(output ? `Output · ${output.file}` : 'Output');
    if (!isSame) handle.follow(true);
  };
}

function sourceOf(lines: readonly string[], first: number): LogSource {
  return {
    first,
    end: first + lines.length,
    lines: (from, count) => lines.slice(from - first, from - first + count).map(styledOutput),
  };
}

/** How many lines have fallen out at the front: the least number by which the two fit together; all when they do not. */
function newLines(before: readonly string[], now: readonly string[]): number {
  for (let dropped = 0; dropped < before.length; dropped += 1) {
    const kept = before.length - dropped;
    if (kept <= now.length && before.slice(dropped).every((line, at) => line === now[at])) return dropped;
  }
  return before.length;
}
