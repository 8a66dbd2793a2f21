const prefix = 'verify-in-place-';

/** The name of a file in the storage that is there while the project holds files that are only tried. `mark`: of the process. */
export const markerOf = (mark: string): string => `${prefix}${mark}`;

/** The mark of the process in such a name; `undefined`: it is another file. */
export const markIn = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;

/** How the save of such files is called, by which it is found again. */
export const titleOfTried = (mark: string): string => `Tried with its tests (process ${mark.split('-', 1)[0]})`;
