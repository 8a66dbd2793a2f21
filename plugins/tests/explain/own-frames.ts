import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { isOwnFrame } from '../results/is-own-frame.js';

/** Frames in the project's own files, in their order: not those of libraries, wherever these are installed. */
export function ownFrames(frames: readonly TestFrame[]): readonly TestFrame[] {
  return frames.filter(isOwnFrame);
}
