import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readLabelled, type LabelledName } from './labelled/read-labelled.js';
import { readMadeSet } from './made-sets.js';
import { git } from './make/git.js';
import type { SetResult } from './report/run-result.js';
import { type RunOptions, runSet } from './run-set.js';

/** A set that is to be run; plain data, it goes to a process of its own. */
export type WantedSet =
  | { readonly from: 'labelled'; readonly name: LabelledName }
  | { readonly from: 'made'; readonly name: string; readonly task: string; readonly folder: string };

const program = fileURLToPath(new URL('../../../bin/dev/bench-search.js', import.meta.url));

/** Runs a set in a process of its own, so that its memory and its time are its own. */
export async function runApart(wanted: WantedSet, compare: RunOptions['compare']): Promise<SetResult> {
  const order = JSON.stringify({ wanted, compare });
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'set', order], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as SetResult;
}

/** What that process does: prints the result as JSON. */
export async function runHere(order: string): Promise<void> {
  const { wanted, compare } = JSON.parse(order) as { wanted: WantedSet; compare: RunOptions['compare'] };
  const isLabelled = wanted.from === 'labelled';
  const set = isLabelled ? await readLabelled(wanted.name) : await readMadeSet(wanted.folder, wanted.name, wanted.task);
  const listed = isLabelled ? await trackedFiles(set.tree) : undefined;
  const folder = await mkdtemp(join(tmpdir(), 'devmgr-bench-index-'));
  try {
    const database = join(folder, 'index.db');
    const result = await runSet(set, isLabelled ? 'labelled' : wanted.task, { database, listed, compare });
    process.stdout.write(JSON.stringify(result));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function trackedFiles(tree: string): Promise<readonly string[]> {
  return (await git(tree, ['ls-files', '-z'])).split('\0').filter((path) => path !== '');
}
