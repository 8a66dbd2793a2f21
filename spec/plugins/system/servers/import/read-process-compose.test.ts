import node from 'node:process';
import { describe, expect, it } from 'vitest';
import { readProcessCompose } from '../../../../../plugins/system/servers/import/read-process-compose.js';

const read = (text: string, hasDotenv = false) => readProcessCompose(text, { file: 'process-compose.yaml', hasDotenv });
const process = async (text: string) => {
  const indented = text.split('\n').map((line) => `    ${line}`);
  const { servers, notes } = await read(['processes:', '  p:', ...indented].join('\n'));
  return { table: servers[0]?.table, notes: notes.map(({ line, text: said }) => `${line} ${said}`) };
};

const WHOLE = `version: "0.5"
log_level: info
environment:
  - 'LEVEL=debug'
shell:
  shell_command: "zsh"
  shell_argument: "-c"
processes:
  db:
    command: "docker run --rm -p 5432:5432 --name db postgres:16"
    readiness_probe:
      exec:
        command: "pg_isready -h localhost"
      initial_delay_seconds: 2
      period_seconds: 5
      timeout_seconds: 4
      success_threshold: 1
      failure_threshold: 20
    availability:
      restart: "on_failure"
      backoff_seconds: 3
      max_restarts: 4
    shutdown:
      signal: 2
      timeout_seconds: 20
  migrate:
    command: "alembic upgrade head && echo done > /tmp/done"
    working_dir: backend
    depends_on:
      db: {condition: process_healthy}
  api:
    command: "uvicorn app.main:app --port 8080"
    working_dir: backend
    env_file: .env.api
    depends_on:
      migrate:
        condition: process_completed_successfully
      db:
        condition: process_started
    environment:
      LEVEL: info
      WORKERS: 2
    liveness_probe:
      http_get: {host: 127.0.0.1, port: 8080, path: /health, status_code: 204}
    namespace: backend
  front:
    entrypoint: ["npm", "run", "dev"]
    ready_log_line: "ready in (some) ms"
    disabled: true
    x-owner: team
`;

