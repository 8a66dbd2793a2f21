import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GOOD_APP } from '../plugins/system/support/server-project.js';
import { freePort } from '../support/free-port.js';
import { testPython } from '../support/python.js';
import { devmgrBin, runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';

let root: string;
let program: string;
let home: ReturnType<typeof temporaryHome>;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-updated-')));
  program = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-program-')));
  home = temporaryHome();
  const own = join(dirname(devmgrBin), '..');
  for (const part of ['bin/devmgr.js', 'dist', 'package.json'])
    cpSync(join(own, part), join(program, part), { recursive: true });
  symlinkSync(join(own, 'node_modules'), join(program, 'node_modules'));
});

afterEach(async () => {
  await server('stop', '--all');
  await home.unused();
  for (const folder of [root, program]) rmSync(folder, { recursive: true, force: true });
  home.remove();
});

const options = () => ({ cwd: root, home: home.path, env: { DEVMGR_PYTHON: testPython() } });
const server = (...args: string[]) => runDevmgr(['server', ...args], options());

/** As an update does it: files of the same parts have other names afterwards. */
function update(): void {
  const parts = join(program, 'dist/plugins/system/chunks');
  expect(readdirSync(parts)).not.toEqual([]);
  rmSync(parts, { recursive: true });
}

it('goes on with its servers when devmgr is updated: it reloads them, sees what others run, and is steered by them', async () => {
  writeFileSync(join(root, 'main.py'), GOOD_APP);
  writeFileSync(join(root, '.devmgr.toml'), '[servers.job]\ncommand = ["sleep", "600"]\n');
  const bin = join(program, 'bin/devmgr.js');
  const args = ['server', 'start', 'api', '--reload', '--port', String(await freePort())];
  const running = startDevmgr(args, { ...options(), bin });
  await running.waitFor('● api healthy');
  expect((await server('status', 'api')).code).toBe(0);
  update();
  writeFileSync(join(root, 'main.py'), `${GOOD_APP}\nprint('the new code')`);
  await running.waitFor('the new code');
  // Another devmgr appears, which is listened to from then on.
  expect(await server('start', '--detach', 'job')).toMatchObject({ code: 0, stderr: '' });
  expect((await server('restart', 'api')).code).toBe(0);
  expect((await server('stop', 'api')).code).toBe(0);
  const { code, stderr } = await running.done;
  expect(stderr).not.toMatch(/crashed|Cannot find/);
  expect(code).toBe(0);
});
