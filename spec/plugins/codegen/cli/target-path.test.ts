import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { targetPath } from '../../../../plugins/codegen/cli/target-path.js';

let parent: string;
let root: string;
beforeAll(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-target-')));
  root = join(parent, 'project');
  mkdirSync(join(root, 'tests/unit'), { recursive: true });
  symlinkSync(root, join(parent, 'link'));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

test('begins where the person stands, or at the root when that is elsewhere', () => {
  expect(targetPath('app/a.py', root, root)).toBe('app/a.py');
  expect(targetPath('./app/../b.py', root, root)).toBe('b.py');
  expect(targetPath('../test_b.py', root, join(root, 'tests/unit'))).toBe('tests/test_b.py');
  expect(targetPath('app/a.py', root, parent)).toBe('app/a.py');
  expect(targetPath(join(root, 'app/a.py'), root, parent)).toBe('app/a.py');
  expect(targetPath('..name/a.py', root, root)).toBe('..name/a.py');
});

test('also where a link leads to the project', () => {
  expect(targetPath('app/a.py', join(parent, 'link'), root)).toBe('app/a.py');
  expect(targetPath(join(parent, 'link/app/a.py'), join(parent, 'link'), root)).toBe('app/a.py');
});

test('what lies outside stays absolute', () => {
  expect(targetPath('../other/a.py', root, root)).toBe(join(parent, 'other/a.py'));
  expect(targetPath('../project-2/a.py', root, root)).toBe(join(parent, 'project-2/a.py'));
  expect(targetPath('/etc/passwd', root, root)).toBe('/etc/passwd');
});
