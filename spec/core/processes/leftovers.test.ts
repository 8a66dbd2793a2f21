import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProcessRegistry, type RegistryFile } from '../../../core/processes/process-registry.js';
import { readProcess } from '../../../core/processes/process-table.js';
import { living, pidsOf, runner, treeScript, type RunnerUnderTest } from './runner.js';
import { until } from './until.js';

const tree = { title: 'Tree', command: 'sh', args: [treeScript, '2'] };

function folder(test: RunnerUnderTest): string {
  return join(test.dir, 'run', 'processes');
}

async function registered(test: RunnerUnderTest): Promise<RegistryFile[]> {
  const names = await readdir(folder(test)).catch(() => []);
  const texts = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFile(join(folder(test), name), 'utf8'));
  return (await Promise.all(texts)).map((text) => JSON.parse(text) as RegistryFile);
}

/** Writes what a devmgr that is gone would have left. */
async function leave(
  test: RunnerUnderTest,
  content: Partial<RegistryFile> | string,
  name = '1-dead.json',
): Promise<void> {
  await mkdir(folder(test), { recursive: true });
  const full =
    typeof content === 'string' ? content : JSON.stringify({ version: 1, pid: 4_194_000, startTime: 'x', ...content });
  await writeFile(join(folder(test), name), full);
}

async function identity(pid: number): Promise<{ pid: number; startTime: string; title: string; command: string }> {
  return { pid, startTime: (await readProcess(pid))?.startTime ?? '', title: 't', command: 'c' };
}

describe('the registry', () => {
  it('lists live groups with their start times, and is gone without them', async () => {
    await using test = await runner();
    const child = test.processes.spawn(tree);
    const [file] = await until(async () => {
      const files = await registered(test);
      return files.length === 1 && files;
    }, 'a file');
    const own = await identity(process.pid);
    expect(file).toEqual({
      version: 1,
      pid: process.pid,
      startTime: own.startTime,
      processes: [{ ...(await identity(child.pid ?? 0)), title: 'Tree', command: 'sh' }],
    });
    await child.stop();
    await until(async () => (await readdir(folder(test))).length === 0, 'no file');
  });

  it('ends with the last state, however fast it changes', async () => {
    await using test = await runner();
    const registry = new ProcessRegistry(
      folder(test),
      'token',
      () => Promise.resolve('own'),
      (error) => {
        throw error;
      },
    );
    for (let pid = 1; pid <= 50; pid++) {
      registry.add({ pid, startTime: String(pid), title: '', command: '' });
      if (pid > 1) registry.remove(pid - 1);
      if (pid % 10 === 0) await registry.settled();
    }
    await registry.settled();
    expect((await registered(test))[0]?.processes.map(({ pid }) => pid)).toEqual([50]);
    registry.remove(50);
    await registry.settled();
    expect(await readdir(folder(test))).toEqual([]);
  });
});

describe('clearLeftovers', () => {
  it('stops what a dead devmgr has left, and forgets it', async () => {
    await using test = await runner();
    await using other = await runner();
    const child = other.processes.spawn(tree);
    const pids = await pidsOf(child, 2);
    await leave(test, { processes: [await identity(child.pid ?? 0)] });
    expect(await test.processes.clearLeftovers()).toBe(1);
    expect(await living(pids)).toEqual([]);
    expect(await readdir(folder(test))).toEqual([]);
    expect(await test.processes.clearLeftovers()).toBe(0);
  });

  it('does not touch a process that has the pid of a leftover', async () => {
    await using test = await runner();
    await using other = await runner();
    const child = other.processes.spawn(tree);
    const pids = await pidsOf(child, 2);
    await leave(test, { processes: [{ ...(await identity(child.pid ?? 0)), startTime: 'earlier' }] });
    expect(await test.processes.clearLeftovers()).toBe(0);
    expect(await living(pids)).toEqual(pids);
    expect(await readdir(folder(test))).toEqual([]);
  });

  it('leaves the processes of a living devmgr alone, and its own', async () => {
    await using test = await runner();
    await using other = await runner();
    const mine = test.processes.spawn(tree);
    const child = other.processes.spawn(tree);
    const pids = [...(await pidsOf(child, 2)), ...(await pidsOf(mine, 2))];
    await until(async () => (await registered(test)).length === 1, 'the own file');
    await leave(test, { ...(await identity(process.pid)), processes: [await identity(child.pid ?? 0)] });
    expect(await test.processes.clearLeftovers()).toBe(0);
    expect(await living(pids)).toEqual(pids);
    expect(await registered(test)).toHaveLength(2);
  });

  it('knows a dead devmgr also when its pid is in use again', async () => {
    await using test = await runner();
    await leave(test, { pid: process.pid, startTime: 'earlier', processes: [] });
    await test.processes.clearLeftovers();
    expect(await readdir(folder(test))).toEqual([]);
  });

  it.each(['', '{"pid":', '[]', '{"version":1,"pid":"1","startTime":"x","processes":[{"pid":1}]}'])(
    'removes a file that says nothing: %s',
    async (text) => {
      await using test = await runner();
      await leave(test, text, '4194000-dead.json');
      await leave(test, text, '4194000-dead.json.new');
      await leave(test, text, 'unrelated.txt');
      await leave(test, text, `${process.pid}-alive.json`);
      expect(await test.processes.clearLeftovers()).toBe(0);
      expect((await readdir(folder(test))).sort()).toEqual([`${process.pid}-alive.json`, 'unrelated.txt']);
    },
  );

  it('waits for no pipe, and reads nothing without end', async () => {
    await using test = await runner();
    await mkdir(folder(test), { recursive: true });
    execFileSync('mkfifo', [join(folder(test), '4194000-pipe.json')]);
    await symlink('/dev/zero', join(folder(test), '4194000-zero.json'));
    expect(await test.processes.clearLeftovers()).toBe(0);
    expect(await readdir(folder(test))).toEqual([]);
  });

  it('goes on where a file cannot be removed', async () => {
    await using test = await runner();
    // What is a folder is not removed as a file.
    await mkdir(join(folder(test), '4194000-dead.json', 'kept'), { recursive: true });
    expect(await test.processes.clearLeftovers()).toBe(0);
    expect(await readdir(folder(test))).toEqual(['4194000-dead.json']);
  });

  it('never stops devmgr itself or pid 1', async () => {
    await using test = await runner();
    await leave(test, { processes: [await identity(process.pid), await identity(1)] });
    expect(await test.processes.clearLeftovers()).toBe(0);
  });
});
