import { isInstalled } from './failure-groups.js';

/** pytest puts such a line between two frames. */
const separator = /^(?:_ )+_?$/;
/** The last line of a frame: `app/orders.py:12: ValueError`. */
const location = /^([^\s:][^:]*):(\d+): ?/;

const mostCode = 14;
const mostSaid = 30;

/**
 * Of pytest's long text only what a person would look at: frames of the project, of each the lines before the one that failed, and what was
 * raised. The frames of installed code are counted in their place. Pure.
 */
export function pruneTraceback(traceback: string): string {
  const frames = split(traceback);
  const kept: string[] = [];
  let skipped = 0;
  frames.forEach((lines, at) => {
    const path = location.exec(lines.findLast((line) => location.test(line)) ?? '')?.[1];
    const isLast = at === frames.length - 1;
    if (path !== undefined && isInstalled(path)) {
      skipped += 1;
      if (!isLast) return;
      kept.push(`(${skipped} ${skipped === 1 ? 'frame' : 'frames'} of installed code left out)`);
      kept.push(...raised(lines));
      return;
    }
    if (skipped > 0) kept.push(`(${skipped} ${skipped === 1 ? 'frame' : 'frames'} of installed code left out)`);
    skipped = 0;
    kept.push(...shortened(lines));
  });
  return kept.join('\n').replace(/^\n+|\s+$/g, '');
}

function split(traceback: string): readonly (readonly string[])[] {
  const frames: string[][] = [[]];
  for (const line of traceback.split('\n')) {
    if (separator.test(line)) frames.push([]);
    else frames.at(-1)?.push(line);
  }
  return frames.filter((lines) => lines.some((line) => line.trim() !== ''));
}

const isSaid = (line: string) => /^E(\s|$)/.test(line);

function raised(lines: readonly string[]): readonly string[] {
  return head(lines.filter(isSaid), mostSaid);
}

/** The code up to the line that failed is cut from above, what was raised from below. */
function shortened(lines: readonly string[]): readonly string[] {
  const said = lines.findIndex(isSaid);
  const code = (said < 0 ? lines : lines.slice(0, said)).filter((line) => line.trim() !== '');
  const rest = said < 0 ? [] : lines.slice(said).filter((line) => line.trim() !== '');
  const places = rest.filter((line) => !isSaid(line) && location.test(line));
  return [...code.slice(-mostCode), ...head(rest.filter(isSaid), mostSaid), ...places];
}

function head(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `(${lines.length - most} more lines)`];
}
