import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import type { DiffHunk } from './parse-hunks.js';

/** So near to the line of a frame a change concerns it: the rest of its function mostly. */
const NEAR_LINES = 15;

/**
 * The hunks that touch frames, nearest first; when none does, all of the files in which frames are; then those of `imported` files, in their
 * order. `frames`: of the project, the innermost last.
 */
export function relevantHunks(
  hunks: readonly DiffHunk[],
  frames: readonly TestFrame[],
  imported: readonly string[] = [],
): readonly DiffHunk[] {
  const rated = hunks.map((hunk) => ({ hunk, distance: distanceTo(hunk, frames) }));
  const near = rated.filter(({ distance }) => distance <= NEAR_LINES);
  const chosen = near.length > 0 ? near : rated.filter(({ distance }) => distance < Infinity);
  const others = rated.filter(({ hunk, distance }) => distance === Infinity && imported.includes(hunk.path));
  others.sort((a, b) => imported.indexOf(a.hunk.path) - imported.indexOf(b.hunk.path));
  return [...chosen.sort((a, b) => a.distance - b.distance), ...others].map(({ hunk }) => hunk);
}

/** In lines; infinite: no frame is in that file. */
function distanceTo({ path, firstLine, lastLine }: DiffHunk, frames: readonly TestFrame[]): number {
  const distances = frames
    .filter((frame) => frame.path === path)
    .map(({ line }) => (line < firstLine ? firstLine - line : Math.max(0, line - Math.max(firstLine, lastLine))));
  return Math.min(Infinity, ...distances);
}
