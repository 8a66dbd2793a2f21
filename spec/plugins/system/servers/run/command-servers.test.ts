import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { DevmgrError } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import {
  DEFAULT_HEALTH,
  defaultDefinition,
  NO_RESTART,
} from '../../../../../plugins/system/servers/definition/default-definition.js';
import type { ServerDefinition } from '../../../../../plugins/system/servers/definition/server-definition.js';
import { freePort } from '../../../../support/free-port.js';
import { serverProject, type ServerProject } from '../../support/server-project.js';
import { until } from '../../support/until.js';

const open: { dispose(): Promise<void> | void }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.dispose();
});

type Part = Partial<ServerDefinition> & { readonly name: string };

const SLEEP = ['sleep', '600'];
const node = (code: string) => [process.execPath, '-e', code];
/** Answers everything with 200 at its PORT. */
const ANSWERS = node("require('http').createServer((q, r) => r.end('ok')).listen(process.env.PORT, '127.0.0.1')");
const PROCESS = { ...DEFAULT_HEALTH, probe: { kind: 'process' } } as const;

async function project(...parts: readonly (Part & { readonly command?: readonly string[] })[]): Promise<ServerProject> {
  const made = await serverProject({}, {}, (root) =>
    parts.map(({ command, name, ...rest }) => ({
      ...defaultDefinition(root, {
        name,
        target: command?.join(' ') ?? rest.url ?? '',
        source: 'pyproject.toml',
        runs: command ? { kind: 'command', command } : { kind: 'url' },
      }),
      ...rest,
    })),
  );
  open.push(made);
  return made;
}

async function answering(status: () => number, port = 0): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((_, response) => response.writeHead(status()).end());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  open.push({ dispose: () => new Promise((resolve) => server.close(() => resolve())) });
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

const stateOf = ({ manager }: ServerProject, name: string): ServerState | undefined =>
  manager.all.get().find((state) => state.name === name);

const when = (made: ServerProject, name: string, holds: (state: ServerState) => boolean) =>
  until(made.manager.all, (all) => all.some((state) => state.name === name && holds(state)));

/** Starts it and waits for its end: what takes its time counts as started before. */
async function ran(made: ServerProject, name: string): Promise<void> {
  await made.manager.start(name);
  await when(made, name, ({ status }) => status === 'stopped' || status === 'crashed');
}

/** Resolves when the server has written that line. */
function written({ manager }: ServerProject, name: string, text: string): Promise<void> {
  const output = manager.output(name);
  return new Promise((resolve) => {
    const look = () => output?.lines(0, output.endLine).some((line) => line.text === text) && resolve();
    output?.onDidAppend(look);
    look();
  });
}

const isHealthy = (state: ServerState) => state.status === 'running' && state.health.kind === 'healthy';

function alive(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 2 ** 30, 0);
  } catch {
    return false;
  }
}

const failure = (start: Promise<void>) =>
  start.then(
    () => undefined,
    (error: DevmgrError) => error,
  );

