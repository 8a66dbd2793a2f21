import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appDefinition } from '../../../../../plugins/system/servers/definition/app-definition.js';
import { defaultDefinition } from '../../../../../plugins/system/servers/definition/default-definition.js';
import type { ServerDefinition } from '../../../../../plugins/system/servers/definition/server-definition.js';
import { ServerOutput } from '../../../../../plugins/system/servers/run/server-output.js';
import type { RunEvent, RunRequest, ServerRun } from '../../../../../plugins/system/servers/run/server-run.js';
import { createSshRunner } from '../../../../../plugins/system/servers/ssh/create-ssh-runner.js';
import { living, ownEnv, runner, type RunnerUnderTest } from '../../../../core/processes/runner.js';
import { until } from '../../../../core/processes/until.js';
import { freePort } from '../../../../support/free-port.js';
import { testPython } from '../../../../support/python.js';
import { hasSshServer, startSshServer, type SshServer } from '../../../../support/ssh-server.js';

const clock = {
  now: Date.now,
  setTimeout(callback: () => void, ms: number) {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval: (): never => {
    throw new Error('not used');
  },
};

interface Started {
  readonly run: ServerRun;
  readonly events: readonly RunEvent[];
  readonly output: ServerOutput;
  lines(): string[];
  /** Waits for a line and gives what its pattern catches. */
  line(pattern: RegExp): Promise<string>;
  exited(): Promise<Extract<RunEvent, { type: 'exited' }>>;
}

describe.runIf(hasSshServer)('a server on another machine', () => {
  let server: SshServer;
  beforeAll(async () => {
    server = await startSshServer();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  const underTest = () => runner({ ...ownEnv(), PATH: `${server.binDir}:${process.env['PATH'] ?? ''}` });

  function start(
    test: RunnerUnderTest,
    runs: ServerDefinition['runs'],
    more: Partial<RunRequest> = {},
    host = 'box',
    folder?: string,
  ): Started {
    const events: RunEvent[] = [];
    const output = new ServerOutput();
    const root = test.dir;
    const definition = {
      ...defaultDefinition(root, { name: 'api', target: 'x', source: 'spec', runs }),
      ssh: { host, folder },
    };
    const run = createSshRunner({ processes: test.processes, clock, root })({
      definition,
      place: { host: '127.0.0.1', port: 0, url: '' },
      env: {},
      reload: 'off',
      stopTimeoutMs: 3_000,
      interpreter: undefined,
      output,
      ignoreLine: () => false,
      onEvent: (event) => events.push(event),
      ...more,
    });
    const lines = () => output.last(1_000);
    return {
      run,
      events,
      output,
      lines,
      line: (pattern) => until(() => lines().flatMap((text) => pattern.exec(text)?.[1] ?? [])[0], String(pattern)),
      exited: () =>
        until(
          () => events.find((event): event is Extract<RunEvent, { type: 'exited' }> => event.type === 'exited'),
          'its end',
        ),
    };
  }

  const sh = (script: string): ServerDefinition['runs'] => ({ kind: 'command', command: ['sh', '-c', script] });
  /** The shell there that waits for our word or the end of the connection. */
  const readerOf = async ({ events }: Started, script: string, pid: string): Promise<string> => {
    await until(() => events.some(({ type }) => type === 'listening'), 'the start');
    const lasting = () =>
      execFileSync('ps', ['-ww', '-o', 'pid=,args=', '--ppid', script], { encoding: 'utf8' })
        .split('\n')
        .map((line) => line.trim().split(' '))
        .find(([each, name]) => each !== pid && name === 'sh')?.[0];
    return until(lasting, 'the reader');
  };
  const alive = async (...pids: string[]) => (await living(pids.map(Number))).length;

  it('runs in the folder there with the environment, and tells how it ended', async () => {
    await using test = await underTest();
    const env = { WORDS: `it's "$HOME"\n\\ and \`more\``, 'not a name': 'x' };
    const started = start(test, sh('printf "[%s]\\n" "$WORDS"; pwd; echo bad >&2; exit 3'), { env }, 'box', server.dir);
    expect(await started.exited()).toMatchObject({ exit: { kind: 'exited', code: 3 }, awaitsChange: false });
    expect(started.lines()).toEqual(expect.arrayContaining(['[it\'s "$HOME"', '\\ and `more`]', server.dir, 'bad']));
    expect(started.lines().join('\n')).not.toMatch(/devmgr-[0-9a-f]{16}/);
    expect(started.events.map(({ type }) => type)).toEqual(['spawned', 'listening', 'exited']);
    expect(started.events[0]).toEqual({ type: 'spawned', pid: undefined });
  });

  it('no secret is in the list of processes', async () => {
    await using test = await underTest();
    const started = start(test, sh('echo up; sleep 100'), { env: { SECRET: 'correct-horse' } });
    await started.line(/^(up)$/);
    expect(execFileSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' })).not.toContain('correct-horse');
    await started.run.stop();
  });

  it('stops all that it has started there, politely', async () => {
    await using test = await underTest();
    const started = start(
      test,
      sh('trap "echo bye; exit 0" TERM; sleep 100 & echo pids $! $$; while :; do wait; done'),
    );
    const pids = (await started.line(/^pids (.*)$/)).split(' ');
    await started.run.stop();
    expect(await alive(...pids)).toBe(0);
    expect(started.lines()).toContain('bye');
    expect(await started.exited()).toMatchObject({ fault: undefined });
  });

  it('by force when the grace is over', async () => {
    await using test = await underTest();
    const started = start(test, sh('trap "" TERM; echo pid $$; while :; do sleep 1; done'), { stopTimeoutMs: 500 });
    const pid = await started.line(/^pid (.*)$/);
    await started.run.stop();
    expect(await alive(pid)).toBe(0);
    expect(await started.exited()).toMatchObject({ exit: { kind: 'signalled', signal: 'SIGKILL', forced: true } });
  });

  it('leaves nothing there when the connection is lost, and says so', async () => {
    await using test = await underTest();
    const started = start(test, sh('echo pid $$; while :; do sleep 0.1; done'));
    const pid = await started.line(/^pid (.*)$/);
    server.cut();
    expect(await started.exited()).toMatchObject({
      exit: { kind: 'exited', code: 255 },
      fault: {
        message: expect.stringMatching(/^The connection to box was lost/),
        hint: expect.stringMatching(/next start/),
      },
    });
    await until(async () => (await alive(pid)) === 0, 'the end of the server there');
  });

  it('the next start ends what an earlier one has left', async () => {
    await using test = await underTest();
    const first = start(test, sh('echo pid $$ $PPID; while :; do sleep 0.1; done'));
    const [pid = '', script = ''] = (await first.line(/^pid (.*)$/)).split(' ');
    // Its shell there cannot end it any more, nor see that the connection is gone.
    const reader = await readerOf(first, script, pid);
    execFileSync('kill', ['-KILL', reader, script]);
    server.cut();
    await first.exited();
    expect(await alive(pid)).toBe(1);
    const second = start(test, sh('echo up; sleep 100'));
    await second.line(/^(up)$/);
    expect(await alive(pid)).toBe(0);
    expect(second.lines()).toContain(`devmgr: ended pid ${pid} on box, which an earlier connection had left`);
    await second.run.stop();
  });

  it('stops also what it has no connection to any more', async () => {
    await using test = await underTest();
    const started = start(test, sh('trap "" HUP TERM; echo pid $$ $PPID; while :; do sleep 0.1; done'), {
      stopTimeoutMs: 500,
    });
    const [pid = '', script = ''] = (await started.line(/^pid (.*)$/)).split(' ');
    const reader = await readerOf(started, script, pid);
    execFileSync('kill', ['-STOP', reader, script]);
    await started.run.stop();
    expect(await alive(pid)).toBe(0);
    execFileSync('kill', ['-KILL', reader, script]);
  });

  it('a start that is stopped before there is a connection leaves nothing', async () => {
    await using test = await underTest();
    const mark = join(test.dir, 'pid');
    const started = start(test, sh(`echo $$ > ${mark}; exec sleep 100`));
    await started.run.stop();
    expect(await started.exited()).toMatchObject({ fault: undefined });
    const pid = await readFile(mark, 'utf8').catch(() => '');
    if (pid !== '') await until(async () => (await alive(pid)) === 0, 'its end');
  });

  it.each<[string, string, RegExp, RegExp]>([
    [
      'nobody answers',
      'nobody-there',
      /^ssh nobody-there failed: .*refused/,
      /^No ssh server answers at nobody-there$/,
    ],
    ['a key that is not known', 'stranger', /^ssh stranger failed: Host key verification failed/, /^Connect by hand/],
    ['no key of ours', 'refused', /^ssh refused failed: .*Permission denied/, /ssh-copy-id refused/],
    ['no such machine', 'no-such-machine.invalid', /^ssh no-such-machine.invalid failed/, /no-such-machine/],
  ])('says why ssh failed: %s', async (_title, host, message, hint) => {
    await using test = await underTest();
    const { fault, exit } = await start(test, sh('true'), {}, host).exited();
    expect(exit).toEqual({ kind: 'exited', code: 255 });
    expect(fault).toMatchObject({ message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
  });

  it('says when folder or command are not there', async () => {
    await using test = await underTest();
    expect((await start(test, sh('true'), {}, 'box', '~/no/such folder').exited()).fault?.message).toBe(
      'box has no folder ~/no/such folder',
    );
    const missing = await start(test, { kind: 'command', command: ['no-such-command', '-x'] }).exited();
    expect(missing.fault).toMatchObject({ message: 'The command was not found on box' });
  });

  it('an exit code 255 of the server itself is no failure of ssh', async () => {
    await using test = await underTest();
    const { exit, fault } = await start(test, sh('echo "ValueError: no database" >&2; exit 255')).exited();
    expect(exit).toEqual({ kind: 'exited', code: 255 });
    expect(fault).toMatchObject({ message: 'ValueError: no database' });
  });

  it('serves an application there with plain uvicorn', async () => {
    await using test = await underTest();
    await mkdir(join(test.dir, 'src'));
    await writeFile(join(test.dir, 'src', 'main.py'), 'from fastapi import FastAPI\napp = FastAPI()\n');
    const port = await freePort();
    const python = testPython();
    const { runs } = appDefinition(test.dir, 'api', {
      ...{ target: 'main:app', searchPath: join(test.dir, 'src'), factory: false, source: 'spec' },
    });
    const place = { host: '127.0.0.1', port, url: `http://127.0.0.1:${port}` };
    const started = start(test, { ...runs, python } as ServerDefinition['runs'], { place }, 'box', test.dir);
    await until(
      () =>
        fetch(`${place.url}/openapi.json`).then(
          (answer) => answer.ok,
          () => false,
        ),
      'an answer',
    );
    await started.run.stop();
    await expect(fetch(place.url)).rejects.toThrow();
    expect(started.run.facts.equivalent.join(' ')).toContain(`ssh box cd ${test.dir} && ${python} -m uvicorn main:app`);
  });
});
