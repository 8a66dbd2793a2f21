import { textWidth } from '../../screen/text/text-width.js';
import type { PlacedLine } from './document/markdown-document.js';
import type { StopPlace } from './document/stop-places.js';

/** What a press on cell `x` of a line means: the link there, the block of code around it, or the section. */
export function stopUnder({ place, line, layout }: PlacedLine, x: number): StopPlace {
  const { section, block } = place;
  let end = 0;
  const run = line.runs.find((each) => (end += textWidth(each.text)) > x);
  const stop = run?.stop ?? codeAround(layout.lines, layout.stops, place.line);
  return stop === undefined ? { section, block: 0, stop: 0 } : { section, block, stop };
}

/** The stop whose frame lies above and below a line. */
function codeAround(
  lines: PlacedLine['layout']['lines'],
  stops: PlacedLine['layout']['stops'],
  at: number,
): number | undefined {
  const isFrame = (line: number, stop: number) => lines[line]?.runs.some((run) => run.stop === stop);
  const stop = stops.findIndex(({ kind }, index) => {
    if (kind !== 'code') return false;
    const first = lines.findIndex((_, line) => isFrame(line, index));
    const last = lines.findLastIndex((_, line) => isFrame(line, index));
    return first <= at && at <= last;
  });
  return stop < 0 ? undefined : stop;
}
