import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type BenchQuery, writeQueries } from '../query-set.js';
import { commitQueries } from './commit-queries.js';
import { docstringQueries } from './docstring-queries.js';
import { exportTree } from './export-tree.js';
import { git } from './git.js';
import { sample } from './sample.js';

const maxQueries = 200;

/** What `set.json` says of a made set. */
export interface MadeSet {
  readonly project: string;
  readonly task: 'docstring' | 'commit';
  readonly clone: string;
  /** The commit whose files are the tree. */
  readonly commit: string;
  readonly queries: number;
  /** Before sampling. */
  readonly candidates: number;
}

/**
 * Makes both sets of a clone: `<folder>/<task>/{set.json, queries.jsonl, tree/}`. The same commit gives the same sets.
 *
 * @returns without the commit set when there is too little history
 */
export async function makeSets(clone: string, folder: string, project: string): Promise<readonly MadeSet[]> {
  const head = (await git(clone, ['rev-parse', 'HEAD'])).trim();
  const tree = (task: string) => join(folder, task, 'tree');
  await exportTree(clone, head, tree('docstring'));
  const about = { project, clone: resolve(clone) };
  const sets = [
    await save(folder, { ...about, task: 'docstring', commit: head }, await docstringQueries(tree('docstring'))),
  ];
  const commits = await commitQueries(clone);
  if (commits && commits.queries.length > 0) {
    await exportTree(clone, commits.base, tree('commit'));
    sets.push(await save(folder, { ...about, task: 'commit', commit: commits.base }, commits.queries));
  }
  return sets;
}

async function save(
  folder: string,
  about: Omit<MadeSet, 'queries' | 'candidates'>,
  candidates: readonly BenchQuery[],
): Promise<MadeSet> {
  const nameOf = ({ query, targets }: BenchQuery) => `${targets[0]?.path}\n${query}`;
  const queries = sample(candidates, maxQueries, nameOf);
  const set: MadeSet = { ...about, queries: queries.length, candidates: candidates.length };
  await mkdir(join(folder, about.task), { recursive: true });
  await writeQueries(join(folder, about.task, 'queries.jsonl'), queries);
  await writeFile(join(folder, about.task, 'set.json'), `${JSON.stringify(set, undefined, 2)}\n`);
  return set;
}

/** `owner+name/repo` and `name.git` are called by their names. */
export function projectName(clone: string): string {
  const name = basename(resolve(clone));
  const named = name === 'repo' || name === '.git' ? basename(resolve(clone, '..')) : name;
  return named.replace(/\.git$/, '').replace(/^.*\+/, '');
}
