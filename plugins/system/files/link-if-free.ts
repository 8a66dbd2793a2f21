import { link } from 'node:fs/promises';

/** Gives a file a second name, unless that is taken: then false. Of many that do it at once exactly one gets it. */
export async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
