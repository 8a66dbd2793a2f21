import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerReport } from '../../../../../plugins/system/servers/server-report.js';
import { GOOD_APP } from '../../support/server-project.js';
import { faultStage, type FaultStage } from './fault-stage.js';

let stage: FaultStage;
beforeEach(async () => void (stage = await faultStage()));
afterEach(() => stage.dispose());

const start = () => stage.start('--app', 'main:app', '--port', String(stage.port));
const isCrash = ({ status }: ServerReport) => status === 'crashed';

/** Runs an application to its end: how it crashed. */
async function crash(app: string): Promise<ServerReport> {
  stage.write('main.py', app);
  const devmgr = start();
  const { code } = await devmgr.done;
  expect(code, devmgr.stderr()).toBe(1);
  expect(await stage.left()).toEqual([]);
  return stage.until(devmgr, isCrash);
}

describe('an application that cannot be started', () => {
  it('lacks the attribute', async () => {
    const { fault } = await crash('other = 1');
    expect(fault?.kind).toBe('import');
    expect(fault?.message).toContain('app');
    expect(fault?.message).toMatch(/attribute/i);
  });

  it('raises when it is imported, with the line in the project', async () => {
    stage.write('inner.py', 'def make():\n    raise RuntimeError("no database")');
    const { fault } = await crash('from inner import make\n\nmake()');
    expect(fault).toMatchObject({ kind: 'import', message: 'RuntimeError: no database', path: 'inner.py', line: 2 });
  });

  it('has an error in its syntax', async () => {
    const { fault } = await crash('import os\ndef f(:\n  pass');
    expect(fault).toMatchObject({ kind: 'import', path: 'main.py', line: 2 });
    expect(fault?.message).toContain('SyntaxError');
  });

  it('fails in its start-up', async () => {
    const { fault } = await crash(
      'from fastapi import FastAPI\ndef begin():\n    raise OSError("no such queue")\napp = FastAPI(on_startup=[begin])',
    );
    expect(fault).toMatchObject({ kind: 'startup', path: 'main.py', line: 3 });
    expect(fault?.message).toContain('OSError: no such queue');
  });

  it('ends with 0 at once, which is no success of a server', async () => {
    const report = await crash('import os\nos._exit(0)');
    expect(report).toMatchObject({ status: 'crashed', exit: { code: 0 }, next: { kind: 'nothing' } });
  });
});

it('a command that ends with 0 at once is done', async () => {
  stage.write('.devmgr.toml', '[servers.job]\ncommand = "true"');
  const devmgr = stage.start('job');
  expect((await devmgr.done).code).toBe(0);
  const done = await stage.until(devmgr, ({ completedAt }) => completedAt !== undefined);
  expect(done).toMatchObject({ name: 'job', status: 'stopped' });
  expect(await stage.left()).toEqual([]);
});

it('an application that hangs in its start-up is called so, and can be stopped', async () => {
  stage.write('.devmgr.toml', '[system]\nstartup-timeout = 1\nstop-timeout = 1');
  stage.write(
    'main.py',
    'import asyncio\nfrom fastapi import FastAPI\nasync def hang(): await asyncio.sleep(1e6)\napp = FastAPI(on_startup=[hang])',
  );
  const devmgr = start();
  const hanging = await stage.until(devmgr, ({ health }) => health === 'unhealthy');
  expect(hanging.reason).toMatch(/start|answer/);
  expect((await stage.server('stop')).stdout).toBe('api stopped\n');
  expect((await devmgr.done).code).toBe(0);
  expect(await stage.left()).toEqual([]);
});

it('an application that hangs while it is imported can be stopped', async () => {
  stage.write('.devmgr.toml', '[system]\nstop-timeout = 1');
  stage.write('main.py', 'import time\nprint("hangs", flush=True)\ntime.sleep(1e6)');
  const devmgr = start();
  await devmgr.waitFor('hangs');
  expect(await stage.until(devmgr, ({ phase }) => phase === 'importing')).toMatchObject({ status: 'starting' });
  devmgr.child.kill('SIGINT');
  expect((await devmgr.done).code).toBe(130);
  expect(await stage.left()).toEqual([]);
});

it('lines of 1 MB are cut and keep nobody from being healthy', async () => {
  stage.write('main.py', `${GOOD_APP}\nfor _ in range(20): print("x" * 1_000_000)\nprint("last", flush=True)`);
  const devmgr = start();
  await stage.until(devmgr, ({ health }) => health === 'healthy');
  await devmgr.waitFor('last');
  const longest = Math.max(
    ...devmgr
      .stderr()
      .split('\n')
      .map(({ length }) => length),
  );
  expect(longest).toBeGreaterThan(1_000);
  expect(longest).toBeLessThanOrEqual(17_000);
  devmgr.child.kill('SIGINT');
  expect((await devmgr.done).code).toBe(130);
  expect(await stage.left()).toEqual([]);
});

describe('what is tried again', () => {
  it.each([
    ['for a change', 'reload = true', 'change'],
    ['for its next try', 'restart = { when = "always", delay = 60, max-delay = 60 }', 'retry'],
  ])('is left alone by Ctrl-C while it waits %s', async (_what, rule, next) => {
    stage.write('.devmgr.toml', `[servers.api]\napp = "main:app"\n${rule}`);
    stage.write('main.py', 'raise RuntimeError("not yet")');
    const devmgr = stage.start('api', '--port', String(stage.port));
    expect(await stage.until(devmgr, isCrash)).toMatchObject({ next: { kind: next }, fault: { line: 1 } });
    devmgr.child.kill('SIGINT');
    expect((await devmgr.done).code).toBe(130);
    expect(await stage.left()).toEqual([]);
  });

  it('is started by the change that mends it', async () => {
    stage.write('.devmgr.toml', '[servers.api]\napp = "main:app"\nreload = true');
    stage.write('main.py', 'def f(:');
    const devmgr = stage.start('api', '--port', String(stage.port));
    await stage.until(devmgr, isCrash);
    stage.write('main.py', GOOD_APP);
    await stage.until(devmgr, ({ health }) => health === 'healthy');
    expect((await stage.server('stop')).stdout).toBe('api stopped\n');
    expect((await devmgr.done).code).toBe(0);
    expect(await stage.left()).toEqual([]);
  });

  it('ends with 1 and the reason when it is a crash loop', async () => {
    const rule = 'restart = { when = "always", delay = "10ms", max-restarts = 3 }';
    stage.write('.devmgr.toml', `[servers.job]\ncommand = ["sh", "-c", "exit 3"]\n${rule}`);
    const devmgr = stage.start('job');
    expect((await devmgr.done).code).toBe(1);
    const last = stage.states(devmgr).at(-1);
    expect(last).toMatchObject({ status: 'crashed', exit: { code: 3 }, next: { kind: 'nothing' } });
    expect(last?.next).toHaveProperty('reason', expect.stringMatching(/3 times|ended/));
    expect(await stage.left()).toEqual([]);
  });
});
