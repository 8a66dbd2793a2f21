import { skipReasonNames } from '../find/skip-reason-names.js';
import type { SkippedFile } from '../index/store/index-store.js';

/** Every file and folder that is not in the index, behind the reason. */
export function leftOutLines(files: readonly SkippedFile[]): readonly string[] {
  if (files.length === 0) return ['  left out: nothing'];
  const width = Math.max(...files.map(({ reason }) => skipReasonNames[reason].length));
  // A line break in a name would look like another file.
  return files.map(
    ({ path, reason }) => `    ${skipReasonNames[reason].padEnd(width)}  ${path.replaceAll(/[\r\n]/g, ' ')}`,
  );
}
