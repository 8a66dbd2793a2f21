import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attachmentNotes } from '../../../../plugins/chat/attach/attachment-notes.js';

let base: string;
let root: string;
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-attach-notes-')));
  root = join(base, 'shop');
  const files = {
    'shop/.gitignore': 'private.py\nout/\n*.log\n!kept.log\n',
    'shop/.devmgrignore': '/draft.md\n',
    'shop/.git/info/exclude': 'mine.txt\n',
    'shop/app/.gitignore': 'local.py\n',
    'outside.txt': 'x',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(base, path)), { recursive: true });
    await writeFile(join(base, path), text);
  }
  await symlink(join(base, 'outside.txt'), join(root, 'link.txt'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const notes = (path?: string) => attachmentNotes({ kind: 'text', title: path ?? 'stdin', path, text: 'x' }, root);

it.each(['private.py', 'app/private.py', 'out/deep/x.txt', 'a.log', 'draft.md', 'mine.txt', 'app/local.py'])(
  '%s is ignored, and attached all the same',
  async (path) => {
    expect(await notes(path)).toEqual([`${path} is ignored by this project, and goes to the model all the same`]);
  },
);

it.each(['app/main.py', 'kept.log', 'app/draft.md', 'local.py', 'node_modules/x/index.js'])(
  '%s is not ignored',
  async (path) => {
    expect(await notes(path)).toEqual([]);
  },
);

it('a file of another place is said to be one, also behind a link', async () => {
  const outside = join(base, 'outside.txt');
  expect(await notes(outside)).toEqual([`${outside} lies outside the project, and goes to the model all the same`]);
  expect(await notes('link.txt')).toEqual(['link.txt lies outside the project, and goes to the model all the same']);
});

it('what is no file has no place', async () => {
  expect(await notes()).toEqual([]);
});
