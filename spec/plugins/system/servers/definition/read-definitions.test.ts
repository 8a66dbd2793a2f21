import { describe, expect, it } from 'vitest';
import { app, layer, read, ROOT, shown } from './definitions-of.js';

describe('layers', () => {
  it('are merged field by field, the project over the person', () => {
    const { servers } = read([
      layer(
        '[servers.x]\nport = 1\nhost = "0.0.0.0"\nenv = { A = "1", B = "1" }\nhealth = { interval = 9 }\nautostart = true',
        'user',
      ),
      layer('[servers.x]\napp = "m:a"\nport = 2\nenv = { B = "2" }\nhealth = { http = "/up" }'),
      layer('[servers.x]\nenv = { C = "3" }', 'environment'),
    ]);
    expect(servers[0]).toMatchObject({
      port: 2,
      host: '0.0.0.0',
      env: { A: '1', B: '2', C: '3' },
      health: { probe: { path: '/up' }, intervalMs: 9_000 },
      autostart: true,
      autostartSource: 'user',
    });
  });

  it('may replace what is run and how it is asked', () => {
    const { servers, problems } = read([
      layer('[servers.x]\napp = "m:a"\nport = 1\nhealth = { http = "/up", body = "ok", interval = 9 }'),
      layer('[servers.x]\ncommand = "run"\nhealth = { log = "ready" }', 'environment'),
    ]);
    expect(problems).toEqual([]);
    expect(servers[0]).toMatchObject({
      runs: { kind: 'command', command: ['run'] },
      health: { probe: { kind: 'log' }, intervalMs: 9_000 },
    });
  });

  it('of the person alone are no server where there is nothing to run, and come behind those of the project', () => {
    const person = layer('[servers.api]\nport = 9000\n[servers.mail]\ncommand = "mailpit"', 'user');
    expect(read([person])).toMatchObject({ servers: [{ name: 'mail' }], problems: [] });
    expect(shown(read([person, layer('[servers.web]\napp = "m:a"')]))).toEqual(['web=m:a', 'mail=mailpit']);
  });
});

describe('beside what is found in the project', () => {
  const apps = [app('app.main:app'), app('admin.main:app')];

  it('stand first, and take no server away', () => {
    expect(shown(read('[servers.db]\ncommand = "postgres"', { apps }))).toEqual([
      'db=postgres',
      'api=app.main:app',
      'admin=admin.main:app',
    ]);
  });

  it('a table of its name says more of it', () => {
    const { servers, problems } = read('[servers.admin]\nport = 9000', { apps });
    expect(problems).toEqual([]);
    expect(servers.map(({ name, port }) => [name, port])).toEqual([
      ['admin', 9000],
      ['api', undefined],
    ]);
    expect(servers[0]).toMatchObject({ target: 'admin.main:app', source: 'pyproject.toml' });
  });

  it('a table with its app is not a second one, also when that is written from another folder', () => {
    expect(shown(read('[servers.web]\napp = "app.main:app"', { apps }))).toEqual([
      'web=app.main:app',
      'admin=admin.main:app',
    ]);
    expect(shown(read('[servers.web]\napp = "main:app"\napp-dir = "app"', { apps }))).toEqual([
      'web=main:app',
      'admin=admin.main:app',
    ]);
    const elsewhere = read('[servers.web]\napp = "main:app"', { apps: [app('main:app', '/src')] });
    expect(elsewhere.servers.map(({ runs }) => runs)).toMatchObject([{ searchPath: `${ROOT}/src` }]);
  });

  it('a table of its name with a command stands in its place; with another app both are there', () => {
    expect(shown(read('[servers.api]\ncommand = "gunicorn"', { apps: [app('main:app')] }))).toEqual(['api=gunicorn']);
    expect(shown(read('[servers.api]\napp = "other:app"', { apps: [app('main:app')] }))).toEqual([
      'api=other:app',
      'api-2=main:app',
    ]);
  });

  it('a table switches it off', () => {
    expect(shown(read('[servers.api]\ndisabled = true', { apps }))).toEqual(['admin=admin.main:app']);
  });

  it('a wrong table leaves none behind', () => {
    const found = read('[servers.api]\nprot = 1', { apps: [app('main:app')] });
    expect([shown(found), found.problems.map(({ name }) => name)]).toEqual([[], ['api']]);
  });

  it('the setting app makes the default', () => {
    const toml = '[servers.db]\ncommand = "postgres"\n[servers.web]\napp = "app.main:app"';
    expect(shown(read(toml, { apps, chosen: 'app.main:app' }))).toEqual([
      'web=app.main:app',
      'db=postgres',
      'admin=admin.main:app',
    ]);
  });
});

