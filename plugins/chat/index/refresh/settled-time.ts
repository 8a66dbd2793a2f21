/** A file system may keep times as coarsely as this (FAT), in milliseconds. */
const coarsestTimes = 2000;

/**
 * The time of a file as it is kept, in whole milliseconds. A file that was changed just before it was read may be changed
 * again without another time or size: its time is kept as one less, so that the next refresh reads it again.
 */
export function settledTime(mtimeMs: number, readAt: number): number {
  const time = Math.floor(mtimeMs);
  return readAt - mtimeMs < coarsestTimes ? time - 1 : time;
}
