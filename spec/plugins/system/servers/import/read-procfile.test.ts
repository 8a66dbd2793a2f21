import { describe, expect, it } from 'vitest';
import { readProcfile } from '../../../../../plugins/system/servers/import/read-procfile.js';

const read = (text: string, hasDotenv = false) => readProcfile(text, { hasDotenv });
const tables = (text: string) => Object.fromEntries(read(text).servers.map(({ name, table }) => [name, table]));
const only = (command: string) => tables(`x: ${command}`)['x'];

describe('readProcfile', () => {
  it('reads names and commands as foreman does', () => {
    const text =
      '# all of it\r\nweb: uvicorn app.main:app --port $PORT\r\n\r\nworker:celery -A app.tasks worker -l info\r\n';
    expect(read(text)).toMatchObject({
      format: 'Procfile',
      servers: [
        { name: 'web', table: { app: 'app.main:app' } },
        { name: 'worker', table: { command: 'celery -A app.tasks worker -l info' } },
      ],
      notes: [{ server: 'web', line: 2, text: expect.stringMatching(/^\$PORT is left out/) as string }],
    });
  });

  it('gives every process the file of variables that foreman reads', () => {
    expect(read('db: postgres -D data', true).servers[0]?.table).toEqual({
      command: 'postgres -D data',
      'env-file': '.env',
    });
  });

  it('fills in the port that foreman would give', () => {
    expect(
      tables('a: true\nfront: npm run dev -- --port $PORT\napi: gunicorn -b 0.0.0.0:${PORT:-8000} app:app'),
    ).toEqual({
      a: { command: 'true' },
      front: { command: 'npm run dev -- --port 5100', port: 5100, env: { PORT: '5100' } },
      api: { command: 'gunicorn -b 0.0.0.0:8000 app:app', port: 8000, env: { PORT: '8000' } },
    });
  });

  it('tells a web process its port, though its command does not speak of it', () => {
    expect(tables('web: npm start')['web']).toEqual({ command: 'npm start', env: { PORT: '5000' } });
  });

  it('names lines that are none, and names that cannot be', () => {
    expect(read('web: a\nwhat is this\nweb: b\n-x-: c')).toMatchObject({
      format: 'Procfile',
      servers: [
        { name: 'web', table: { command: 'a', env: { PORT: '5000' } } },
        { name: 'web-2', table: { command: 'b', env: { PORT: '5100' } } },
        { name: 'x', table: { command: 'c' } },
      ],
      notes: [
        { server: undefined, line: 2, text: '"what is this" is not written as name: command' },
        { server: 'web-2', line: 3, text: 'web is the name of another one already: it is called web-2' },
        { server: 'x', line: 4, text: '-x- cannot be a name here: it is called x' },
      ],
    });
  });
});

describe('a command', () => {
  it.each([
    ['uvicorn main:app', { app: 'main:app', port: 8000 }],
    ['exec uvicorn main:app --port=9000 --reload', { app: 'main:app', port: 9000, reload: true }],
    ['python3 -m uvicorn --factory app:make --host ::', { app: 'app:make', factory: true, host: '::', port: 8000 }],
    [
      '.venv/bin/uvicorn a.b:c --workers 4',
      { app: 'a.b:c', python: '.venv/bin/python', port: 8000, 'uvicorn-args': ['--workers', '4'] },
    ],
    ['venv/bin/python -m uvicorn a:b', { app: 'a:b', python: 'venv/bin/python', port: 8000 }],
    ['poetry run uvicorn a:b --port ${PORT}', { app: 'a:b' }],
    ['uvicorn a:b --port ${PORT:-8010}', { app: 'a:b', port: 8010 }],
    ['LOG=1 KEY="a b" uvicorn a:b --port 80', { app: 'a:b', port: 80, env: { LOG: '1', KEY: 'a b' } }],
    ['cd backend && uvicorn a:b --port $PORT', { app: 'a:b', cwd: 'backend' }],
    [
      'uvicorn a:b --app-dir src --env-file .env.dev',
      { app: 'a:b', 'app-dir': 'src', 'env-file': '.env.dev', port: 8000 },
    ],
    [
      'uvicorn a:b --reload --reload-dir src --reload-dir lib --reload-exclude "*.txt"',
      { app: 'a:b', reload: true, port: 8000, watch: { paths: ['src', 'lib'], exclude: ['*.txt'] } },
    ],
    [
      'uvicorn a:b --ssl-keyfile k.pem --ssl-certfile c.pem',
      {
        app: 'a:b',
        port: 8000,
        url: 'https://127.0.0.1:8000',
        'uvicorn-args': ['--ssl-keyfile', 'k.pem', '--ssl-certfile', 'c.pem'],
      },
    ],
  ])('%s is an application', (command, table) => {
    expect(only(command)).toEqual(table);
  });

  it.each([
    ['uvicorn a:b --uds /run/a.sock', { command: 'uvicorn a:b --uds /run/a.sock' }],
    ['uvicorn main.py', { command: 'uvicorn main.py' }],
    ['python -m uvicorn_worker a:b', { command: 'python -m uvicorn_worker a:b' }],
    ['uvicorn $APP', { command: ['sh', '-c', 'uvicorn $APP'] }],
    ['A=1 node server.js', { command: 'node server.js', env: { A: '1' } }],
    ['redis-server --save "" --port 7000', { command: 'redis-server --save "" --port 7000' }],
    ['cd web && npm run build && npm start', { command: ['sh', '-c', 'npm run build && npm start'], cwd: 'web' }],
    ['echo $PORT > file', { command: ['sh', '-c', 'echo $PORT > file'], port: 5000, env: { PORT: '5000' } }],
    ['rm -f *.pyc', { command: ['sh', '-c', 'rm -f *.pyc'] }],
    ["echo 'open", { command: ['sh', '-c', "echo 'open"] }],
  ])('%s is none', (command, table) => {
    expect(only(command)).toEqual(table);
  });
});
