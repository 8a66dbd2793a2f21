import { inPlaceHint } from './in-place-hint.js';
import type { Failure } from './run/read-run.js';

/** What git, GitPython, dulwich and setuptools-scm say outside a repository, and a command of git that fails there. */
const signs = new RegExp(
  [
    'not a git repository',
    'InvalidGitRepositoryError',
    'NotGitRepository',
    String.raw`setuptools.scm was unable to detect version`,
    String.raw`\bgit\b[^\n]{0,200} non-zero exit status 128`,
    String.raw`No such file or directory: [^\n]{0,300}\.git\b(?![\w-])`,
  ].join('|'),
  'i',
);

/** Whether a test failed as there is no repository. Pure. */
export const needsGit = ({ message = '', traceback = '', sections }: Failure): boolean =>
  [message, traceback, ...sections.map(({ text }) => text)].some((text) => signs.test(text));

/** `tests/test_a.py::test_b needs .git, which the copy lacks.`, and what to do. `undefined`: none does. Pure. */
export function gitWords(failures: readonly Failure[]): string | undefined {
  const [first, ...rest] = failures.filter(needsGit);
  if (!first) return undefined;
  const who = rest.length === 0 ? `${first.id} needs` : `${first.id} and ${rest.length} more need`;
  return `${who} .git, which the copy for tests lacks. ${inPlaceHint}`;
}
