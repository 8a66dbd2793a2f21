import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWriteConflict, type SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writerStage, type WriterStage } from './support/writer-stage.js';

let stage: WriterStage;
beforeEach(() => void (stage = writerStage()));
afterEach(() => stage[Symbol.asyncDispose]());

const put = (path: string, content: string | Buffer) => writeFileSync(join(stage.root, path), content);
const get = (path: string) => readFileSync(join(stage.root, path));
const title = 'Generated it';

describe('writing', () => {
  it('makes a file and its folders, and undo takes both away', async () => {
    const writer = stage.open();
    const before = await writer.read('app/routers/refunds.py');
    expect(before).toEqual({
      path: 'app/routers/refunds.py',
      text: undefined,
      version: undefined,
      encoding: 'utf8',
      newline: '\n',
      protection: undefined,
    });
    const change = await writer.write([{ path: before.path, text: 'x = 1\ny = 2\n', base: undefined }], { title });
    expect(change.files).toEqual([{ path: before.path, isNew: true, added: 2, removed: 0 }]);
    expect(get('app/routers/refunds.py').toString()).toBe('x = 1\ny = 2\n');
    const undone = await writer.undo();
    expect(undone).toMatchObject({ id: change.id, undoneAt: expect.any(Number) as number });
    expect(stage.tree()).toEqual({});
  });

  it('keeps folders that others use when a new file is taken back', async () => {
    const writer = stage.open();
    await writer.write([{ path: 'app/a/b.py', text: '', base: undefined }], { title });
    put('app/c.py', 'mine');
    await writer.undo();
    expect(Object.keys(stage.tree())).toEqual(['app/', 'app/c.py']);
  });

  it('replaces a file, keeps its mode, and gives it back byte for byte with the mode it had', async () => {
    put('run.sh', 'old\r\nline');
    chmodSync(join(stage.root, 'run.sh'), 0o4751);
    const before = stage.tree();
    const writer = stage.open();
    const { version } = await writer.read('run.sh');
    await writer.write([{ path: 'run.sh', text: 'new\nline\nmore\n', base: version }], { title });
    expect(stage.tree()).toEqual({ 'run.sh': '4751 new\r\nline\r\nmore\r\n' });
    chmodSync(join(stage.root, 'run.sh'), 0o600);
    await writer.undo();
    expect(stage.tree()).toEqual(before);
  });

  it('touches nothing, and keeps no history, when nothing would change', async () => {
    put('a.py', 'x = 1\n');
    const writer = stage.open();
    const told: SavedChange[] = [];
    writer.onDidChange((change) => told.push(change));
    const { version, text } = await writer.read('a.py');
    const inode = statSync(join(stage.root, 'a.py')).ino;
    expect((await writer.write([{ path: 'a.py', text: text!, base: version }], { title })).files).toEqual([]);
    expect(statSync(join(stage.root, 'a.py')).ino).toBe(inode);
    expect([told, await writer.changes()]).toEqual([[], []]);
  });

  it('tells every save and undo, and lists them newest first, also to the next devmgr', async () => {
    const writer = stage.open();
    const told: SavedChange[] = [];
    writer.onDidChange((change) => told.push(change));
    const one = await writer.write([{ path: 'a.py', text: '1\n', base: undefined }], { title: 'One' });
    const two = await writer.write([{ path: 'b.py', text: '2\n', base: undefined }], { title: 'Two' });
    const undone = await writer.undo(one.id);
    expect(told).toEqual([one, two, undone]);
    expect(await stage.open().changes()).toEqual([two, undone]);
    expect(existsSync(join(stage.root, 'a.py'))).toBe(false);
  });
});

describe('conflicts', () => {
  it('writes none of the files when one changed since it was read, and says how they are now', async () => {
    put('a.py', 'a\n');
    put('b.py', 'b\n');
    const writer = stage.open();
    const [a, b] = [await writer.read('a.py'), await writer.read('b.py')];
    put('b.py', 'theirs\n');
    const error: unknown = await writer
      .write(
        [
          { path: 'a.py', text: 'mine\n', base: a.version },
          { path: 'b.py', text: 'mine\n', base: b.version },
        ],
        { title },
      )
      .catch((thrown: unknown) => thrown);
    expect(isWriteConflict(error) && error.conflicts).toEqual([await writer.read('b.py')]);
    expect([get('a.py').toString(), get('b.py').toString()]).toEqual(['a\n', 'theirs\n']);
    expect(await writer.changes()).toEqual([]);
  });

  it.each([
    ['a file came', undefined, 'theirs\n'],
    ['the file is gone', 'a\n', undefined],
  ])('%s since', async (_, before, now) => {
    if (before !== undefined) put('a.py', before);
    const writer = stage.open();
    const { version } = await writer.read('a.py');
    if (now === undefined) await import('node:fs').then(({ rmSync }) => rmSync(join(stage.root, 'a.py')));
    else put('a.py', now);
    const trial = writer.write([{ path: 'a.py', text: 'mine\n', base: version }], { title });
    await expect(trial).rejects.toMatchObject({ code: 'DEVMGR_WRITE_CONFLICT', conflicts: [{ text: now }] });
    expect(existsSync(join(stage.root, 'a.py'))).toBe(now !== undefined);
  });

  it('undo refuses when a file changed since, or is gone, and changes none of the others', async () => {
    mkdirSync(join(stage.root, 'app'));
    put('app/a.py', 'a\n');
    const writer = stage.open();
    const { version } = await writer.read('app/a.py');
    const files = [
      { path: 'app/a.py', text: 'mine\n', base: version },
      { path: 'app/b.py', text: 'new\n', base: undefined },
    ];
    const { id } = await writer.write(files, { title });
    put('app/b.py', 'edited\n');
    await expect(writer.undo(id)).rejects.toSatisfy(isWriteConflict);
    expect([get('app/a.py').toString(), get('app/b.py').toString()]).toEqual(['mine\n', 'edited\n']);
    put('app/b.py', 'new\n');
    await writer.undo(id);
    expect(stage.tree()).toEqual({ 'app/': '', 'app/a.py': '644 a\n' });
    await expect(writer.undo(id)).rejects.toMatchObject({ message: '“Generated it” was taken back already' });
    await expect(writer.undo()).rejects.toMatchObject({ message: 'There is no save to take back' });
    await expect(writer.undo('../1')).rejects.toMatchObject({ message: 'There is no save ../1' });
  });
});
