import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { isOwnFrame } from '../../../results/is-own-frame.js';

/** Frames as they are read: where it was raised first. */
export interface OrderedFrames {
  /** Of the project. */
  readonly own: readonly TestFrame[];
  /** Of libraries and of Python itself. */
  readonly others: readonly TestFrame[];
}

/** From frames in the order in which they were called. */
export function orderedFrames(frames: readonly TestFrame[]): OrderedFrames {
  const inwards = [...frames].reverse();
  return { own: inwards.filter(isOwnFrame), others: inwards.filter((frame) => !isOwnFrame(frame)) };
}

/** As it is imported: where libraries are installed is long, the same for all, and in the traceback. */
export function libraryPath(path: string): string {
  return /.*[/\\](?:site-packages|dist-packages|python3(?:\.\d+)?)[/\\](.+)$/.exec(path)?.[1] ?? path;
}
