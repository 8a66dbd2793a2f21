/** A file system may keep times as coarsely as this (FAT), in milliseconds. */
const coarsestTimes = 2000;

/** The time that is kept for a file whose time proves nothing yet: no file has it. */
const unsettled = -1;

/**
 * The time of a file as it is kept, in whole milliseconds. A file that was changed just before it was read may be changed
 * again without another time or size: it is kept without a time, so that the next refresh reads it again.
 */
export function settledTime(mtimeMs: number, readAt: number): number {
  return readAt - mtimeMs < coarsestTimes ? unsettled : Math.floor(mtimeMs);
}