describe('dependencies', () => {
  const table = (name: string, needs: string) => `[servers.${name}]\ncommand = "x"\ndepends-on = ${needs}\n`;

  it('are healthy where nothing else is said', () => {
    const { servers } = read(
      table('a', '["b"]') + table('b', '[]') + table('c', '{ a = "started", b = "completed" }') + table('d', '"a"'),
    );
    expect(servers.map(({ dependsOn }) => dependsOn)).toEqual([
      [{ name: 'b', condition: 'healthy' }],
      [],
      [
        { name: 'a', condition: 'started' },
        { name: 'b', condition: 'completed' },
      ],
      [{ name: 'a', condition: 'healthy' }],
    ]);
  });

  it('must be there', () => {
    const found = read(table('api', '["databse"]') + '[servers.database]\ncommand = "x"');
    expect(shown(found)).toEqual(['database=x']);
    expect(found.problems).toMatchObject([
      {
        name: 'api',
        message:
          'pyproject.toml: servers.api.depends-on names "databse", and no server is called so. Did you mean database?',
        hint: 'Write database.',
      },
    ]);
  });

  it('must not go in circles; who needs one of a circle waits for nothing either', () => {
    const found = read(
      table('a', '["b"]') +
        table('b', '["c"]') +
        table('c', '["a"]') +
        table('d', '["a"]') +
        table('e', '["e"]') +
        table('f', '[]'),
    );
    expect(shown(found)).toEqual(['f=x']);
    expect(found.problems.map(({ name, message }) => [name, message.split('depends-on ')[1]])).toEqual([
      ['a', 'makes a circle: a -> b -> c -> a'],
      ['b', 'makes a circle: b -> c -> a -> b'],
      ['c', 'makes a circle: c -> a -> b -> c'],
      ['e', 'makes a circle: e -> e'],
      ['d', 'names a, whose settings are wrong'],
    ]);
  });

  it('are told with the names that nobody has, all at once', () => {
    const found = read(table('web', '["db", "cashe", "other"]') + table('db', '["web"]') + table('cache', '[]'));
    expect(found.problems.map(({ name, message }) => [name, message.split('depends-on ')[1]])).toEqual([
      ['web', 'makes a circle: web -> db -> web'],
      ['web', 'names "cashe", and no server is called so. Did you mean cache?'],
      ['web', 'names "other", and no server is called so'],
      ['db', 'makes a circle: db -> web -> db'],
    ]);
  });

  it('are wrong with what they need, and nobody waits for what is switched off', () => {
    const found = read(
      `[servers.db]\nprot = 1\n[servers.off]\ndisabled = true\ncommand = "x"\n${table('a', '["db"]')}${table('b', '["off"]')}`,
    );
    expect(found.problems.map(({ name }) => name)).toEqual(['db', 'a']);
    expect(found.servers).toMatchObject([{ name: 'b', dependsOn: [] }]);
  });
});

it('warns of two servers on one port, and keeps both', () => {
  const found = read(`
    [servers.a]
    command = "x"
    port = 80
    [servers.b]
    command = "x"
    host = "0.0.0.0"
    port = 80
    [servers.c]
    command = "x"
    host = "127.0.0.2"
    port = 81
    [servers.d]
    command = "x"
    port = 81
  `);
  expect(found.servers).toHaveLength(4);
  expect(found.problems).toMatchObject([
    {
      name: 'b',
      severity: 'warning',
      message: 'pyproject.toml: servers.b.port is 80, as that of a: only one of them can run',
    },
  ]);
});
