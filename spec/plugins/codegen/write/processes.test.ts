import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../../support/bundle.js';
import { writerStage } from './support/writer-stage.js';

const run = promisify(execFile);

let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => void (program = await bundle('spec/plugins/codegen/write/killed-writer.ts')));
afterAll(() => program.remove());

it.each([
  ['file.writeFile', 3, 'old'],
  ['link', 1, 'old'],
  // The record is whole; a.py is exchanged; new/b.py as well; the save counts.
  ['rename', 4, 'old'],
  ['rename', 5, 'old'],
  ['link', 2, 'old'],
  ['rename', 6, 'new'],
  ['unlink', 1, 'new'],
  ['rm', 1, 'new'],
])('killed before call %s #%i: the next devmgr finds all %s, and nothing else', async (name, which, content) => {
  await using stage = writerStage();
  writeFileSync(join(stage.root, 'a.py'), 'old\n');
  const end = await run(process.execPath, [program.file, stage.root, stage.home, name, String(which)]).catch(
    (error: { signal?: string }) => error,
  );
  expect(end).toMatchObject({ signal: 'SIGKILL' });
  expect(['old\n', 'new\n']).toContain(readFileSync(join(stage.root, 'a.py'), 'utf8'));
  const next = stage.open();
  const changes = await next.changes();
  const all = { 'a.py': '644 new\n', 'new/': '', 'new/b.py': '644 new\n' };
  expect(stage.tree()).toEqual(content === 'new' ? all : { 'a.py': '644 old\n' });
  expect(changes.map(({ title }) => title)).toEqual(content === 'new' ? ['Killed'] : []);
  expect(readdirSync(join(stage.home, 'saves')).filter((entry) => /^(?:save|undo)-\d+\.json$/.test(entry))).toEqual([]);
});

it('loses no line when several devmgr save the same file all the time', async () => {
  await using stage = writerStage();
  writeFileSync(join(stage.root, 'a.py'), '');
  const one = () => run(process.execPath, [program.file, stage.root, stage.home, 'slow', '12']);
  await Promise.all([one(), one(), one()]);
  const lines = readFileSync(join(stage.root, 'a.py'), 'utf8').split('\n').slice(0, -1);
  expect([lines.length, new Set(lines).size]).toEqual([36, 36]);
  const changes = await stage.open().changes();
  expect(changes.map(({ id }) => Number(id))).toEqual(Array.from({ length: 36 }, (_, at) => 36 - at));
});

it('takes over a lock whose owner is gone, also when its number was given to another process', async () => {
  await using stage = writerStage();
  mkdirSync(join(stage.home, 'saves'));
  for (const mark of [`999999999@${hostname()}#5`, `${process.pid}@${hostname()}#5`, `1@${hostname()}#1`, 'nonsense']) {
    symlinkSync(mark, join(stage.home, 'saves/lock'));
    symlinkSync(mark, join(stage.home, 'saves/lock-takeover'));
    const path = `${mark.length}-${mark.slice(0, 3)}.py`;
    await stage.open().write([{ path, text: 'x\n', base: undefined }], { title: 't' });
    expect(readdirSync(join(stage.home, 'saves')).filter((name) => name === 'lock')).toEqual([]);
  }
});

it.runIf(process.getuid?.() === 0)('says what it may not write, and leaves everything as it was', async () => {
  await using stage = writerStage();
  writeFileSync(join(stage.root, 'a.py'), 'old\n');
  for (const dir of [stage.dir, stage.home]) chmodSync(dir, 0o777);
  chmodSync(stage.root, 0o755);
  const args = [program.file, stage.root, stage.home, 'none', '1'];
  const failed = await run(process.execPath, args, { uid: 65_534, gid: 65_534 }).catch(
    (error: { stderr?: string }) => error.stderr ?? '',
  );
  expect(failed).toContain('may not be written');
  expect(stage.tree()).toEqual({ 'a.py': '644 old\n' });
});
