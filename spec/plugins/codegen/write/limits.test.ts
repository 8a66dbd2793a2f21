import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchesPattern, namedBy } from '../../../../plugins/codegen/write/protect/matches-pattern.js';
import { systemError, faultyDisk } from './support/faulty-disk.js';
import { writerStage, type WriterStage } from './support/writer-stage.js';
import { expectQuick } from '../../../support/expect-quick.js';

let stage: WriterStage;
beforeEach(() => void (stage = writerStage()));
afterEach(() => stage[Symbol.asyncDispose]());

const title = 't';
const isRoot = process.getuid?.() === 0;

describe('protected files', () => {
  it.each([
    '.env',
    'app/.env.local',
    'keys/server.pem',
    '.ssh/config',
    '.gitignore',
    'sub/.gitattributes',
    '.devmgr.toml',
    '.hg/hgrc',
    '.github/workflows/ci.yml',
  ])('%s is written only when the person agreed', async (path) => {
    const writer = stage.open();
    expect((await writer.read(path)).protection).toContain(path);
    const files = [{ path, text: 'x\n', base: undefined }];
    await expect(writer.write(files, { title })).rejects.toMatchObject({ code: 'PLUGIN_CODEGEN_PROTECTED' });
    await expect(writer.write(files, { title, allowed: ['other'] })).rejects.toMatchObject({
      message: expect.stringContaining('asking') as string,
    });
    expect(stage.tree()).toEqual({});
    await writer.write(files, { title, allowed: [path] });
    expect(readFileSync(join(stage.root, path), 'utf8')).toBe('x\n');
  });

  it.each(['.env.example', 'app/environment.py', '.gitkeep', '.github/dependabot.yml', 'keys.py'])(
    '%s is not protected',
    async (path) => expect((await stage.open().read(path)).protection).toBeUndefined(),
  );

  it('settings of devmgr in pyproject.toml do not change without asking', async () => {
    const before = '[project]\nname = "a"\n\n[tool.devmgr.tests]\npython = "python3"\n';
    writeFileSync(join(stage.root, 'pyproject.toml'), before);
    const writer = stage.open();
    const write = async (text: string, allowed: readonly string[] = []) => {
      const { version } = await writer.read('pyproject.toml');
      await writer.write([{ path: 'pyproject.toml', text, base: version }], { title, allowed });
    };
    const evil = [
      before.replace('python3', './evil'),
      `${before}[tool."dev\\u006dgr".system]\npython = "./evil"\n`,
      before.replace('[project]\nname = "a"', 'tool.devmgr.x = 1'),
      'name = "a"\n',
      `${before}not toml`,
    ];
    for (const text of evil)
      await expect(write(text)).rejects.toMatchObject({
        code: 'PLUGIN_CODEGEN_PROTECTED',
        message: expect.stringContaining('pyproject.toml would get other settings of devmgr') as string,
      });
    await write(before.replace('"a"', '"b"'));
    await write(before.replace('python3', 'python4'), ['pyproject.toml']);
    expect(readFileSync(join(stage.root, 'pyproject.toml'), 'utf8')).toContain('python4');
  });

  it('follows the setting, and who knows the files of the project', async () => {
    const writer = stage.open({ settings: { protect: ['migrations/', '*.lock', '!dev.lock'] } });
    writer.test.context.services.provide(ProjectFiles, {
      list: () => Promise.resolve([]),
      isSecret: (path) => path === 'odd.txt',
    });
    expect((await writer.read('app/migrations/1.sql')).protection).toBe(
      'app/migrations/1.sql is protected by the setting protect: migrations/',
    );
    const protections = ['uv.lock', 'dev.lock', 'odd.txt'].map(async (path) => (await writer.read(path)).protection);
    expect((await Promise.all(protections)).map((reason) => reason !== undefined)).toEqual([true, false, true]);
  });

  it.each([
    ['*.sql', 'a/b.sql', true],
    ['*.sql', 'b.sqlx', false],
    ['/a', 'a/b/c', true],
    ['/a', 'b/a', false],
    ['a/', 'a', false],
    ['a/', 'b/a/c', true],
    ['a/*.py', 'a/b.py', true],
    ['a/*.py', 'x/a/b.py', false],
    ['a/*.py', 'a/b/c.py', false],
    ['a/**/c.py', 'a/c.py', true],
    ['a/**/c.py', 'a/b/b/c.py', true],
    ['**/c.py', 'x/c.py', true],
    ['a/**', 'a/b/c', true],
    ['[ab]?.p[!x]', 'ac.py', true],
    ['[a-c].py', 'd.py', false],
    [String.raw`\*.py`, '*.py', true],
    [String.raw`\*.py`, 'a.py', false],
    ['[', '[', true],
  ])('the pattern %j and %j: %j', (pattern, path, isNamed) => expect(matchesPattern(pattern, path)).toBe(isNamed));

  it('takes comments and blank lines for nothing, and is quick with any pattern', async () => {
    expect(namedBy(['# a', '', ' b '], 'b')).toBe('b');
    await expectQuick(1_000, () => matchesPattern('*a'.repeat(100), 'a'.repeat(250).concat('b')));
    await expectQuick(1_000, () => matchesPattern('**/a/'.repeat(50), 'a/'.repeat(200).concat('b')));
  });
});

