import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDefinitions } from '../../../../../plugins/system/servers/definition/read-definitions.js';
import { importFile } from '../../../../../plugins/system/servers/import/import-file.js';
import { tomlText } from '../../../../../plugins/system/servers/import/toml-text.js';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'devmgr-import-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function imported(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const { servers, notes } = await importFile(join(root, path), root);
  const { servers: value } = parse(tomlText(servers, 'servers')) as { servers: unknown };
  const layers = [{ value, source: 'project' as const }];
  const sources = { root, layers, apps: [], chosen: '', host: '127.0.0.1', env: {}, reloadMode: 'handover' } as const;
  return { ...readDefinitions(sources), notes };
}

describe('what was imported', () => {
  it('of a Procfile is read without a problem', async () => {
    writeFileSync(join(root, '.env'), 'A=1');
    const text = `web: cd back && uvicorn app.main:app --port $PORT --reload --log-level debug
worker: REDIS_URL=redis://localhost celery -A "app.tasks" worker
release: ./migrate && echo "done $HOME" > /tmp/x
front: npm run dev -- --port $PORT
2nd: gunicorn -b 0.0.0.0:\${PORT:-8123} a:b
toString: sleep 1`;
    const { servers, problems } = await imported('Procfile', text);
    expect(problems).toEqual([]);
    expect(servers).toMatchObject([
      {
        name: 'web',
        runs: {
          kind: 'app',
          target: 'app.main:app',
          searchPath: join(root, 'back'),
          uvicornArgs: ['--log-level', 'debug'],
        },
        cwd: join(root, 'back'),
        reload: 'handover',
        envFiles: [join(root, '.env')],
      },
      {
        name: 'worker',
        runs: { kind: 'command', command: ['celery', '-A', 'app.tasks', 'worker'] },
        env: { REDIS_URL: 'redis://localhost' },
      },
      { name: 'release', runs: { command: ['sh', '-c', './migrate && echo "done $HOME" > /tmp/x'] } },
      {
        name: 'front',
        port: 5300,
        runs: { command: ['npm', 'run', 'dev', '--', '--port', '5300'] },
        env: { PORT: '5300' },
      },
      { name: '2nd', port: 8123 },
      { name: 'server' },
    ]);
  });

  it('of process-compose is read without a problem', async () => {
    const text = `
processes:
  db:
    command: "docker run --rm -p5432:5432 postgres"
    readiness_probe: {exec: {command: "pg_isready | grep ok", working_dir: "/tmp"}, period_seconds: 5, failure_threshold: 20}
    availability: {restart: on_failure, backoff_seconds: 2, max_restarts: 5000}
    shutdown: {signal: 3, timeout_seconds: 30}
  log:
    command: |
      echo begin
      tail -f x
    ready_log_line: "begin (1)"
  api:
    command: uvicorn app:app --host 0.0.0.0 --port 8100
    working_dir: ./api
    depends_on: {db: {condition: process_healthy}, log: {condition: process_log_ready}}
    readiness_probe: {http_get: {host: localhost, port: 8100, path: health, headers: {X-A: b}}, initial_delay_seconds: 1}
    liveness_probe: {exec: {command: "true"}}
  off: {command: sleep 1, disabled: true}
`;
    const { servers, problems } = await imported('deploy/process-compose.yaml', text);
    expect(problems).toEqual([]);
    expect(servers).toMatchObject([
      {
        name: 'db',
        cwd: join(root, 'deploy'),
        health: {
          probe: { kind: 'command', command: ['bash', '-c', "cd '/tmp' && pg_isready | grep ok"] },
          intervalMs: 5_000,
          failureThreshold: 20,
          onFailure: 'restart',
        },
        restart: { when: 'on-failure', delayMs: 2_000, maxDelayMs: 2_000, maxRestarts: 1_000 },
        stop: { signal: 'SIGQUIT', timeoutMs: 30_000 },
      },
      {
        name: 'log',
        runs: { command: ['bash', '-c', 'echo begin\ntail -f x'] },
        health: { probe: { kind: 'log', pattern: String.raw`begin \(1\)` } },
      },
      {
        name: 'api',
        host: '0.0.0.0',
        port: 8100,
        runs: { kind: 'app', target: 'app:app', searchPath: join(root, 'deploy/api') },
        dependsOn: [
          { name: 'db', condition: 'healthy' },
          { name: 'log', condition: 'healthy' },
        ],
        health: { probe: { kind: 'http', path: '/health', headers: { 'X-A': 'b' } }, initialDelayMs: 1_000 },
      },
    ]);
  });
});

