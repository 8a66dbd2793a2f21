import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isWriteConflict,
  type ProjectWriter,
  type UndoChoice,
  type WriteConflictError,
} from 'devmgr/plugin-api/contracts/project-writer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { faultyDisk, systemError } from './support/faulty-disk.js';
import { writerStage, type WriterStage } from './support/writer-stage.js';

let stage: WriterStage;
beforeEach(() => void (stage = writerStage()));
afterEach(() => stage[Symbol.asyncDispose]());

const put = (path: string, text: string, at = stage) => writeFileSync(join(at.root, path), text);
const get = (path: string) => readFileSync(join(stage.root, path), 'utf8');

const old = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
const made = old.replace('two', 'TWO');

/** Saves a change of `a.py`, and `new.py`. */
async function save(writer: ProjectWriter, at = stage): Promise<string> {
  put('a.py', old, at);
  const { version } = await writer.read('a.py');
  const files = [
    { path: 'a.py', text: made, base: version },
    { path: 'new.py', text: 'new\n', base: undefined },
  ];
  return (await writer.write(files, { title: 'Generated it' })).id;
}

async function conflictOf(undo: Promise<unknown>): Promise<WriteConflictError> {
  const error: unknown = await undo.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isWriteConflict(error)) throw error instanceof Error ? error : new Error('Nothing was thrown');
  return error;
}

/** Takes it back with a choice for each file that changed. */
async function undoWith(writer: ProjectWriter, choices: Readonly<Record<string, UndoChoice>>) {
  const { conflicts } = await conflictOf(writer.undo());
  const changed = conflicts.map(({ path, version }) => ({ path, base: version, choice: choices[path] ?? 'skip' }));
  return writer.undo(undefined, { changed });
}

const standing = async (writer: ProjectWriter) =>
  (await writer.changes()).filter(({ undoneAt }) => undoneAt === undefined).map(({ id }) => id);

it('files that are as they were before it count as taken back', async () => {
  const writer = stage.open();
  await save(writer);
  put('a.py', old);
  await writer.undo();
  expect(stage.tree()).toEqual({ 'a.py': '644 ' + old });
  await save(writer);
  rmSync(join(stage.root, 'new.py'));
  await writer.undo();
  expect(stage.tree()).toEqual({ 'a.py': '644 ' + old });
  await save(writer);
  rmSync(join(stage.root, 'new.py'));
  put('a.py', old);
  await writer.undo();
  expect([stage.tree(), await standing(writer)]).toEqual([{ 'a.py': '644 ' + old }, []]);
});

it('a file that changed since is merged, skipped or overwritten, as is said', async () => {
  const writer = stage.open();
  await save(writer);
  put('a.py', made.replace('six', 'SIX'));
  const { mergeable, hint } = await conflictOf(writer.undo());
  expect([mergeable, hint]).toEqual([
    ['a.py'],
    expect.stringMatching(/Nothing was taken back.* merge, skip/) as string,
  ]);
  await undoWith(writer, { 'a.py': 'merge' });
  expect(stage.tree()).toEqual({ 'a.py': '644 ' + old.replace('six', 'SIX') });

  const first = await save(writer);
  const second = await writer.read('a.py');
  await writer.write([{ path: 'a.py', text: `${made}eight\n`, base: second.version }], { title: 'Second' });
  put('a.py', 'by hand\n');
  await undoWith(writer, { 'a.py': 'skip' });
  expect([get('a.py'), await standing(writer)]).toEqual(['by hand\n', [first]]);
  put('new.py', 'by hand\n');
  await undoWith(writer, { 'a.py': 'overwrite', 'new.py': 'overwrite' });
  expect([stage.tree(), await standing(writer)]).toEqual([{ 'a.py': '644 ' + old }, []]);
});

it('what came since in the same lines cannot be merged, and what changed after it was looked at is asked about again', async () => {
  const writer = stage.open();
  const id = await save(writer);
  put('a.py', made.replace('TWO', 'two by hand'));
  put('new.py', 'new\nmore\n');
  const { mergeable, conflicts } = await conflictOf(writer.undo(id));
  expect(mergeable).toEqual([]);
  const undo = (choice: UndoChoice) =>
    writer.undo(id, { changed: conflicts.map(({ path, version }) => ({ path, base: version, choice })) });
  await expect(undo('merge')).rejects.toMatchObject({ message: expect.stringContaining('cannot be merged') as string });
  put('a.py', 'another\n');
  await conflictOf(undo('overwrite'));
  expect([get('a.py'), get('new.py')]).toEqual(['another\n', 'new\nmore\n']);
});

it('keeps line ends and encoding when it merges', async () => {
  const writer = stage.open();
  const raw = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n').replace('one', 'caf\xe9'), 'latin1');
  writeFileSync(join(stage.root, 'a.py'), raw(old));
  const { text, version } = await writer.read('a.py');
  await writer.write([{ path: 'a.py', text: text!.replace('two', 'TWO'), base: version }], { title: 't' });
  writeFileSync(join(stage.root, 'a.py'), raw(made.replace('six', 'SIX')));
  await undoWith(writer, { 'a.py': 'merge' });
  expect(readFileSync(join(stage.root, 'a.py'))).toEqual(raw(old.replace('six', 'SIX')));
});

it('tells a folder that became a link from a file that changed', async () => {
  const writer = stage.open();
  mkdirSync(join(stage.root, 'app'));
  await writer.write([{ path: 'app/a.py', text: 'a\n', base: undefined }], { title: 't' });
  renameSync(join(stage.root, 'app'), join(stage.root, 'lib'));
  symlinkSync('lib', join(stage.root, 'app'));
  await expect(writer.undo()).rejects.toMatchObject({
    message: 'app/a.py is lib/a.py now: a folder on the way to it became a link',
  });
  expect(existsSync(join(stage.root, 'lib/a.py'))).toBe(true);
});

it('is done or not done, as a whole, when devmgr dies in any moment', async () => {
  const since = `${made}eight\n`;
  const lay = async (at: WriterStage) => {
    await save(at.open(), at);
    put('a.py', since, at);
    put('new.py', 'by hand\n', at);
  };
  const choices = { 'a.py': 'merge', 'new.py': 'overwrite' } as const;
  const ends = { from: { 'a.py': `644 ${since}`, 'new.py': '644 by hand\n' }, to: { 'a.py': `644 ${old}eight\n` } };
  await lay(stage);
  const counting = faultyDisk(() => undefined);
  await undoWith(stage.open({ disk: counting }), choices);
  expect(stage.tree()).toEqual(ends.to);
  const seen = new Set<boolean>();
  const die = async (at: number) => {
    await using each = writerStage();
    await lay(each);
    const dead = faultyDisk(({ count }) => {
      if (count >= at) throw systemError('ENXIO');
    });
    await undoWith(each.open({ disk: dead }), choices).catch(() => undefined);
    rmSync(join(each.home, 'saves/lock'), { force: true });
    const next = each.open();
    const isDone = (await standing(next)).length === 0;
    await next.read('a.py');
    expect(each.tree()).toEqual(isDone ? ends.to : ends.from);
    seen.add(isDone);
  };
  const calls = Array.from({ length: counting.calls }, (_, at) => at + 1);
  const worker = async () => {
    for (let at = calls.pop(); at !== undefined; at = calls.pop()) await die(at);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  expect(seen.size).toBe(2);
});