describe('sizes', () => {
  it('more than 50 MB is neither read nor written', async () => {
    writeFileSync(join(stage.root, 'big.txt'), '');
    truncateSync(join(stage.root, 'big.txt'), 50_000_001);
    const writer = stage.open();
    await expect(writer.read('big.txt')).rejects.toMatchObject({ message: 'big.txt is larger than 50 MB' });
    const text = 'x'.repeat(50_000_001);
    await expect(writer.write([{ path: 'a.txt', text, base: undefined }], { title })).rejects.toMatchObject({
      message: 'a.txt would be larger than 50 MB',
    });
  });

  it('20,000 lines are counted, saved and taken back', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at}\r\n`);
    writeFileSync(join(stage.root, 'a.txt'), lines.join(''));
    const writer = stage.open();
    const { text, version } = await writer.read('a.txt');
    const changed = text!.replace('line 10000\n', 'other\nmore\n').replace('line 3\n', '');
    const { files } = await writer.write([{ path: 'a.txt', text: changed, base: version }], { title });
    expect(files).toEqual([{ path: 'a.txt', isNew: false, added: 2, removed: 2 }]);
    await writer.undo();
    expect(readFileSync(join(stage.root, 'a.txt'), 'utf8')).toBe(lines.join(''));
  });
});

describe('the history', () => {
  it('keeps the newest 200 saves, of 30 days, of 100 MB', async () => {
    const clock = new FakeClock(1_000_000);
    const writer = stage.open({ clock });
    const write = (name: string, size = 1) =>
      writer.write([{ path: `${name}.txt`, text: 'x'.repeat(size), base: undefined }], { title: name });
    await write('old');
    clock.advance(31 * 24 * 3_600_000);
    await write('new');
    expect((await writer.changes()).map((change) => change.title)).toEqual(['new']);
    for (const name of ['a', 'b', 'c']) await write(name, 40_000_000);
    expect((await writer.changes()).map((change) => change.title)).toEqual(['c', 'b']);
    await expect(writer.undo('1')).rejects.toMatchObject({ message: 'There is no save 1' });
  });

  it('is read by nobody else, and nothing is written where it cannot be kept', async () => {
    await stage.open().write([{ path: '.env', text: 'KEY=1\n', base: undefined }], { title, allowed: ['.env'] });
    const modes = ['saves', 'saves/1', 'saves/1/0.after'].map((path) => statSync(join(stage.home, path)).mode & 0o77);
    expect(modes).toEqual([0, 0, 0]);
    const disk = faultyDisk(({ name, args }) => {
      if (name === 'open' && String(args[0]).includes('.after')) throw systemError('ENOSPC');
    });
    const trial = stage.open({ disk }).write([{ path: 'a.py', text: 'x', base: undefined }], { title });
    await expect(trial).rejects.toMatchObject({
      code: 'DEVMGR_STORAGE_FAILED',
      message: 'The history of saves could not be kept (the disk is full), so nothing was written',
    });
    expect(stage.tree()).toEqual({ '.env': '644 KEY=1\n' });
  });
});

describe('rights', () => {
  it('a read-only file stays as it is', async () => {
    writeFileSync(join(stage.root, 'a.py'), 'a\n');
    chmodSync(join(stage.root, 'a.py'), 0o444);
    const writer = stage.open();
    const { version } = await writer.read('a.py');
    const trial = writer.write([{ path: 'a.py', text: 'b\n', base: version }], { title });
    await expect(trial).rejects.toMatchObject({
      message: 'a.py is read-only',
      hint: expect.stringContaining('chmod') as string,
    });
    expect(stage.tree()).toEqual({ 'a.py': '444 a\n' });
  });

  it.runIf(isRoot)('owner and group stay', async () => {
    const file = join(stage.root, 'a.py');
    writeFileSync(file, 'a\n');
    chownSync(file, 1234, 2345);
    chmodSync(file, 0o6755);
    const writer = stage.open();
    const { version } = await writer.read('a.py');
    await writer.write([{ path: 'a.py', text: 'b\n', base: version }], { title });
    const { uid, gid, mode } = statSync(file);
    expect([uid, gid, mode & 0o7777]).toEqual([1234, 2345, 0o6755]);
  });
});

/** A small disk of our own. */
const tmpfs = ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs'];

/** Whether this machine lets us. */
function mount(...args: readonly string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it('on a disk that is really full nothing is half-written', async ({ skip }) => {
  const small = join(stage.root, 'small');
  mkdirSync(small);
  if (!mount(...tmpfs, small)) skip();
  try {
    writeFileSync(join(small, 'a.txt'), 'a\n');
    const writer = stage.open();
    const { version } = await writer.read('small/a.txt');
    const before = stage.tree();
    const files = [
      { path: 'b.txt', text: 'b\n', base: undefined },
      { path: 'small/new/c.txt', text: 'c\n', base: undefined },
      { path: 'small/a.txt', text: 'x'.repeat(400_000), base: version },
    ];
    await expect(writer.write(files, { title })).rejects.toMatchObject({
      message: 'small/a.txt could not be written: the disk is full',
      hint: 'Free some space, then save again.',
    });
    expect(stage.tree()).toEqual(before);
    expect(await writer.changes()).toEqual([]);
  } finally {
    execFileSync('umount', [small]);
  }
});

it('on a read-only disk nothing is left, and it is told which file it is about', async ({ skip }) => {
  const small = join(stage.root, 'small');
  mkdirSync(small);
  if (!mount(...tmpfs, small)) skip();
  try {
    writeFileSync(join(small, 'a.txt'), 'a\n');
    const writer = stage.open();
    const { version } = await writer.read('small/a.txt');
    execFileSync('mount', ['-o', 'remount,ro', small]);
    const before = stage.tree();
    for (const files of [
      [{ path: 'small/a.txt', text: 'b\n', base: version }],
      [
        { path: 'b.txt', text: 'b\n', base: undefined },
        { path: 'small/a.txt', text: 'b\n', base: version },
      ],
    ])
      await expect(writer.write(files, { title })).rejects.toMatchObject({
        message: 'small/a.txt could not be written: the disk is read-only',
        hint: 'Make it writable, then save again.',
      });
    expect(stage.tree()).toEqual(before);
    expect(readdirSync(join(stage.home, 'saves'))).toEqual([]);
  } finally {
    execFileSync('umount', [small]);
  }
});

it('a file that is mounted on its own is told', async ({ skip }) => {
  const [file, other] = [join(stage.root, 'a.py'), join(stage.dir, 'other.py')];
  writeFileSync(file, 'a\n');
  writeFileSync(other, 'other\n');
  if (!mount('--bind', other, file)) skip();
  try {
    const writer = stage.open();
    const { version } = await writer.read('a.py');
    const trial = writer.write([{ path: 'a.py', text: 'b\n', base: version }], { title });
    await expect(trial).rejects.toMatchObject({
      message: 'a.py could not be replaced: it is in use, or mounted on its own',
    });
    expect(readFileSync(other, 'utf8')).toBe('other\n');
    expect(readdirSync(stage.root)).toEqual(['a.py']);
  } finally {
    execFileSync('umount', [file]);
  }
});