describe('what the settings would refuse', () => {
  const process = (fields: string) =>
    imported('process-compose.yaml', `processes:\n  p: {command: sleep 1, ${fields}}`);

  it.each([
    ['readiness_probe: {http_get: {port: 80, path: /}, timeout_seconds: 90000}', 'health.timeout'],
    ['readiness_probe: {http_get: {port: 80, path: /}, period_seconds: 1e99}', 'health.interval'],
    ['readiness_probe: {exec: {command: a}, initial_delay_seconds: -1}', 'health.initial-delay'],
    ['readiness_probe: {exec: {command: a}, failure_threshold: 1000000}', 'health.failures'],
    ['readiness_probe: {http_get: {port: 80, path: "a b"}}', 'health.http'],
    ['readiness_probe: {http_get: {port: 70000, path: /}}', 'port'],
    ['shutdown: {timeout_seconds: 1e9}', 'stop.timeout'],
    ['availability: {restart: always, backoff_seconds: 1e9}', 'restart.delay'],
    ['environment: {"A B": c}', 'env.A B'],
    ['env_file: "a\\0b"', 'env-file'],
  ])('is left out of %s, and told', async (fields, place) => {
    const { servers, problems, notes } = await process(fields);
    expect(problems).toEqual([]);
    expect(servers.map(({ name }) => name)).toEqual(['p']);
    expect(notes.map(({ server, line, text }) => `${server} ${line} ${text}`).join('\n')).toContain(
      `p 2 ${place} is left out: it `,
    );
  });

  it('is left out of a Procfile', async () => {
    const text = 'web: uvicorn app.main:app --port 70000 --ssl-keyfile k\nnul: sleep \0\nother: uvicorn a:b --port x';
    const { servers, problems, notes } = await imported('Procfile', text);
    expect(problems).toEqual([]);
    expect(servers).toMatchObject([
      { name: 'web', port: undefined },
      { name: 'other', port: undefined },
    ]);
    expect(notes).toMatchObject([
      { server: 'web', line: 1, text: 'port is left out: it must be a whole number from 1 to 65535' },
      { server: 'web', line: 1 },
      { server: 'nul', line: 2 },
      { server: 'nul', line: 2, text: 'it is left out: there is nothing to run then' },
      { server: 'other', line: 3 },
    ]);
  });

  it('are servers that wait for what is not there, or for each other', async () => {
    const text = `processes:
  none: {depends_on: {a: {}}}
  a: {command: sleep 1, depends_on: {none: {}, b: {}, d: {}}}
  b: {command: sleep 1, depends_on: {a: {}}}
  c: {command: sleep 1, depends_on: {a: {}, c: {}}}
  d: {command: sleep 1, disabled: true}
`;
    const { servers, problems, notes } = await imported('process-compose.yaml', text);
    expect(problems).toEqual([]);
    expect(servers.map(({ name, dependsOn }) => [name, ...dependsOn.map((each) => each.name)])).toEqual([
      ['a', 'd'],
      ['b'],
      ['c', 'a'],
      ['d'],
    ]);
    expect(notes.map(({ server, line, text: said }) => `${line} ${server}: ${said}`)).toEqual([
      '2 none: it has no command, and is left out',
      '3 a: depends-on names none, which is left out: it does not wait for it',
      '3 a: depends-on of b is left out: they wait for each other',
      '4 b: depends-on of a is left out: they wait for each other',
      '5 c: depends-on of c is left out: they wait for each other',
      '6 d: disabled becomes autostart = false: others depend on it, and start it',
    ]);
  });

  it('are more servers than are read', async () => {
    const lines = Array.from({ length: 8_000 }, (_, index) => `p${index}: sleep 1`);
    const { servers, problems, notes } = await imported('Procfile', lines.join('\n'));
    expect([servers.length, problems]).toEqual([100, []]);
    expect(notes).toMatchObject([{ text: 'of 8000 servers the first 100 are taken: no more are read from settings' }]);
  });
});
