import { describe, expect, it } from 'vitest';
import { one, ROOT } from './definitions-of.js';

describe('a server of the settings', () => {
  it('has everything that its table says', () => {
    const server = one(`
      [servers.web]
      app = "shop.main:app"
      app-dir = "src"
      python = ".venv/bin/python"
      uvicorn-args = "--proxy-headers --log-level 'debug'"
      host = "::1"
      port = 8010
      cwd = "services/web"
      env = { DEBUG = true, WORKERS = 2, NAME = "x y" }
      env-file = [".env", "~/secrets.env?"]
      health = { http = "/live", status = [200, "3xx"], body = "ok", headers = { Accept = "text/plain" }, interval = 5, timeout = "500ms", initial-delay = 1, successes = 2, failures = 4, startup-timeout = "1m", on-failure = "restart" }
      reload = true
      watch = { paths = ["src", "templates"], include = ["*.html"], exclude = ["gen"], debounce = "50ms" }
      autostart = true
      restart = { delay = "500ms", max-delay = 10, max-restarts = 3, window = "2m" }
      stop = { signal = "int", timeout = 3 }
    `);
    expect(server).toEqual({
      name: 'web',
      target: 'shop.main:app',
      source: 'pyproject.toml',
      runs: {
        kind: 'app',
        target: 'shop.main:app',
        searchPath: `${ROOT}/src`,
        factory: false,
        python: '.venv/bin/python',
        uvicornArgs: ['--proxy-headers', '--log-level', 'debug'],
      },
      url: undefined,
      host: '::1',
      port: 8010,
      ssh: undefined,
      cwd: `${ROOT}/services/web`,
      env: { DEBUG: 'true', WORKERS: '2', NAME: 'x y' },
      envFiles: [`${ROOT}/.env`, '/home/ann/secrets.env?'],
      dependsOn: [],
      health: {
        probe: {
          kind: 'http',
          path: '/live',
          status: ['200', '3xx'],
          body: 'ok',
          headers: { Accept: 'text/plain' },
        },
        initialDelayMs: 1_000,
        intervalMs: 5_000,
        timeoutMs: 500,
        successThreshold: 2,
        failureThreshold: 4,
        startupTimeoutMs: 60_000,
        onFailure: 'restart',
      },
      reload: 'handover',
      watch: {
        folders: [`${ROOT}/src`, `${ROOT}/templates`],
        include: ['*.html'],
        exclude: ['gen'],
        debounceMs: 50,
      },
      autostart: true,
      autostartSource: 'project',
      ofProject: true,
      restart: { when: 'on-failure', delayMs: 500, maxDelayMs: 10_000, maxRestarts: 3, windowMs: 120_000 },
      stop: { signal: 'SIGINT', timeoutMs: 3_000 },
    });
  });

  it('follows the settings in what its table leaves open', () => {
    expect(one('[servers.web]\napp = "m:app"')).toMatchObject({
      host: undefined,
      port: undefined,
      cwd: ROOT,
      runs: { searchPath: ROOT, python: undefined },
      health: { probe: { kind: 'auto' }, intervalMs: undefined },
      reload: undefined,
      restart: { when: 'no' },
      stop: { signal: 'SIGTERM', timeoutMs: undefined },
      autostart: undefined,
    });
  });

  it.each([
    ['command = "npm run dev"', { kind: 'command', command: ['npm', 'run', 'dev'] }, 'npm run dev', 'process'],
    [
      'command = ["sh", "-c", "a && b"]',
      { kind: 'command', command: ['sh', '-c', 'a && b'] },
      "sh -c 'a && b'",
      'process',
    ],
    ['command = "redis-server"\nport = 6379', { kind: 'command', command: ['redis-server'] }, 'redis-server', 'tcp'],
    ['command = "vite"\nurl = "http://localhost:5173/"', { kind: 'command', command: ['vite'] }, 'vite', 'auto'],
    ['url = "https://api.example.com/v1/"', { kind: 'url' }, 'https://api.example.com/v1', 'auto'],
  ])('%s', (line, runs, target, probe) => {
    expect(one(`[servers.x]\n${line}`)).toMatchObject({ runs, target, health: { probe: { kind: probe } } });
  });

  it('makes an application of a factory', () => {
    const factory = (toml: string) => one(`[servers.x]\n${toml}`).runs;
    expect(factory('app = "m:make()"')).toMatchObject({ target: 'm:make', factory: true });
    expect(factory('app = "m:make"\nfactory = true')).toMatchObject({ target: 'm:make', factory: true });
  });

  it.each([
    ['health = false', { kind: 'process' }],
    ['health = "/live"', { kind: 'http', path: '/live', status: [], body: undefined, headers: {} }],
    ['health = "tcp"', { kind: 'tcp', host: undefined, port: undefined }],
    ['health = { tcp = "[::1]:90" }', { kind: 'tcp', host: '::1', port: 90 }],
    ['health = { tcp = 90 }', { kind: 'tcp', host: undefined, port: 90 }],
    ['health = { command = "pg_isready -q" }', { kind: 'command', command: ['pg_isready', '-q'] }],
    ['health = { log = "ready in \\\\d+" }', { kind: 'log', pattern: 'ready in \\d+' }],
    [
      'health = { http = "https://x.example/up", status = 204 }',
      { kind: 'http', path: 'https://x.example/up', status: ['204'] },
    ],
    ['health = { interval = 1 }', { kind: 'auto' }],
  ])('%s', (line, probe) => {
    expect(one(`[servers.x]\napp = "m:app"\n${line}`).health.probe).toMatchObject(probe);
  });

  it.each([
    ['app = "m:app"', undefined],
    ['app = "m:app"\nreload = false', 'off'],
    ['app = "m:app"\nreload = true', 'restart'],
    ['app = "m:app"\nreload = "handover"', 'handover'],
    ['app = "m:app"\nwatch = ["src"]', 'restart'],
    ['app = "m:app"\nwatch = false', 'off'],
    ['command = "x"', 'off'],
    ['command = "x"\nreload = true', 'restart'],
    ['command = "x"\nwatch = ["src"]', 'restart'],
    ['app = "m:app"\nssh = "box"', 'off'],
    ['url = "http://x"', 'off'],
  ])('%j reloads: %s', (lines, reload) => {
    expect(one(`[servers.x]\n${lines}`, { reloadMode: 'restart' }).reload).toBe(reload);
  });

  it('is watched where it works, and where its application is', () => {
    const folders = (lines: string) => one(`[servers.x]\n${lines}`).watch.folders;
    expect(folders('app = "m:app"\napp-dir = "src"')).toEqual([ROOT]);
    expect(folders('app = "m:app"\napp-dir = "src"\ncwd = "run"')).toEqual([`${ROOT}/run`, `${ROOT}/src`]);
  });

  it('names may have underscores', () => {
    expect(
      one('[servers.x]\ncommand = "x"\nenv_file = "a.env"\nhealth = { log = "x", initial_delay = 2 }'),
    ).toMatchObject({
      envFiles: [`${ROOT}/a.env`],
      health: { initialDelayMs: 2_000 },
    });
  });

  it.each([
    ['command = "x"\nport = 80\ntrace-tests = true', true],
    ['command = "x"\nurl = "http://127.0.0.1:80"\ntrace-tests = true', true],
    ['command = "x"\ntrace-tests = false', undefined],
    ['command = "x"', undefined],
    ['app = "m:app"\ntrace-tests = false', undefined],
  ])('%j traces tests: %s', (lines, traced) => {
    expect(one(`[servers.x]\n${lines}`).traceTests).toBe(traced);
  });

  it('may be of another machine', () => {
    expect(one('[servers.x]\ncommand = "x"\nssh = "ann@box"').ssh).toEqual({ host: 'ann@box', folder: undefined });
    expect(one('[servers.x]\ncommand = "x"\nssh = { host = "box", folder = "srv/x" }').ssh).toEqual({
      host: 'box',
      folder: 'srv/x',
    });
  });
});
