import type { BenchQuery } from '../query-set.js';
import { cleanSubject } from './clean-text.js';
import { git } from './git.js';
import { codeEndings, isForeign, isTest } from './kinds-of-paths.js';

const limits = { looked: 6000, commits: 150, files: 5, lines: 160 };

interface Commit {
  readonly id: string;
  readonly query: string;
  /** Changed files of code without tests. */
  readonly paths: readonly string[];
}

export interface CommitQueries {
  /** The tree in which the files are to be found: before all of the commits. */
  readonly base: string;
  readonly queries: readonly BenchQuery[];
}

/**
 * Subjects of the newest small commits, each with the files of code that it changed and that were there before. Tests that it
 * changed too are not looked for. `undefined` for a clone without enough history.
 */
export async function commitQueries(clone: string): Promise<CommitQueries | undefined> {
  const commits = await suitableCommits(clone);
  const oldest = commits.at(-1);
  if (oldest === undefined) return undefined;
  const base = (await git(clone, ['rev-parse', `${oldest.id}^`])).trim();
  const there = new Set(await lines(clone, ['ls-tree', '-r', '--name-only', base]));
  const after = new Set(await lines(clone, ['rev-list', 'HEAD', '--not', base]));
  const queries = commits.flatMap(({ id, query, paths }) => {
    const targets = paths.filter((path) => there.has(path)).map((path) => ({ path, grade: 1 }));
    return after.has(id) && targets.length > 0 ? [{ query, kind: 'commit', targets }] : [];
  });
  return { base, queries };
}

async function suitableCommits(clone: string): Promise<readonly Commit[]> {
  // Neither merges nor the first commit of all.
  const what = [
    '--min-parents=1',
    '--max-parents=1',
    '--no-renames',
    '--diff-filter=AM',
    '--numstat',
    '--format=%x01%H%x02%s',
  ];
  const endings = codeEndings.map((ending) => `*.${ending}`);
  const log = await git(clone, ['log', '-n', String(limits.looked), ...what, 'HEAD', '--', ...endings]);
  const queries = new Set<string>();
  const commits: Commit[] = [];
  for (const entry of log.split('\x01').slice(1)) {
    const commit = commitOf(entry);
    if (commit === undefined || queries.has(commit.query)) continue;
    queries.add(commit.query);
    commits.push(commit);
    if (commits.length === limits.commits) break;
  }
  return commits;
}

function commitOf(entry: string): Commit | undefined {
  const [head = '', ...rest] = entry.split('\n');
  const [id = '', subject = ''] = head.split('\x02');
  const query = cleanSubject(subject);
  const changes = rest.flatMap((line) => changeOf(line)).filter(({ path }) => !isForeign(path));
  const paths = changes.map(({ path }) => path).filter((path) => !isTest(path));
  const changed = changes.reduce((sum, { lines: count }) => sum + count, 0);
  const isSmall = changes.length <= limits.files && changed <= limits.lines;
  return query !== undefined && isSmall && paths.length > 0 ? { id, query, paths } : undefined;
}

/** A line of `--numstat`: added, removed, path, with tabs between; `-` for binaries. */
function changeOf(line: string): { path: string; lines: number }[] {
  const [added, removed, path] = line.split('\t');
  return path === undefined ? [] : [{ path, lines: Number(added) + Number(removed) }];
}

async function lines(clone: string, args: readonly string[]): Promise<readonly string[]> {
  return (await git(clone, args)).split('\n').filter((line) => line !== '');
}
