import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'devmgr/plugin-api';
import { parseGitListing } from '../../walk/parse-git-listing.js';
import { asksElsewhere } from './git-top-level.js';
import { runGit, type GitOptions, type GitOutput } from './run-git.js';

export interface ListGitOptions extends GitOptions {
  readonly log: Pick<Logger, 'debug' | 'warn'>;
}

const mostNested = 200;

/**
 * `--stage` tells submodules (mode 160000) apart without another call. A monitor that the repository's configuration names
 * would be a program that somebody else chose.
 */
const listArguments = [
  '-c',
  'core.quotePath=true',
  '-c',
  'core.fsmonitor=false',
  'ls-files',
  '--cached',
  '--others',
  '--exclude-standard',
  '--stage',
];

/**
 * What git knows of the files below a folder (which may lie inside a repository): tracked, and untracked but not ignored, those
 * of submodules too. Other repositories inside (clones, worktrees) are there by their folders, with `/` at the end. Paths from
 * the folder, with `/`, each once; some may be gone. `undefined`: git cannot tell (it is not there, this is no repository, it belongs to somebody else, all of it is ignored, its files are
 * elsewhere); a debug line says why, and a warning when git does not come to an end. Rejects when aborted only.
 */
export async function listGitFiles(options: ListGitOptions): Promise<readonly string[] | undefined> {
  const listed = await listRepository(options);
  if ('reason' in listed) return walkInstead(listed, options);
  const paths = listed.files;
  const nested = [...listed.submodules];
  for (let count = 0; nested.length > 0 && count < mostNested; count++) {
    const folder = nested.shift() ?? '';
    const inner = await listNested(folder, options);
    // Others of them would keep us as long.
    if (inner.kind === 'stuck') return walkInstead({ ...inner, reason: `${folder}: ${inner.reason}` }, options);
    if (inner.kind === 'failed') options.log.debug(`${folder} is left out: ${inner.reason}`);
    if (inner.kind !== 'listed') continue;
    for (const path of inner.files) paths.push(`${folder}/${path}`);
    nested.push(...inner.submodules.map((path) => `${folder}/${path}`));
  }
  if (nested.length > 0) options.log.debug(`${nested.length} submodules are left out`);
  return paths.length > 0 ? paths : undefined;
}

function walkInstead({ kind, reason }: NotListed, { log }: ListGitOptions): undefined {
  log[kind === 'stuck' ? 'warn' : 'debug'](`The index walks the folders itself: ${reason}`);
  return undefined;
}

type NotListed = Exclude<GitOutput, { readonly kind: 'lines' }>;

interface Listed {
  readonly kind: 'listed';
  readonly files: string[];
  /** Their folders, without `/` at the end. */
  readonly submodules: readonly string[];
}

async function listRepository(options: ListGitOptions): Promise<Listed | NotListed> {
  const [output, elsewhere] = await Promise.all([runGit(listArguments, options), asksElsewhere(options)]);
  if (output.kind !== 'lines') return output;
  if (elsewhere) return elsewhere;
  const files: string[] = [];
  const submodules: string[] = [];
  for (const line of output.lines) {
    const { name, isSubmodule } = readLine(line);
    (isSubmodule ? submodules : files).push(name);
  }
  return { kind: 'listed', files: parseGitListing(files), submodules: parseGitListing(submodules) };
}

async function listNested(folder: string, options: ListGitOptions): Promise<Listed | NotListed> {
  const cwd = join(options.cwd, folder);
  // A submodule that was not fetched: there git would answer for the repository around it.
  if (!existsSync(join(cwd, '.git'))) return { kind: 'failed', reason: 'it was not fetched' };
  return listRepository({ ...options, cwd });
}

/** Tracked: `100644 <hash> 0<tab>name`; untracked: the name alone, in which git writes a tab as `\t`. */
function readLine(line: string): { readonly name: string; readonly isSubmodule: boolean } {
  const tab = line.indexOf('\t');
  return tab < 0
    ? { name: line, isSubmodule: false }
    : { name: line.slice(tab + 1), isSubmodule: line.startsWith('160000 ') };
}
