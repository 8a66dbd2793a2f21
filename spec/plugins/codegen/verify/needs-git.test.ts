import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { gitWords, needsGit } from '../../../../plugins/codegen/verify/needs-git.js';
import type { Failure } from '../../../../plugins/codegen/verify/run/read-run.js';
import { verifyStage } from './support/verify-stage.js';

const options = { where: 'copy', signal: new AbortController().signal } as const;

it('does not excuse a test that only fails as the copy is no repository', async () => {
  await using stage = await verifyStage({
    'mod.py': 'def f(): return 1\n',
    'test_mod.py': `import subprocess
from mod import f
def test_a(): pass
def test_git():
    subprocess.run(["git", "rev-parse", "--git-dir"], check=True, capture_output=True)
    assert f() == 1
`,
  });
  execFileSync('git', ['init', '-q'], { cwd: stage.root });
  // A repository around the copy is another one.
  execFileSync('git', ['init', '-q'], { cwd: stage.storageDir });
  const wrong = await stage.verify([{ path: 'mod.py', text: 'def f(): return 2\n' }], options);
  expect(wrong).toMatchObject({ verdict: 'unable', failedBefore: ['test_mod.py::test_git'] });
  expect(wrong.detail).toContain('test_mod.py::test_git needs .git, which the copy for tests lacks.');
  expect(wrong.detail).toContain('--in-place');
});

const failure = (message: string): Failure => ({
  ...{ id: 't.py::test_it', message, traceback: undefined, frames: [], sections: [] },
});

it.each([
  ['fatal: not a git repository (or any of the parent directories): .git', true],
  ['git.exc.InvalidGitRepositoryError: /x', true],
  ["subprocess.CalledProcessError: Command '['git', 'describe']' returned non-zero exit status 128.", true],
  ["FileNotFoundError: [Errno 2] No such file or directory: '/x/.git/HEAD'", true],
  ["FileNotFoundError: [Errno 2] No such file or directory: '/x/.github/a.yml'", false],
  ["FileNotFoundError: [Errno 2] No such file or directory: '/x/.gitignore'", false],
  ['assert "digit" == 128', false],
])('%s', (message, needs) => {
  expect(needsGit(failure(message))).toBe(needs);
});

it('counts them', () => {
  expect(gitWords([])).toBeUndefined();
  const one = failure('not a git repository');
  expect(gitWords([one, failure('other'), one, one])).toMatch(/^t\.py::test_it and 2 more need \.git/);
});
