import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';

const home = temporaryHome();
afterAll(() => home.remove());
const run = (args: string[], cwd = home.path) => runDevmgr(args, { home: home.path, cwd });

it('--version prints the version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it('--help lists the words of manifests', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const word of [
    'devmgr server',
    'devmgr test',
    'devmgr logs',
    'devmgr plugins',
    'devmgr config',
    'devmgr screenshot',
  ]) {
    expect(stdout).toContain(word);
  }
});

it('without a terminal the screen says what to use instead and exits 2', async () => {
  const { code, stdout, stderr } = await run([]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/terminal/);
  expect(stderr).toMatch(/devmgr test/);
});

it('a mistyped word gets a suggestion and exits 2', async () => {
  const { code, stderr } = await run(['tset']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/tset|test/);
});

it('words after -- alone are no words, and a flag with a dot is none', async () => {
  expect(await run(['--', 'plugins', 'list'])).toMatchObject({ code: 2, stdout: '' });
  expect(await run(['logs', '--level.x', 'warn'])).toMatchObject({ code: 2, stdout: '' });
});

it('a wrong choice names the flag and the choices', async () => {
  const { code, stderr } = await run(['logs', '--level', 'loud']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/level.*loud.*warn/);
});

it('a flag with a value may be given once, a switch as often as one likes', async () => {
  expect(await run(['logs', '--lines', '1', '--lines', '2'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--lines') as unknown,
  });
  const { code, stdout } = await run(['config', 'path', '--json', '--json']);
  expect([code, Object.keys(JSON.parse(stdout) as object)]).toEqual([0, ['files']]);
});

it('a folder that is not there exits 2', async () => {
  expect(await run(['./nowhere'])).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere') as unknown });
  expect(await run(['plugins', 'list', '--project', 'nowhere'])).toMatchObject({ code: 2 });
});

it('broken settings exit 3 and name the line', async () => {
  const broken = temporaryHome();
  writeFileSync(join(broken.path, 'config.toml'), 'a = = 1\n');
  const { code, stderr } = await runDevmgr(['config', 'list'], { home: broken.path, cwd: broken.path });
  expect(code).toBe(3);
  expect(stderr).toContain('config.toml:1');
  broken.remove();
});

it('config shows values and where they are from', async () => {
  const { code, stdout } = await run(['config', 'list', '--json']);
  expect(code).toBe(0);
  const { settings } = JSON.parse(stdout) as { settings: { key: string; origin: string }[] };
  expect(settings).toContainEqual(expect.objectContaining({ key: 'core.theme', value: 'auto', origin: 'default' }));
  expect(await run(['config', 'get', 'core.theme'])).toEqual({ code: 0, stdout: 'auto\n', stderr: '' });
  expect((await run(['config', 'get', 'core.nothing'])).code).toBe(2);
  expect((await run(['config', 'get', 'embedder'])).stderr).toContain('Did you mean chat.embedder?');
  expect((await run(['config', 'get', 'core.tehme'])).stderr).toContain('Did you mean core.theme?');
});

it('neither blessed nor a plugin is loaded for --version and --help', async () => {
  for (const flag of ['--version', '--help']) {
    const { stderr } = await runDevmgr([flag], { home: home.path, cwd: home.path, env: { NODE_DEBUG: 'module,esm' } });
    expect(stderr).not.toMatch(/node_modules\/(blessed|winston|sqlite3|chokidar)\//);
    expect(stderr).not.toMatch(/dist\/plugins\/\w+\/index\.js/);
  }
});
