import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GOOD_APP } from '../../support/server-project.js';
import { faultStage, type FaultStage } from './fault-stage.js';

let stage: FaultStage;
beforeEach(async () => {
  stage = await faultStage();
  stage.write('.devmgr.toml', '[system]\nstop-timeout = 0.5');
});
afterEach(() => stage.dispose());

const CHILDREN = `
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1e6)"])
subprocess.Popen(["sh", "-c", "trap '' TERM; sleep 1000000 & wait; wait"])`;
const DEAF = `
import signal
@app.on_event("startup")
def deaf():
    for each in (signal.SIGTERM, signal.SIGINT): signal.signal(each, signal.SIG_IGN)`;

async function healthy(app: string) {
  stage.write('main.py', app);
  const devmgr = stage.start('--port', String(stage.port));
  return { devmgr, report: await stage.until(devmgr, ({ health }) => health === 'healthy') };
}

describe.each([
  ['ignores SIGTERM', `${GOOD_APP}${DEAF}`],
  ['has children', `${GOOD_APP}${CHILDREN}`],
  ['does both', `${GOOD_APP}${DEAF}${CHILDREN}`],
])('an application that %s', (_what, app) => {
  it('is gone after a stop', async () => {
    const { devmgr } = await healthy(app);
    expect((await stage.server('stop')).stdout).toBe('api stopped\n');
    expect((await devmgr.done).code).toBe(0);
    expect(await stage.left()).toEqual([]);
  });

  it('is gone after devmgr was killed', async () => {
    const { devmgr } = await healthy(app);
    devmgr.child.kill('SIGKILL');
    await devmgr.done;
    // The next devmgr finds what is written down of it, and that nobody is there.
    expect((await stage.server('stop')).code).toBe(0);
    expect(await stage.left()).toEqual([]);
  });
});

it('a second Ctrl-C waits for nobody', async () => {
  stage.write('.devmgr.toml', '[system]\nstop-timeout = 60');
  const { devmgr } = await healthy(`${GOOD_APP}${DEAF}${CHILDREN}`);
  devmgr.child.kill('SIGINT');
  await stage.until(devmgr, ({ status }) => status === 'stopping');
  devmgr.child.kill('SIGINT');
  expect((await devmgr.done).code).toBe(130);
  await stage.server('stop');
  expect(await stage.left()).toEqual([]);
});

it('an application that dies by SIGKILL has crashed, with its children gone', async () => {
  const { devmgr, report } = await healthy(`${GOOD_APP}${CHILDREN}`);
  process.kill(report.pid ?? 0, 'SIGKILL');
  const { code } = await devmgr.done;
  expect(code).toBe(1);
  expect(await stage.until(devmgr, ({ status }) => status === 'crashed')).toMatchObject({
    exit: { signal: 'SIGKILL' },
    next: { kind: 'nothing' },
  });
  expect(await stage.left()).toEqual([]);
});
