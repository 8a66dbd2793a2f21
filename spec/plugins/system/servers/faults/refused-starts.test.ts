import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testPython } from '../../../../support/python.js';
import { cleanEnvironment, devmgrBin } from '../../../../support/run-devmgr.js';
import { GOOD_APP } from '../../support/server-project.js';
import { faultStage, giveTo, type FaultStage } from './fault-stage.js';

let stage: FaultStage;
beforeEach(async () => {
  stage = await faultStage();
  stage.write('main.py', GOOD_APP);
});
afterEach(() => stage.dispose());

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const hasIpv6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));

it.runIf(lowPortsAreClosed())('a port below 1024 is refused with the reason', async () => {
  giveTo(isRoot ? NOBODY : (process.getuid?.() ?? 0), stage.root, stage.home);
  const command = [process.execPath, devmgrBin, 'server', 'start', '--port', '80'];
  const asNobody = ['setpriv', '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups', '--'];
  const [program = '', ...args] = isRoot ? [...asNobody, ...command] : command;
  const env = { ...cleanEnvironment(stage.home, stage.env), HOME: stage.home };
  const { status, stderr } = spawnSync(program, args, { cwd: stage.root, env, encoding: 'utf8' });
  expect(stderr).toContain('Port 80 needs administrator rights');
  expect(stderr).toContain('Choose a port from 1024 on');
  expect(status).toBe(5);
  expect(await stage.left()).toEqual([]);
});

it('a host that is not of this machine is refused', async () => {
  const { code, stderr } = await stage.start('--host', '203.0.113.1', '--port', String(stage.port)).done;
  expect(stderr).toContain('203.0.113.1 is no address of this machine');
  expect(stderr).toContain('Use 127.0.0.1');
  expect(code).toBe(5);
  expect(await stage.left()).toEqual([]);
});

it.runIf(hasIpv6)('an IPv6 host is served and asked there', async () => {
  const devmgr = stage.start('--host', '::1', '--port', String(stage.port));
  const { url } = await stage.until(devmgr, ({ health }) => health === 'healthy');
  expect(url).toBe(`http://[::1]:${stage.port}`);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  devmgr.child.kill('SIGINT');
  expect((await devmgr.done).code).toBe(130);
  expect(await stage.left()).toEqual([]);
});

it('an interpreter without uvicorn is refused with what installs it', async () => {
  stage.write('python', `#!/bin/sh\nexec ${testPython()} -S -E "$@"\n`);
  chmodSync(join(stage.root, 'python'), 0o755);
  stage.write('.devmgr.toml', '[system]\npython = "python"');
  const { code, stderr } = await stage.start('--port', String(stage.port)).done;
  expect(stderr).toMatch(/cannot import uvicorn\n {2}Install it: /);
  expect(code).toBe(5);
  expect(await stage.left()).toEqual([]);
});

/** Some machines let everybody have every port; without setpriv root cannot do without its rights. */
function lowPortsAreClosed(): boolean {
  const limit = 'net/ipv4/ip_unprivileged_port_start';
  const isClosed = Number(readFileSync(`/proc/sys/${limit}`, 'utf8')) > 80;
  return isClosed && (!isRoot || spawnSync('setpriv', ['--version']).status === 0);
}
