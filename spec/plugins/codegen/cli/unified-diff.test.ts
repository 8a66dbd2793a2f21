import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unifiedDiff } from '../../../../plugins/codegen/cli/unified-diff.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'devmgr-diff-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let next = 0;
/** What git makes of the files with the diff; `undefined`: it is not there. */
async function applied(files: readonly { path: string; before: string | undefined; after: string }[]) {
  const root = join(folder, String((next += 1)));
  mkdirSync(join(root, 'app'), { recursive: true });
  for (const { path, before } of files) if (before !== undefined) writeFileSync(join(root, path), before);
  const diff = await unifiedDiff(files);
  if (diff !== '')
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: diff, stdio: 'pipe' });
  return files.map(({ path }) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined));
}

test('git makes the files of it, with and without a last line end, new, emptied and filled', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join('');
  const files = [
    { path: 'app/a.py', before: lines, after: lines.replace('line 3\n', 'three\n').replace('line 30\n', '') },
    { path: 'app/b.py', before: undefined, after: 'new\n' },
    { path: 'app/c.py', before: undefined, after: '' },
    { path: 'app/d.py', before: 'old\n', after: '' },
    { path: 'app/e.py', before: '', after: 'a\nb' },
    { path: 'app/f.py', before: 'a\nb', after: 'a\nc' },
    { path: 'app/g.py', before: 'same\n', after: 'same\n' },
    { path: 'app/h i.py', before: '-- a\n++ b\n', after: '++ b\n-- a\n@@ c\n' },
  ];
  expect(await applied(files)).toEqual(files.map(({ after }) => after));
  expect(await unifiedDiff(files.slice(6, 7))).toBe('');
});

test('whatever the lines are', async () => {
  const line = fc.constantFrom('a', 'b', '', ' a', '-a', '+a', '@@ -1 +1 @@', '\\ No newline at end of file', 'ä\t');
  const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean()).map(([lines, ends]) => {
    return lines.join('\n') + (ends && lines.length > 0 ? '\n' : '');
  });
  await fc.assert(
    fc.asyncProperty(text, text, async (before, after) => {
      expect(await applied([{ path: 'app/a.py', before, after }])).toEqual([after]);
    }),
    { numRuns: 60 },
  );
});