describe('a command as a server', () => {
  it('runs without a port as long as its process does', async () => {
    const made = await project({ name: 'worker', command: SLEEP, health: PROCESS });
    await made.manager.start('worker');
    await when(made, 'worker', isHealthy);
    expect(stateOf(made, 'worker')).toMatchObject({ kind: 'command', url: '', target: 'sleep 600' });
    expect(made.manager.facts('worker')).toMatchObject({ command: SLEEP, interpreter: undefined });
    await made.manager.stop('worker');
    expect(stateOf(made, 'worker')).toMatchObject({ status: 'stopped' });
  });

  it('gets its port, is asked at it, and its access lines are requests', async () => {
    const port = await freePort();
    const line = `127.0.0.1:51234 - "GET /orders HTTP/1.1" 200 OK`;
    const code = `console.log(${JSON.stringify(line)}); ${ANSWERS[2]}`;
    const made = await project({ name: 'web', command: node(code), port });
    await made.manager.start('web');
    await when(made, 'web', isHealthy);
    expect(stateOf(made, 'web')).toMatchObject({ url: `http://127.0.0.1:${port}` });
    const requests = made.manager.requests('web');
    expect(requests?.requests(0, 10)).toMatchObject([{ method: 'GET', path: '/orders', status: 200 }]);
  });

  it('is never healthy because somebody else answers at its port', async () => {
    const port = await freePort();
    const made = await project({ name: 'web', command: SLEEP, port });
    const start = made.manager.start('web');
    await when(made, 'web', (state) => state.status === 'starting' && state.pid !== undefined);
    let asked = 0;
    await answering(() => ((asked += 1), 200), port);
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(answer.status).toBe(200);
    const pid = (stateOf(made, 'web') as { pid?: number }).pid ?? 0;
    // Looked for again and again meanwhile: the port has a listener, and it is none of the server's processes.
    for (let look = 0; look < 5; look += 1) expect(await made.processes.listens(pid, port)).toBe(false);
    expect(stateOf(made, 'web')).toMatchObject({ status: 'starting' });
    expect(asked).toBe(1);
    await made.manager.stop('web');
    await start;
  });

  it('has completed when it ends with 0, and crashed otherwise', async () => {
    const made = await project(
      { name: 'migrate', command: node('console.log("done")') },
      { name: 'broken', command: node('console.log("no database"); process.exit(3)') },
    );
    await ran(made, 'migrate');
    expect(stateOf(made, 'migrate')).toMatchObject({ status: 'stopped', completedAt: expect.any(Number) });
    await ran(made, 'broken');
    expect(stateOf(made, 'broken')).toMatchObject({
      status: 'crashed',
      exit: { kind: 'exited', code: 3 },
      lastLines: ['no database'],
      next: { kind: 'nothing' },
    });
  });

  it('cannot be started when there is no such program', async () => {
    const made = await project({ name: 'worker', command: ['no-such-program-here'] });
    await made.manager.start('worker');
    expect(stateOf(made, 'worker')).toMatchObject({ status: 'crashed', exit: { kind: 'not-started' } });
  });

  it('is ended with the signal that it understands', async () => {
    const code = `process.on('SIGINT', () => { console.log('bye'); process.exit(0) }); console.log('up'); setInterval(() => {}, 1e6)`;
    const stop = { signal: 'SIGINT', timeoutMs: 5_000 } as const;
    const made = await project({ name: 'worker', command: node(code), stop, health: PROCESS });
    await made.manager.start('worker');
    const output = made.manager.output('worker');
    await written(made, 'worker', 'up');
    await made.manager.stop('worker');
    expect(output?.lines(0, 10).map(({ text }) => text)).toEqual(['up', 'bye']);
  });

  it('keeps the output of all its starts', async () => {
    const made = await project({ name: 'job', command: node('console.log("once")') });
    await ran(made, 'job');
    await ran(made, 'job');
    expect(made.manager.output('job')?.lines(0, 10)).toHaveLength(2);
  });
});

describe('an address that is watched', () => {
  it('is healthy, unhealthy and healthy again without a process', async () => {
    let status = 200;
    const { port } = await answering(() => status);
    const url = `http://127.0.0.1:${port}`;
    const made = await project({ name: 'remote', url });
    await made.manager.start('remote');
    await when(made, 'remote', isHealthy);
    expect(stateOf(made, 'remote')).toMatchObject({ kind: 'url', url, pid: undefined });
    status = 500;
    await when(made, 'remote', (state) => state.status === 'running' && state.health.kind === 'unhealthy');
    status = 200;
    await when(made, 'remote', isHealthy);
    await made.manager.stop('remote');
    expect(stateOf(made, 'remote')).toMatchObject({ status: 'stopped' });
  });

  it('is unhealthy, not starting, when nobody is there', async () => {
    const made = await project({ name: 'remote', url: `http://127.0.0.1:${await freePort()}` });
    await made.manager.start('remote');
    expect(stateOf(made, 'remote')).toMatchObject({ status: 'running' });
    await when(made, 'remote', (state) => state.status === 'running' && state.health.kind === 'unhealthy');
  });
});

