import { chmod, mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProcessExit, ProcessOptions } from '../../../plugin-api/index.js';
import { readProcess } from '../../../core/processes/process-table.js';
import { ownEnv, runner, written } from './runner.js';

const node = process.execPath;

function script(code: string, more: Partial<ProcessOptions> = {}): ProcessOptions {
  return { title: 'script', command: node, args: ['-e', code], ...more };
}

describe('spawn', () => {
  it('passes arguments as they are: there is no shell', async () => {
    await using test = await runner();
    const args = ['$HOME', '*', '; exit 3', '"quoted"', '`id`', 'zwei Wörter'];
    const child = test.processes.spawn({ title: 'args', command: 'printf', args: ['%s\\n', ...args] });
    expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
    expect(written(child)).toEqual(args);
  });

  it('gives every process a group and a session of its own', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    const entry = await readProcess(child.pid ?? 0);
    expect([entry?.group, entry?.parent]).toEqual([child.pid, process.pid]);
  });

  it('uses the working directory and the environment, where undefined removes', async () => {
    await using test = await runner({ ...ownEnv(), KEPT: 'k', CHANGED: 'old', REMOVED: 'r', DEVMGR_CHANNEL_FD: '9' });
    const child = test.processes.spawn(
      script(
        'const { KEPT, CHANGED, REMOVED, ADDED, DEVMGR_CHANNEL_FD } = process.env;' +
          'console.log(JSON.stringify([KEPT, CHANGED, REMOVED, ADDED, DEVMGR_CHANNEL_FD, process.cwd()]))',
        { cwd: test.dir, env: { CHANGED: 'new', REMOVED: undefined, ADDED: 'a' } },
      ),
    );
    await child.exit;
    expect(JSON.parse(written(child).join())).toEqual(['k', 'new', null, 'a', null, await realpath(test.dir)]);
  });

  it('closes stdin, or writes the input and then closes it', async () => {
    await using test = await runner();
    const empty = test.processes.spawn({ title: 'cat', command: 'cat' });
    const fed = test.processes.spawn({ title: 'cat', command: 'cat', input: 'one\ntwo' });
    expect([await empty.exit, await fed.exit]).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
    ]);
    expect([written(empty), written(fed)]).toEqual([[], ['one', 'two']]);
  });

  it('does not mind a program that never reads its input', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'true', command: 'true', input: 'x'.repeat(5_000_000) });
    expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
    expect(test.reported).toEqual([]);
  });

  it('tells exit codes and signals', async () => {
    await using test = await runner();
    const code = test.processes.spawn({ title: 'code', command: 'sh', args: ['-c', 'exit 7'] });
    const killed = test.processes.spawn({ title: 'killed', command: 'sh', args: ['-c', 'kill -KILL $$'] });
    expect(await code.exit).toEqual({ kind: 'exited', code: 7 });
    expect(await killed.exit).toEqual({ kind: 'signalled', signal: 'SIGKILL', forced: false });
  });

  it('sends one signal to the process itself', async () => {
    await using test = await runner();
    const child = test.processes.spawn(
      script("process.on('SIGUSR2', () => process.exit(9)); console.log('ready'); setInterval(() => {}, 1e6)"),
    );
    await new Promise<void>((resolve) => child.output.onDidAppend(() => resolve()));
    expect(child.signal('SIGUSR2')).toBe(true);
    expect(await child.exit).toEqual({ kind: 'exited', code: 9 });
    expect(child.signal('SIGUSR2')).toBe(false);
  });
});

describe('a process that cannot start', () => {
  async function failure(options: Partial<ProcessOptions>, make?: (dir: string) => Promise<void>): Promise<string> {
    await using test = await runner();
    await make?.(test.dir);
    const at = (text: string | undefined) => text?.replace('DIR', test.dir);
    const command = at(options.command) ?? 'true';
    const cwd = at(options.cwd);
    const child = test.processes.spawn({ title: 'x', ...options, command, ...(cwd === undefined ? {} : { cwd }) });
    expect([child.pid, child.signal('SIGTERM')]).toEqual([undefined, false]);
    const exit: ProcessExit = await child.exit;
    expect(await child.stop()).toBe(exit);
    expect(test.processes.all.get()).toEqual([child]);
    expect(test.reported).toEqual([]);
    if (exit.kind !== 'not-started') throw new Error(`It has started: ${exit.kind}`);
    return exit.error.message.replace(test.dir, 'DIR');
  }

  it('names a command that is not on PATH', async () => {
    expect(await failure({ command: 'no-such-command' })).toBe('The command was not found on PATH: no-such-command');
  });

  it('names a path that does not exist', async () => {
    expect(await failure({ command: 'DIR/none' })).toBe('The command does not exist: DIR/none');
  });

  it('names a file that is not executable', async () => {
    const make = (dir: string) => writeFile(join(dir, 'plain'), 'text');
    expect(await failure({ command: 'DIR/plain' }, make)).toBe('The command is not executable: DIR/plain');
  });

  it('names a directory given as a command', async () => {
    const make = async (dir: string) => void (await mkdir(join(dir, 'sub')));
    expect(await failure({ command: 'DIR/sub' }, make)).toBe('The command is not executable: DIR/sub');
  });

  it('names a script whose interpreter is missing', async () => {
    const make = async (dir: string) => {
      await writeFile(join(dir, 'tool'), '#!/no/such/python\n');
      await chmod(join(dir, 'tool'), 0o755);
    };
    expect(await failure({ command: 'DIR/tool' }, make)).toContain('The interpreter in the first line of DIR/tool');
  });

  it('names a working directory that is missing or a file', async () => {
    expect(await failure({ cwd: 'DIR/none' })).toBe('The working directory does not exist: DIR/none');
    const make = (dir: string) => writeFile(join(dir, 'file'), '');
    expect(await failure({ cwd: 'DIR/file' }, make)).toBe('The working directory is not a directory: DIR/file');
    expect(await failure({ cwd: 'DIR/file/below' }, make)).toContain('The working directory does not exist');
  });

  it('survives arguments that the system refuses', async () => {
    expect(await failure({ args: ['a\0b'] })).toContain('could not be started');
    expect(await failure({ command: '' })).toContain('could not be started');
    expect(await failure({ args: ['x'.repeat(8_000_000)] })).toContain('E2BIG');
  });
});
