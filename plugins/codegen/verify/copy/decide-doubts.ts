import type { AskGit } from './ask-git.js';
import type { Doubt } from './left-out.js';

/** A folder that may be left out. `path` from the root. */
export interface DoubtfulFolder {
  readonly path: string;
  readonly doubt: Doubt;
}

export interface Decision {
  /** Folders of those that are copied after all. */
  readonly copied: readonly string[];
  /** What is left out in them: files and folders that git ignores. */
  readonly without: ReadonlySet<string>;
}

/** A command line has an end. */
const mostPaths = 500;

/**
 * Decides on folders that may be left out: a cache is copied when git tracks something in it, output unless git ignores it; without git output is
 * copied, since data that is missing makes tests fail whatever the code does. Rejects with the signal's reason only.
 */
export async function decideDoubts(
  folders: readonly DoubtfulFolder[],
  git: AskGit,
  signal: AbortSignal,
): Promise<Decision> {
  const tracked = new Set(foldersWith(folders, await listed(tracking, folders, git, signal)));
  const outputs = folders.filter(({ doubt }) => doubt === 'output');
  // A repository around the project that ignores all of it knows nothing of its parts.
  const isStrange = outputs.length > 0 && (await git(['check-ignore', '-q', '.'], signal)) !== undefined;
  const ignored = (isStrange ? [] : await listed(ignoring, outputs, git, signal)).map((path) =>
    path.replace(/\/$/, ''),
  );
  const without = new Set(ignored);
  const isCopied = ({ path, doubt }: DoubtfulFolder) => tracked.has(path) || (doubt === 'output' && !without.has(path));
  return { copied: folders.filter(isCopied).map(({ path }) => path), without };
}

const tracking = ['ls-files', '--cached'];
/** Folders of which all is ignored are there once, with `/` at the end. */
const ignoring = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory'];

async function listed(
  command: readonly string[],
  folders: readonly DoubtfulFolder[],
  git: AskGit,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let at = 0; at < folders.length; at += mostPaths) {
    const paths = folders.slice(at, at + mostPaths).map(({ path }) => `:(literal)${path}`);
    lines.push(...((await git([...command, '--', ...paths], signal)) ?? []));
  }
  return lines;
}

function foldersWith(folders: readonly DoubtfulFolder[], paths: readonly string[]): readonly string[] {
  const parents = new Set<string>();
  for (const path of paths) {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) parents.add(path.slice(0, end));
  }
  return folders.map(({ path }) => path).filter((path) => parents.has(path));
}