describe('servers that need each other', () => {
  const needs = (name: string, condition: 'healthy' | 'started' | 'completed' = 'healthy') => [{ name, condition }];

  it('starts what is needed first and waits until it is healthy', async () => {
    const port = await freePort();
    const made = await project(
      { name: 'api', command: SLEEP, health: PROCESS, dependsOn: needs('db') },
      { name: 'db', command: ANSWERS, port },
    );
    const start = made.manager.start('api');
    await when(made, 'api', (state) => state.status === 'starting' && state.phase === 'waiting');
    expect(stateOf(made, 'api')).toMatchObject({ waitsFor: ['db'], pid: undefined });
    await start;
    await when(made, 'api', isHealthy);
    expect(stateOf(made, 'db')).toMatchObject({ status: 'running', health: { kind: 'healthy' } });
  });

  it('waits for a job to be done, and does not do it again', async () => {
    const made = await project(
      { name: 'api', command: SLEEP, health: PROCESS, dependsOn: needs('migrate', 'completed') },
      { name: 'migrate', command: node('console.log("migrated")') },
    );
    await made.manager.start('api');
    await made.manager.restart('api');
    expect(stateOf(made, 'migrate')).toMatchObject({ status: 'stopped', completedAt: expect.any(Number) });
    expect(made.manager.output('migrate')?.endLine).toBe(1);
  });

  it('says which needed server failed and why, and starts nothing', async () => {
    const made = await project(
      { name: 'api', command: SLEEP, dependsOn: needs('db') },
      { name: 'db', command: node('console.error("Error: no disk"); process.exit(1)'), port: await freePort() },
    );
    const error = await failure(made.manager.start('api'));
    expect(error).toMatchObject({
      code: 'PLUGIN_SYSTEM_DEPENDENCY_FAILED',
      message: 'api was not started: db, which it depends on, crashed: Error: no disk',
    });
    expect(made.manager.failure('api')).toBe(error);
    expect(stateOf(made, 'api')).toMatchObject({ status: 'stopped' });
  });

  it('says why a needed server cannot even be tried', async () => {
    const { port } = await answering(() => 200);
    const made = await project(
      { name: 'api', command: SLEEP, dependsOn: needs('db') },
      { name: 'db', command: SLEEP, port },
    );
    const error = await failure(made.manager.start('api'));
    expect(error?.message).toMatch(`which it depends on, could not be started: Port ${port} is taken`);
  });

  it('stops waiting when it is stopped', async () => {
    const made = await project(
      { name: 'api', command: SLEEP, dependsOn: needs('db') },
      { name: 'db', command: SLEEP, port: await freePort() },
    );
    const start = made.manager.start('api');
    await when(made, 'api', (state) => state.status === 'starting' && state.phase === 'waiting');
    await made.manager.stop('api');
    await start;
    expect(stateOf(made, 'api')).toMatchObject({ status: 'stopped' });
    expect(stateOf(made, 'db')).toMatchObject({ status: 'starting' });
  });

  it('leaves running what depends on a server that is stopped, and says so', async () => {
    const made = await project(
      { name: 'api', command: SLEEP, health: PROCESS, dependsOn: needs('db') },
      { name: 'db', command: SLEEP, health: PROCESS },
    );
    await made.manager.start('api');
    await made.manager.stop('db');
    expect(stateOf(made, 'api')).toMatchObject({ status: 'running' });
    expect(made.logged).toContain('warn db is stopped; api depends on it and goes on');
  });

  it('starts all in order and stops all in reverse order', async () => {
    const made = await project(
      { name: 'web', command: SLEEP, health: PROCESS, dependsOn: needs('api') },
      { name: 'api', command: SLEEP, health: PROCESS, dependsOn: needs('db') },
      { name: 'db', command: SLEEP, health: PROCESS },
    );
    const seen: string[] = [];
    made.manager.onDidChange(({ before, after }) => {
      if (before.status !== after.status) seen.push(`${after.name} ${after.status}`);
    });
    await made.manager.startAll(['web', 'api', 'db']);
    const running = seen.filter((each) => each.endsWith('running'));
    expect(running).toEqual(['db running', 'api running', 'web running']);
    await made.manager.stopAll(['db', 'api', 'web']);
    const stopped = seen.filter((each) => each.endsWith('stopped'));
    expect(stopped).toEqual(['web stopped', 'api stopped', 'db stopped']);
  });

  it('refuses a circle', async () => {
    const made = await project(
      { name: 'a', command: SLEEP, dependsOn: needs('b') },
      { name: 'b', command: SLEEP, dependsOn: needs('a') },
    );
    expect((await failure(made.manager.start('a')))?.message).toBe('Servers wait for each other: a -> b -> a');
  });
});