describe('readProcessCompose', () => {
  it('reads what has a counterpart', async () => {
    const { servers } = await read(WHOLE, true);
    const common = { 'env-file': '.env' };
    expect(servers).toEqual([
      {
        name: 'db',
        table: {
          command: 'docker run --rm -p 5432:5432 --name db postgres:16',
          env: { LEVEL: 'debug' },
          ...common,
          health: {
            command: 'pg_isready -h localhost',
            'initial-delay': 2,
            interval: 5,
            timeout: 4,
            successes: 1,
            failures: 20,
            'on-failure': 'restart',
          },
          restart: { when: 'on-failure', delay: 3, 'max-delay': 3, 'max-restarts': 4 },
          stop: { signal: 'SIGINT', timeout: 20 },
        },
      },
      {
        name: 'migrate',
        table: {
          command: ['zsh', '-c', 'alembic upgrade head && echo done > /tmp/done'],
          cwd: 'backend',
          env: { LEVEL: 'debug' },
          ...common,
          'depends-on': { db: 'healthy' },
        },
      },
      {
        name: 'api',
        table: {
          app: 'app.main:app',
          port: 8080,
          cwd: 'backend',
          env: { LEVEL: 'info', WORKERS: '2' },
          'env-file': ['.env', '.env.api'],
          'depends-on': { migrate: 'completed', db: 'started' },
          health: { http: '/health', status: '204' },
        },
      },
      {
        name: 'front',
        table: {
          command: ['npm', 'run', 'dev'],
          env: { LEVEL: 'debug' },
          ...common,
          health: { log: String.raw`ready in \(some\) ms` },
          disabled: true,
        },
      },
    ]);
  });

  it('names what has none, with the line', async () => {
    expect((await read(WHOLE)).notes).toEqual([
      { server: undefined, line: 2, text: 'log_level has no counterpart' },
      { server: 'api', line: 45, text: 'namespace has no counterpart' },
    ]);
  });

  it.each([
    ['command: a\nis_daemon: true', '4 is_daemon has no counterpart: the command must not go to the background'],
    ['command: a\nshutdown:\n  command: b', '5 shutdown.command has no counterpart'],
    ['command: a\nshutdown:\n  signal: 9', '5 shutdown.signal 9 has no counterpart: it is stopped with SIGTERM'],
    ['command: a\navailability:\n  restart: exit_on_failure', '5 exit_on_failure has no counterpart: the others go on'],
    ['command: a\navailability:\n  exit_on_end: true', '5 availability.exit_on_end has no counterpart'],
    [
      'command: a\ndepends_on:\n  q:\n    condition: process_healthy',
      '5 depends_on names q, which is no process of the file',
    ],
    [
      'command: a\ndepends_on:\n  p:\n    condition: process_completed',
      '5 process_completed of p holds here only when it ends with code 0',
    ],
    [
      'command: a\nreadiness_probe:\n  grpc: {port: 1}',
      '4 readiness_probe is left out: it has neither http_get nor exec',
    ],
    ['command: a\nworking_dir: ${HOME}/x', '4 working_dir has a variable that is not filled in: ${HOME}/x'],
    ['command: a\nenvironment: ["A=$B"]', '4 A has a variable that is not filled in: $B'],
    ['command: "a {{.PC_REPLICA_NUM}}"', '3 command has a template ({{…}}) that is not filled in'],
    ['command: a\nreplicas: 2', '4 replicas has no counterpart'],
    ['command: a\navailability: yes please', '4 availability is no table'],
    ['command: [a]', '3 command is not a text'],
  ])('%s is told', async (text, note) => {
    expect((await process(text)).notes).toContain(note);
  });

  it('takes the readiness probe where there are two, and says so', async () => {
    const probes = 'readiness_probe: {http_get: {port: 1, path: /a}}\nliveness_probe: {exec: {command: b}}';
    const { table, notes } = await process(`command: a\n${probes}`);
    expect(table).toEqual({ command: 'a', port: 1, health: { http: '/a' } });
    expect(notes).toEqual(['5 liveness_probe is left out: a server has one look here, the readiness_probe']);
  });

  it.each([
    ['{host: example.com, scheme: https}', { http: 'https://example.com/' }],
    ['{host: "::1", port: 81, path: /x}', { http: '/x' }],
    ['{path: /x}', { http: 'http://127.0.0.1/x' }],
    ['{scheme: https, port: 443}', { http: 'https://127.0.0.1:443/' }],
    ['{port: 82, headers: {Accept: [a]}}', { http: '/', headers: { Accept: 'a' } }],
  ])('a look at %s', async (http, health) => {
    const { table } = await process(`command: a\nreadiness_probe: {http_get: ${http}}`);
    expect(table?.['health']).toEqual(health);
  });

  it('names paths from the root, wherever the process runs', async () => {
    const { table } = await process(
      'command: .venv/bin/uvicorn a:b --env-file v --app-dir src --reload-dir src\nworking_dir: back\nenv_file: w',
    );
    expect(table).toEqual({
      app: 'a:b',
      python: 'back/.venv/bin/python',
      'env-file': ['w', 'back/v'],
      'app-dir': 'back/src',
      port: 8000,
      watch: { paths: ['back/src'] },
      cwd: 'back',
    });
  });

  it('does not start what is disabled, and keeps it for those that need it', async () => {
    const text =
      'processes:\n  a: {command: x, disabled: true}\n  b: {command: y, depends_on: {a: {}}}\n  c: {command: z, disabled: true}';
    const { servers } = await read(text);
    expect(servers.map(({ table }) => table)).toEqual([
      { command: 'x', autostart: false },
      { command: 'y', 'depends-on': { a: 'started' } },
      { command: 'z', disabled: true },
    ]);
  });

  it('gives a port to one server only', async () => {
    const probe = 'readiness_probe: {http_get: {port: 8000, path: /h}}';
    const { servers } = await read(`processes:\n  a: {command: x, ${probe}}\n  b: {command: y, ${probe}}`);
    expect(servers.map(({ table }) => [table['port'], table['health']])).toEqual([
      [8000, { http: '/h' }],
      [undefined, { http: 'http://127.0.0.1:8000/h' }],
    ]);
  });

  it('fills in anchors, and follows names that had to change', async () => {
    const text = `x-all: &all {working_dir: src}
processes:
  "my db": {<<: *all, command: a}
  b: {command: c, depends_on: {"my db": {}}}`;
    const { servers, notes } = await read(text);
    expect(servers).toEqual([
      { name: 'my-db', table: { command: 'a', cwd: 'src' } },
      { name: 'b', table: { command: 'c', 'depends-on': { 'my-db': 'started' } } },
    ]);
    expect(notes).toEqual([{ server: 'my-db', line: 3, text: 'my db cannot be a name here: it is called my-db' }]);
  });

  it.each([
    ['services:\n  a: {image: b}', 'process-compose.yaml describes containers, which devmgr does not run'],
    ['hello: 1', 'process-compose.yaml has no processes'],
    ['', 'process-compose.yaml has no processes'],
    ['processes:\n  a: [', /^process-compose\.yaml:2: /],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]`,
      /alias/,
    ],
  ])('%j is refused', async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'DEVMGR_CONFIG_INVALID',
      message: expect.stringMatching(message),
    });
  });
});

describe('what is no file of process-compose', () => {
  const bomb = Array.from({ length: 12 }, (_, index) =>
    index === 0
      ? 'a0: &a0 [x]'
      : `a${index}: &a${index} [${Array(9)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
  ).join('\n');

  it.each([
    ['is nested too deeply', '['.repeat(20_000), 'process-compose.yaml:1: it is nested too deeply'],
    ['is several documents', 'processes: {}\n---\nb: 1', 'process-compose.yaml:2: there are several documents in it'],
    ['grows by aliases', bomb, 'process-compose.yaml: its aliases (*name) grow beyond all measure'],
  ])('is refused in plain words when it %s', async (_name, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('says nothing beside its errors', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => void warnings.push(warning);
    node.on('warning', onWarning);
    try {
      const { servers } = await read('processes: {p: {command: a}}\nx-odd: {[a, b]: 1, ? {c: d} : 2}');
      expect(servers.map(({ name }) => name)).toEqual(['p']);
      // Warnings are told in a later turn.
      await new Promise((resolve) => setImmediate(resolve));
      expect(warnings).toEqual([]);
    } finally {
      node.off('warning', onWarning);
    }
  });
});
