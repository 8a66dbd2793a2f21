import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { DevmgrError } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { freePort } from '../../../support/free-port.js';
import { GOOD_APP, serverProject, type ServerProject } from '../support/server-project.js';
import { until } from '../support/until.js';

const open: { dispose(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.dispose();
});

async function project(...args: Parameters<typeof serverProject>): Promise<ServerProject> {
  const made = await serverProject(...args);
  open.push(made);
  return made;
}

async function held(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  open.push({ dispose: () => new Promise((resolve) => server.close(() => resolve())) });
  return server;
}

const first = ({ manager }: ServerProject): ServerState => manager.all.get()[0] as ServerState;
const health = (state: ServerState | undefined) => (state?.status === 'running' ? state.health.kind : undefined);
const failure = (start: Promise<void>) =>
  start.then(
    () => undefined,
    (error: DevmgrError) => error,
  );

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('ServerManager with uvicorn', () => {
  it('is healthy over TLS, and reloaded', async () => {
    const tls = (name: string) =>
      fileURLToPath(new URL(`../../../fixtures/tls/localhost.${name}.pem`, import.meta.url));
    const made = await project(
      { 'main.py': GOOD_APP },
      { uvicornArgs: ['--ssl-certfile', tls('cert'), '--ssl-keyfile', tls('key')], reload: true },
    );
    await made.manager.start('api');
    const [state] = await until(made.manager.all, ([api]) => health(api) === 'healthy');
    expect(state).toMatchObject({ url: `https://127.0.0.1:${made.port}` });
    made.write('main.py', `${GOOD_APP}\n# changed\n`);
    await until(made.manager.all, ([api]) => api?.status === 'running' && api.reload !== undefined);
    await until(made.manager.all, ([api]) => health(api) === 'healthy' && api?.status === 'running' && !api.reload);
  });

  it('starts, is healthy, measures, stops', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    await made.manager.start('api');
    const [state] = await until(
      made.manager.all,
      ([api]) =>
        health(api) === 'healthy' &&
        api?.status === 'running' &&
        (api.metrics.rssBytes ?? 0) > 0 &&
        api.metrics.latenciesMs.length > 3,
    );
    expect(state).toMatchObject({
      name: 'api',
      target: 'main:app',
      restarts: 0,
      url: `http://127.0.0.1:${made.port}`,
      health: { path: '/health' },
    });
    const pid = (state?.status === 'running' ? state.pid : undefined) ?? 2 ** 30;
    expect(alive(pid)).toBe(true);
    await made.manager.stop('api');
    expect(first(made)).toEqual({ name: 'api', kind: 'app', target: 'main:app', restarts: 0, status: 'stopped' });
    expect(alive(pid)).toBe(false);
    expect(made.lines.some((line) => line.includes('Uvicorn running on'))).toBe(true);
    // Our own probes are no news.
    expect(made.lines.filter((line) => line.includes('GET /'))).toEqual([]);
  });

  it('keeps at a restart what it was started with', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    const port = await freePort();
    await made.manager.start('api', { port });
    await made.manager.restart('api');
    await until(made.manager.all, ([api]) => health(api) === 'healthy');
    expect(first(made)).toMatchObject({ restarts: 0, url: `http://127.0.0.1:${port}` });
  });

  it('keeps a server that could not be restarted elsewhere', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    const other = await freePort();
    await held(other);
    await made.manager.start('api');
    const before = first(made);
    for (const options of [{ port: other }, { port: 0 }, { host: '203.0.113.7' }, { app: 'main.py' }]) {
      expect(await failure(made.manager.restart('api', options))).toHaveProperty('code');
      expect(first(made)).toMatchObject({ status: 'running', pid: 'pid' in before ? before.pid : undefined });
    }
    await made.manager.restart('api');
    expect(first(made)).toMatchObject({ status: 'running', restarts: 0, url: `http://127.0.0.1:${made.port}` });
  });

  it('restarts with other options, and keeps them', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    const port = await freePort();
    await made.manager.start('api');
    await made.manager.restart('api', { host: '0.0.0.0' });
    expect(first(made)).toMatchObject({ status: 'running', restarts: 0 });
    await made.manager.restart('api', { port });
    await made.manager.restart('api');
    expect(first(made)).toMatchObject({ status: 'running', restarts: 0, url: `http://127.0.0.1:${port}` });
  });

  it('shows a crash at import with its last lines', async () => {
    const made = await project({ 'main.py': `${GOOD_APP}\nraise RuntimeError("no database")` });
    await made.manager.start('api');
    const state = first(made);
    expect(state).toMatchObject({ status: 'crashed', exit: { kind: 'exited', code: 1 } });
    expect(state.status === 'crashed' && state.lastLines.join('\n')).toContain('RuntimeError: no database');
  });

  it('calls it a crash when the process ends at once with 0', async () => {
    const made = await project({ 'main.py': `${GOOD_APP}\nimport os\nprint("bye", flush=True)\nos._exit(0)` });
    await made.manager.start('api');
    expect(first(made)).toMatchObject({ status: 'crashed', exit: { kind: 'exited', code: 0 }, lastLines: ['bye'] });
  });

  it('sees that a running server was killed', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    await made.manager.start('api');
    const state = first(made);
    process.kill((state.status === 'running' ? state.pid : undefined) ?? 2 ** 30, 'SIGKILL');
    await until(made.manager.all, ([api]) => api?.status === 'crashed');
    expect(first(made)).toMatchObject({ exit: { kind: 'signalled', signal: 'SIGKILL', forced: false } });
  });

  it('stops a server that ignores SIGTERM', async () => {
    const made = await project({
      'main.py': `${GOOD_APP}\nimport signal\n@app.on_event("startup")\ndef deaf():\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)`,
    });
    await made.manager.start('api');
    await until(made.manager.all, ([api]) => health(api) === 'healthy');
    await made.manager.stop('api');
    expect(first(made).status).toBe('stopped');
  });

  it('calls a server that hangs in its start-up unhealthy, and can stop it', async () => {
    const made = await project(
      {
        'main.py': `${GOOD_APP}\nimport asyncio\n@app.on_event("startup")\nasync def slow():\n    await asyncio.sleep(600)`,
      },
      { health: { intervalMs: 100, failureThreshold: 3, successThreshold: 1, startupTimeoutMs: 1_500 } },
    );
    await made.manager.start('api');
    expect(first(made)).toMatchObject({
      status: 'running',
      health: { kind: 'unhealthy', reason: 'start-up has not finished after 2 s' },
    });
    await made.manager.stop('api');
    expect(first(made).status).toBe('stopped');
  });

  it('tells unhealthy from healthy by what the health path answers', async () => {
    const made = await project({
      'main.py':
        'from fastapi import FastAPI, Response\nimport os\napp = FastAPI()\n@app.get("/health")\ndef health():\n    return Response(status_code=503 if os.path.exists("broken") else 200)',
    });
    await made.manager.start('api');
    await until(made.manager.all, ([api]) => health(api) === 'healthy');
    made.write('broken', '');
    const [state] = await until(made.manager.all, ([api]) => health(api) === 'unhealthy');
    expect(state).toMatchObject({ health: { reason: 'GET /health answered 503' } });
  });

  it('finds another path where there is no /health', async () => {
    const made = await project({ 'main.py': 'from fastapi import FastAPI\napp = FastAPI(openapi_url=None)\n' });
    await made.manager.start('api');
    const [state] = await until(made.manager.all, ([api]) => health(api) === 'healthy');
    expect(state).toMatchObject({ health: { path: '/' } });
  });

  it('says who holds a port and which is free', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    await held(made.port);
    const error = await failure(made.manager.start('api'));
    expect(error).toMatchObject({ code: 'PLUGIN_SYSTEM_PORT_TAKEN', exitCode: 5, owner: { pid: process.pid } });
    expect(error?.hint).toMatch(/^Port \d+ is free: --port \d+$/);
    expect(first(made).status).toBe('stopped');
  });

  it.each([
    [{ host: '203.0.113.7' }, '203.0.113.7 is no address of this machine', 5],
    [{ port: 70_000 }, '70000 is no port', 2],
  ])('refuses %o', async (options, message, exitCode) => {
    const made = await project({ 'main.py': GOOD_APP });
    expect(await failure(made.manager.start('api', options))).toMatchObject({ message, exitCode });
  });

  it('announces no start at what is no port', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    const seen: string[] = [];
    made.manager.onDidChange(({ after }) => seen.push(after.status));
    await failure(made.manager.start('api', { port: 99_999 }));
    expect(seen).not.toContain('starting');
  });

  it('listens on all addresses and on IPv6', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    await made.manager.start('api', { host: '0.0.0.0' });
    expect(first(made)).toMatchObject({ status: 'running', url: `http://127.0.0.1:${made.port}` });
    await made.manager.stop('api');
    await made.manager.start('api', { host: '::1' });
    expect(first(made)).toMatchObject({ status: 'running', url: `http://[::1]:${made.port}` });
  });

  it('gives up a start that is stopped before there is a process', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    await made.manager.discover();
    const start = made.manager.start('api');
    await until(made.manager.all, ([api]) => api?.status === 'starting');
    await made.manager.stop('api');
    await start;
    expect(first(made).status).toBe('stopped');
    expect(made.processes.all.get().filter(({ title }) => title === 'api')).toEqual([]);
  });

  it('serves an application that was named', async () => {
    const made = await project({
      'main.py': GOOD_APP,
      'other.py': GOOD_APP.replace('app = ', 'service = ').replace('@app', '@service'),
    });
    await made.manager.start('api', { app: 'other:service' });
    expect(first(made)).toMatchObject({ status: 'running', target: 'other:service' });
  });

  it('serves packages in folders, factories and relative imports', async () => {
    const made = await project({
      'services/users/main.py':
        'from .parts import FastAPI\nfrom fastapi import FastAPI\ndef create_app():\n    return FastAPI()',
      'services/users/parts.py': 'from fastapi import FastAPI',
    });
    await made.manager.start('api');
    expect(first(made)).toMatchObject({ status: 'running', target: 'services.users.main:create_app' });
  });

  it('tells what it tried when there is no application', async () => {
    const made = await project({ 'main.py': 'print(1)' });
    const error = await made.manager.resolve(undefined).catch((caught: DevmgrError) => caught);
    expect(error).toMatchObject({ code: 'PLUGIN_SYSTEM_NO_APP', exitCode: 3 });
    expect(String(error)).toContain('main.py: no FastAPI application in it');
  });

  it('says how to install uvicorn when no interpreter has it', async () => {
    const made = await project(
      {
        'main.py': GOOD_APP,
        'bare/python': '#!/bin/sh\nexec env -i PYTHONNOUSERSITE=1 PYTHONPATH= /usr/bin/python3 -S "$@"\n',
      },
      { python: './bare/python' },
    );
    const { chmodSync } = await import('node:fs');
    chmodSync(`${made.root}/bare/python`, 0o755);
    const error = await failure(made.manager.start('api'));
    expect(error).toMatchObject({ code: 'PLUGIN_SYSTEM_NO_UVICORN', exitCode: 5 });
    expect(error?.hint).toContain('pip install');
    expect(first(made).status).toBe('stopped');
  });

  it('drops nothing when asked twice', async () => {
    const made = await project({ 'main.py': GOOD_APP });
    await made.manager.start('api');
    expect(await failure(made.manager.start('api'))).toMatchObject({ code: 'PLUGIN_SYSTEM_ALREADY_RUNS' });
    await Promise.all([made.manager.stop('api'), made.manager.stop('api')]);
    await made.manager.stop('api');
    expect(first(made).status).toBe('stopped');
  });
});
