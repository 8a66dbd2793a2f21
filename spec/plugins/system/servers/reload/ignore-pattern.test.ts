import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ignorePattern } from '../../../../../plugins/system/servers/reload/ignore-pattern.js';

const matches = (line: string, path: string, isFolder = false) => ignorePattern(line)?.matches(path, isFolder);

it('reads patterns as git does', () => {
  expect(matches('*.log', 'deep/in/a.log')).toBe(true);
  expect(matches('/build', 'build')).toBe(true);
  expect(matches('/build', 'a/build')).toBe(false);
  expect(matches('logs/', 'logs', true)).toBe(true);
  expect(matches('logs/', 'logs')).toBe(false);
  expect(matches('docs/**/x.py', 'docs/x.py')).toBe(true);
  expect(matches('docs/**', 'docs/a/b')).toBe(true);
  expect(matches('a?c', 'abc')).toBe(true);
  expect(matches('[!a]bc', 'abc')).toBe(false);
  expect(ignorePattern('# note')).toBeUndefined();
  expect(ignorePattern('')).toBeUndefined();
  expect(ignorePattern('!keep.py')?.isNegated).toBe(true);
});

it('takes any line without an error, and does not think about one for long', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (line, path) => {
      ignorePattern(line)?.matches(path, false);
    }),
  );
  expect(ignorePattern(`${'*a'.repeat(30)}b`)).toBeUndefined();
});

it('agrees with git itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'devmgr-ignore-'));
  const part = fc.constantFrom('a', 'b', 'ab', '*', '?', 'a*', '*b', '[ab]', '**');
  const line = fc
    .tuple(fc.constantFrom('', '/'), fc.array(part, { minLength: 1, maxLength: 3 }))
    .map(([start, parts]) => start + parts.join('/'));
  const paths = ['a', 'b', 'ab', 'a/a', 'a/b', 'b/ab', 'a/b/a', 'ab/ab/b'];
  try {
    execFileSync('git', ['init', '-q', folder]);
    mkdirSync(join(folder, '.git', 'info'), { recursive: true });
    fc.assert(
      fc.property(line, (pattern) => {
        writeFileSync(join(folder, '.gitignore'), `${pattern}\n`);
        expect(ownAnswers(pattern, paths)).toEqual(gitAnswers(folder, paths));
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A path is ignored with the folder that it is in. */
function ownAnswers(line: string, paths: readonly string[]): string[] {
  const pattern = ignorePattern(line);
  return paths.filter((path) =>
    path
      .split('/')
      .some((_, index, parts) => pattern?.matches(parts.slice(0, index + 1).join('/'), index + 1 < parts.length)),
  );
}

function gitAnswers(folder: string, paths: readonly string[]): string[] {
  try {
    const out = execFileSync('git', ['check-ignore', '--no-index', '--stdin'], {
      cwd: folder,
      input: paths.join('\n'),
    });
    return out.toString().split('\n').filter(Boolean);
  } catch (error) {
    if ((error as { status?: number }).status === 1) return [];
    throw error;
  }
}
