import { DisposableStore, type Clock, type Processes } from 'devmgr/plugin-api';
import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { notInSubmodules, quietGit } from '../git/quiet-git.js';
import type { CapsulePart } from './failure-capsule.js';
import { parseHunks, type DiffHunk } from './parse-hunks.js';
import { relevantHunks } from './relevant-hunks.js';

export interface GitChangesOptions {
  readonly root: string;
  /** Of the project, the innermost last. */
  readonly frames: readonly TestFrame[];
  /** Other files in which the cause may be, the likely ones first. */
  readonly files?: readonly string[];
  /** The commit of the last run in which all tests passed. */
  readonly green: string | undefined;
  readonly processes: Pick<Processes, 'spawn'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 3_000;
const MOST_LINES = 4_000;
/** Lines above and below that of a frame. */
const AROUND = 4;
const DIFF = [
  'diff',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-prefix',
  '--relative',
  '--unified=3',
  notInSubmodules,
];

/**
 * What changed where a failure passed through: since all tests passed, else what is in no commit yet, else the last commit that touched
 * the line. Empty without git.
 */
export async function gitChanges(options: GitChangesOptions): Promise<readonly CapsulePart[]> {
  const imported = options.files ?? [];
  const files = [...new Set([...options.frames.map(({ path }) => path), ...imported])];
  if (files.length === 0) return [];
  const since = async (base: string, title: string) => {
    const said = await git(options, [...DIFF, base, '--', ...files]);
    const part = partOf(title, relevantHunks(parseHunks(said), options.frames, imported));
    return part ?? elsewhere(title, await git(options, ['diff', '--name-only', '--relative', notInSubmodules, base]));
  };
  const found =
    (options.green && (await since(options.green, `Changed since all tests passed (${options.green.slice(0, 9)})`))) ||
    (await since('HEAD', 'Changed since the last commit'));
  if (found) return [found];
  const last = await lastCommitOf(options);
  return last ? [last] : [];
}

/** Nothing near changed: then at least what did. */
function elsewhere(title: string, names: string): CapsulePart | undefined {
  const lines = names.split('\n').filter((name) => name !== '');
  return lines.length === 0 ? undefined : { kind: 'changes', title: `${title}, elsewhere`, lines, keep: 'start' };
}

async function lastCommitOf(options: GitChangesOptions): Promise<CapsulePart | undefined> {
  const frame = options.frames.at(-1);
  if (!frame) return undefined;
  const range = `-L${Math.max(1, frame.line - AROUND)},+${2 * AROUND + 1}:${frame.path}`;
  const said = await git(options, [
    'log',
    '-n1',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--format=%h %s',
    range,
  ]);
  const [subject = '', ...rest] = said.split('\n');
  // `log -L` writes its prefixes whatever it is told.
  const hunks = parseHunks(rest.join('\n')).map((hunk) => ({ ...hunk, path: frame.path }));
  // All of it came with the commit: the lines stand in the frames.
  if (hunks.every(({ lines }) => lines.slice(1).every((line) => line.startsWith('+')))) return undefined;
  return partOf(`The last commit that touched ${frame.path}:${frame.line}: ${subject}`, hunks);
}

function partOf(title: string, hunks: readonly DiffHunk[]): CapsulePart | undefined {
  if (hunks.length === 0) return undefined;
  return { kind: 'changes', title, lines: hunks.flatMap(({ path, lines }) => [path, ...lines]), keep: 'start' };
}

/** What git prints; '' when it fails, is not there, or takes too long. */
async function git(options: GitChangesOptions, args: readonly string[]): Promise<string> {
  const { processes, clock, root, signal } = options;
  const quiet = await quietGit(processes, root);
  if (signal.aborted || !quiet) return '';
  const owned = new DisposableStore();
  const child = processes.spawn({
    title: 'git',
    command: 'git',
    args: [...quiet.args, '--no-pager', ...args],
    cwd: root,
    env: quiet.env,
    keepLines: MOST_LINES,
  });
  const stop = () => void child.stop();
  signal.addEventListener('abort', stop, { once: true });
  owned.add({ dispose: () => signal.removeEventListener('abort', stop) });
  owned.add(clock.setTimeout(stop, TIMEOUT_MS));
  const exit = await child.exit;
  await owned.dispose();
  if (exit.kind !== 'exited' || exit.code !== 0) return '';
  const { output } = child;
  const lines = output.lines(output.firstLine, output.endLine - output.firstLine);
  return lines
    .filter(({ stream }) => stream === 'stdout')
    .map(({ text }) => text)
    .join('\n');
}
