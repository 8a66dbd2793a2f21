import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDevmgr, temporaryHome, type RunOptions } from '../support/run-devmgr.js';

const home = temporaryHome();
const project = join(home.path, 'shop');
const builtIn = fileURLToPath(new URL('../../dist/plugins/system', import.meta.url));

interface Manifest {
  readonly cli: readonly { readonly name: string }[];
}

beforeAll(() => {
  const copy = join(home.path, 'plugins', 'system2');
  cpSync(builtIn, copy, { recursive: true });
  const file = join(copy, 'package.json');
  const json = JSON.parse(readFileSync(file, 'utf8').replaceAll('system.', 'system2.')) as { devmgr: Manifest };
  const devmgr = {
    ...json.devmgr,
    id: 'system2',
    tab: { id: 'system2', title: 'Second', order: 70, hotkey: 'F7' },
    cli: json.devmgr.cli.map((word) => ({ ...word, name: `${word.name}2` })),
  };
  writeFileSync(file, JSON.stringify({ ...json, devmgr }));
  mkdirSync(project);
  writeFileSync(
    join(project, 'pyproject.toml'),
    '[tool.devmgr.servers.web]\napp = "shop.main:app"\nport = 8011\n[tool.devmgr.servers.redis]\ncommand = "redis-server"\n',
  );
  writeFileSync(join(project, '.devmgr.toml'), '[servers.web]\nport = 8012\n');
  writeFileSync(
    join(home.path, 'config.toml'),
    '[servers.mail]\ncommand = "mailpit"\n[servers.web]\nhost = "0.0.0.0"\n',
  );
});
afterAll(() => home.remove());

const run = (args: readonly string[], env: RunOptions['env'] = {}) =>
  runDevmgr(args, { home: home.path, cwd: project, env });

interface Listing {
  readonly servers: readonly { readonly name: string; readonly port: number | null; readonly host: string | null }[];
  readonly problems: readonly { readonly name: string; readonly message: string }[];
}

async function list(env: RunOptions['env'] = {}, wanted = 0): Promise<Listing> {
  const { code, stdout } = await run(['server', 'list', '--json'], env);
  expect(code).toBe(wanted);
  return JSON.parse(stdout) as Listing;
}

const described = ({ servers }: Listing) => servers.map(({ name, host, port }) => [name, host, port]);

it('servers are made out of the files of the person and of the project and the environment', async () => {
  expect(described(await list())).toEqual([
    ['web', '0.0.0.0', 8012],
    ['redis', null, null],
    ['mail', null, null],
  ]);
  expect(described(await list({ DEVMGR_SERVERS: '{"web":{"port":8013}}' }))[0]).toEqual(['web', '0.0.0.0', 8013]);
});

it('two plugins that read the same section are one line of devmgr config list', async () => {
  const { stdout } = await run(['config', 'list', '--json']);
  const { settings } = JSON.parse(stdout) as { settings: { key: string }[] };
  const keys = settings.map(({ key }) => key);
  expect(keys.filter((key) => key.includes('servers'))).toEqual(['servers']);
  expect(keys).toEqual(expect.arrayContaining(['system.port', 'system2.port']));
});

it('devmgr config get servers shows the highest, without secrets', async () => {
  expect(await run(['config', 'get', 'servers'])).toMatchObject({ code: 0, stdout: '{"web":{"port":8012}}\n' });
  const env = { DEVMGR_SERVERS: '{"web":{"env":{"DB_PASSWORD":"hunter2hunter2","MODE":"fast"}}}' };
  expect((await run(['config', 'get', 'servers'], env)).stdout).toBe(
    '{"web":{"env":{"DB_PASSWORD":"***","MODE":"fast"}}}\n',
  );
});

it('a wrong table is told with its file, and is why its server cannot be started', async () => {
  const env = { DEVMGR_SERVERS: '{"web":{"prot":8013}}' };
  const { servers, problems } = await list(env, 3);
  expect(servers.map(({ name }) => name)).toEqual(['redis', 'mail']);
  const message = 'DEVMGR_SERVERS: servers.web.prot is not a setting. Did you mean port?';
  expect(problems).toMatchObject([{ name: 'web', message }]);
  const started = await run(['server', 'start', 'web'], env);
  expect([started.code, started.stderr]).toEqual([3, expect.stringContaining(`devmgr: ${message}\n  Write port.`)]);
});