describe('restarts', () => {
  const policy = { ...NO_RESTART, when: 'on-failure', delayMs: 50, maxDelayMs: 100, maxRestarts: 3 } as const;

  it('starts again what has crashed, with a pause that grows, and leaves a crash loop alone', async () => {
    const made = await project({
      name: 'job',
      command: node('console.error("Error: no disk"); process.exit(1)'),
      restart: policy,
    });
    const nexts: unknown[] = [];
    made.manager.onDidChange(({ before, after }) => {
      if (after.status === 'crashed' && before.status !== 'crashed') nexts.push(after.next);
    });
    await made.manager.start('job');
    await when(made, 'job', (state) => state.status === 'crashed' && state.next.kind === 'nothing');
    expect(nexts).toMatchObject([
      { kind: 'retry', attempt: 1 },
      { kind: 'retry', attempt: 2 },
      { kind: 'nothing', reason: 'crash loop: ended 3 times within 60 s, not started again' },
    ]);
    expect(stateOf(made, 'job')).toMatchObject({ restarts: 2, fault: { kind: 'exit', message: 'Error: no disk' } });
  });

  it('begins to count anew when a person starts it', async () => {
    const made = await project({ name: 'job', command: node('process.exit(1)'), restart: policy });
    for (let round = 0; round < 2; round += 1) {
      const again = when(
        made,
        'job',
        (state) => state.status === 'crashed' && state.next.kind === 'retry' && state.next.attempt === 1,
      );
      await made.manager.start('job');
      await again;
      await when(made, 'job', (state) => state.status === 'crashed' && state.next.kind === 'nothing');
    }
  });

  it('does not start again what a person has stopped meanwhile', async () => {
    const slow = { ...policy, delayMs: 60_000, maxDelayMs: 60_000 };
    const made = await project({ name: 'job', command: node('process.exit(1)'), restart: slow });
    await ran(made, 'job');
    expect(stateOf(made, 'job')).toMatchObject({ status: 'crashed', next: { kind: 'retry' } });
    await made.manager.stop('job');
    expect(stateOf(made, 'job')).toEqual(expect.objectContaining({ status: 'stopped', restarts: 0 }));
  });

  it('starts again what ended well only when always is said', async () => {
    const made = await project({
      name: 'job',
      command: node('process.exit(0)'),
      restart: { ...policy, when: 'always' },
    });
    await made.manager.start('job');
    await when(made, 'job', (state) => state.status === 'crashed' && state.next.kind === 'nothing');
    expect(stateOf(made, 'job')).toMatchObject({ restarts: 2 });
  });

  it('ends and starts again what is unhealthy, where that is wanted', async () => {
    const code = `let n = 0; require('http').createServer((q, r) => { n += 1; r.writeHead(n > 2 ? 503 : 200).end() }).listen(process.env.PORT, '127.0.0.1')`;
    const made = await project({
      name: 'web',
      command: node(code),
      port: await freePort(),
      health: { ...DEFAULT_HEALTH, onFailure: 'restart' },
      restart: { ...policy, when: 'no' },
    });
    await made.manager.start('web');
    const first = (stateOf(made, 'web') as { pid?: number }).pid;
    await when(made, 'web', (state) => state.status === 'crashed');
    expect(stateOf(made, 'web')).toMatchObject({
      fault: { message: 'unhealthy: GET /health answered 503' },
      next: { kind: 'retry', attempt: 1 },
    });
    await when(made, 'web', (state) => isHealthy(state) && state.restarts === 1);
    expect(alive(first)).toBe(false);
  });

  it('counts only starts that no person asked for', async () => {
    const made = await project({ name: 'worker', command: SLEEP, health: PROCESS });
    await made.manager.start('worker');
    await made.manager.stop('worker');
    await made.manager.start('worker');
    expect(stateOf(made, 'worker')).toMatchObject({ restarts: 0 });
    await made.manager.restart('worker');
    expect(stateOf(made, 'worker')).toMatchObject({ restarts: 0 });
  });

  it('is not started by a restart that a person has stopped', async () => {
    const made = await project({ name: 'worker', command: SLEEP, health: PROCESS });
    await made.manager.start('worker');
    const restart = made.manager.restart('worker');
    await when(made, 'worker', (state) => state.status === 'stopping');
    await made.manager.stop('worker');
    await restart;
    expect(stateOf(made, 'worker')).toMatchObject({ status: 'stopped' });
  });
});

