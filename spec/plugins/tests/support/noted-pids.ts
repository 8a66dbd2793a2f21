import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { waitFor } from '../../../support/wait-for.js';

/** The process ids that tests have noted in the file `pids` of the folder, one on a line, as soon as there are as many. */
export async function notedPids({ root }: { readonly root: string }, count: number): Promise<number[]> {
  return waitFor(async () => {
    const text = await readFile(join(root, 'pids'), 'utf8');
    const pids = text.split('\n').filter(Boolean).map(Number);
    expect(pids.length).toBe(count);
    return pids;
  });
}
