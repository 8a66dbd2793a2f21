import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSaveTarget, saveProjectFile } from '../../../../plugins/chat/save/save-project-file.js';

let dir: string;
let root: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-save-')));
  root = join(dir, 'project');
  mkdirSync(join(root, 'app'), { recursive: true });
  mkdirSync(join(root, '.git'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('where a text is saved', () => {
  it.each([
    ['', 'no name of a file'],
    ['.', 'no name of a file'],
    ['app/', 'no name of a file'],
    ['app', 'app is a folder'],
    ['../other.py', 'outside the project'],
    ['/etc/other.py', 'outside the project'],
    ['app/../../other.py', 'outside the project'],
    ['.git/config', 'belongs to git'],
    ['~/x.md', 'outside the project'],
    ['~', 'outside the project'],
    ['~somebody/x.md', 'is the folder of a person'],
    ['out/other.py', 'leads out of the project'],
    ['out/new/other.py', 'leads out of the project'],
    ['pointer.py', 'no plain file'],
  ])('%j is refused', async (path, message) => {
    symlinkSync(dir, join(root, 'out'));
    symlinkSync(join(dir, 'gone.py'), join(root, 'pointer.py'));
    await expect(findSaveTarget(root, path)).rejects.toMatchObject({
      code: 'PLUGIN_CHAT_SAVE',
      message: expect.stringContaining(message) as unknown,
    });
  });

  it('is a path of the project, there or not', async () => {
    writeFileSync(join(root, 'app/a.py'), '');
    expect(await findSaveTarget(root, ' app/a.py')).toMatchObject({ path: 'app/a.py', exists: true });
    expect(await findSaveTarget(root, 'new/deep/b.py')).toMatchObject({ path: 'new/deep/b.py', exists: false });
    expect(await findSaveTarget(root, '..b.py')).toMatchObject({ path: '..b.py', exists: false });
    expect(await findSaveTarget(root, '~b.py')).toMatchObject({ path: '~b.py', exists: false });
  });

  it('is below the home folder where the project is', async () => {
    const way = relative(homedir(), root).split(sep).join('/');
    expect(await findSaveTarget(root, `~/${way}/app/b.py`)).toMatchObject({ path: 'app/b.py', exists: false });
  });
});

describe('saving', () => {
  it('makes folders, and leaves nothing else behind', async () => {
    await saveProjectFile(await findSaveTarget(root, 'new/deep/b.py'), 'x = 1\n', false);
    expect(readFileSync(join(root, 'new/deep/b.py'), 'utf8')).toBe('x = 1\n');
    expect(readdirSync(join(root, 'new/deep'))).toEqual(['b.py']);
  });

  it('replaces a file only where that is wanted, and keeps its mode', async () => {
    const file = join(root, 'app/run.sh');
    writeFileSync(file, 'old');
    chmodSync(file, 0o775);
    const target = await findSaveTarget(root, 'app/run.sh');
    await expect(saveProjectFile(target, 'new', false)).rejects.toMatchObject({ message: 'app/run.sh exists already' });
    expect(readFileSync(file, 'utf8')).toBe('old');
    await saveProjectFile(target, 'new', true);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o775);
    expect(readdirSync(join(root, 'app'))).toEqual(['run.sh']);
  });
});