describe('a command with reload', () => {
  const code = "const fs = require('fs'); console.log(fs.readFileSync('text.py', 'utf8')); setInterval(() => {}, 1e6)";

  async function reloading(): Promise<ServerProject> {
    const made = await project({ name: 'worker', command: node(code), health: PROCESS, reload: 'restart' });
    made.write('text.py', 'one');
    await made.manager.start('worker');
    await when(made, 'worker', isHealthy);
    return made;
  }

  it('is started again when a file changes, and says which', async () => {
    const made = await reloading();
    const first = (stateOf(made, 'worker') as { pid?: number }).pid;
    const phases: string[] = [];
    made.manager.onDidChange(({ after }) => {
      if (after.status === 'running' && after.reload) phases.push(`${after.reload.phase} ${after.reload.file}`);
    });
    made.write('text.py', 'two');
    await when(made, 'worker', (state) => isHealthy(state) && 'pid' in state && state.pid !== first);
    expect([...new Set(phases)]).toEqual(['changed text.py', 'draining text.py', 'importing text.py']);
    expect(stateOf(made, 'worker')).toMatchObject({ restarts: 0 });
    expect(alive(first)).toBe(false);
    await written(made, 'worker', 'two');
  });

  it('waits for a change when it has failed, and can be stopped then', async () => {
    const made = await reloading();
    process.kill((stateOf(made, 'worker') as { pid?: number }).pid ?? 2 ** 30, 'SIGKILL');
    await when(made, 'worker', (state) => state.status === 'crashed');
    expect(stateOf(made, 'worker')).toMatchObject({ next: { kind: 'change' } });
    made.write('text.py', 'three');
    await when(made, 'worker', isHealthy);
    expect(stateOf(made, 'worker')).toMatchObject({ restarts: 1 });
    process.kill((stateOf(made, 'worker') as { pid?: number }).pid ?? 2 ** 30, 'SIGKILL');
    await when(made, 'worker', (state) => state.status === 'crashed');
    await made.manager.stop('worker');
    expect(stateOf(made, 'worker')).toMatchObject({ status: 'stopped' });
  });

  it('reloads when it is told to', async () => {
    const made = await reloading();
    const first = (stateOf(made, 'worker') as { pid?: number }).pid;
    expect(made.manager.reload('worker')).toBe(true);
    await when(made, 'worker', (state) => isHealthy(state) && 'pid' in state && state.pid !== first);
    await made.manager.stop('worker');
    expect(made.manager.reload('worker')).toBe(false);
  });
});

describe('settings that change', () => {
  it('adds, changes and removes servers; what runs goes when it has ended', async () => {
    const made = await project(
      { name: 'a', command: SLEEP, health: PROCESS },
      { name: 'b', command: SLEEP, health: PROCESS },
    );
    await made.manager.start('a');
    const define = (name: string, command: readonly string[]): ServerDefinition =>
      defaultDefinition(made.root, {
        name,
        target: command.join(' '),
        source: 'x',
        runs: { kind: 'command', command },
      });
    made.definitions = [define('c', SLEEP), define('b', ['sleep', '700'])];
    await made.manager.rediscover();
    expect(made.manager.all.get().map(({ name, target }) => `${name} ${target}`)).toEqual([
      'c sleep 600',
      'b sleep 700',
      'a sleep 600',
    ]);
    expect(stateOf(made, 'a')).toMatchObject({ status: 'running' });
    await made.manager.stop('a');
    expect(made.manager.all.get().map(({ name }) => name)).toEqual(['c', 'b']);
  });
});
