import type { Disk } from '../disk.js';
import { refused } from '../refusal.js';

/** Equal for names that are one file on disks which do not tell upper from lower case, or é in one character from é in two. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Rejects a new name that differs from one in the folder by its case alone: elsewhere the two would be one file. */
export async function assertNoTwin(disk: Disk, folder: string, name: string): Promise<void> {
  const folded = foldedName(name);
  const twin = (await disk.readdir(folder)).find((other) => other !== name && foldedName(other) === folded);
  if (twin === undefined) return;
  throw refused(`${name} would stand beside ${twin}: on many disks that is one file`, `Write it as ${twin}.`);
}
