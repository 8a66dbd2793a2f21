import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { openDevmgr } from '../../../../support/open-devmgr.js';
import { GOOD_APP, serverProject, systemClock, type ServerProject } from '../../support/server-project.js';
import { until } from '../../support/until.js';
import { faultStage, type FaultStage } from './fault-stage.js';

const HOUR_MS = 3_600_000;
type Running = Extract<ServerState, { status: 'running' }>;

describe('a clock that is set', () => {
  const now = systemClock.now.bind(systemClock);
  let project: ServerProject;
  beforeEach(async () => void (project = await serverProject({ 'main.py': GOOD_APP })));
  afterEach(async () => {
    Object.assign(systemClock, { now });
    await project.dispose();
  });

  it.each([
    ['forward', 5 * HOUR_MS],
    ['back', -5 * HOUR_MS],
  ])('%s leaves a server healthy, with the same uptime', async (_way, byMs) => {
    const { manager } = project;
    await manager.start('api');
    await until(manager.all, ([api]) => api?.status === 'running' && api.health.kind === 'healthy');
    const bad: ServerState[] = [];
    manager.onDidChange(({ after }) => void bad.push(after));
    Object.assign(systemClock, { now: () => now() + byMs });
    const uptime = (api: Running) => now() + byMs - api.startedAt;
    const looks = (api: Running) => api.metrics.latenciesMs.length;
    const before = looks(manager.all.get()[0] as Running);
    const [api] = await until(
      manager.all,
      ([state]) => state?.status === 'running' && looks(state) > before + 3 && Math.abs(uptime(state)) < 60_000,
    );
    expect(api).toMatchObject({ status: 'running', restarts: 0, health: { kind: 'healthy' } });
    expect(uptime(api as Running)).toBeGreaterThanOrEqual(0);
    expect(bad.filter((state) => state.status !== 'running' || state.health.kind !== 'healthy')).toEqual([]);
  });
});

describe('a laptop that sleeps', () => {
  let stage: FaultStage;
  beforeEach(async () => void (stage = await faultStage()));
  afterEach(() => stage.dispose());

  it('wakes up with a server that is still healthy', async () => {
    stage.write('.devmgr.toml', '[system]\nhealth-interval = 0.2\nhealth-timeout = 0.5\nhealth-failures = 1');
    stage.write('main.py', GOOD_APP);
    const devmgr = stage.start('--port', String(stage.port));
    const { pid } = await stage.until(devmgr, ({ health }) => health === 'healthy');
    const everybody = [devmgr.child.pid ?? 0, pid ?? 0];
    for (const each of everybody) process.kill(each, 'SIGSTOP');
    // What is measured is that this time passes for nobody but the clock.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    for (const each of everybody) process.kill(each, 'SIGCONT');
    const status = await stage.server('status', '--json');
    expect(status.code, status.stdout).toBe(0);
    expect(JSON.parse(status.stdout)).toMatchObject({ servers: [{ health: 'healthy', restarts: 0, pid }] });
    const states = stage.states(devmgr);
    expect(states.filter(({ health, status: each }) => health === 'unhealthy' || each === 'crashed')).toEqual([]);
    await stage.server('stop');
    expect((await devmgr.done).code).toBe(0);
    expect(await stage.left()).toEqual([]);
  });

  it('wakes up with a screen that says so', async () => {
    stage.write('.devmgr.toml', `[system]\nport = ${stage.port}\nhealth-interval = 0.2\nhealth-failures = 1`);
    stage.write('main.py', GOOD_APP);
    const { app, close } = openDevmgr(stage.root, { home: stage.home, env: stage.env });
    try {
      await app.waitFor('main:app');
      app.key('F1', 's');
      await app.waitFor('healthy');
      const { servers } = JSON.parse((await stage.server('status', '--json')).stdout) as { servers: { pid: number }[] };
      const everybody = [app.pid, servers[0]?.pid ?? 0];
      for (const each of everybody) process.kill(each, 'SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      for (const each of everybody) process.kill(each, 'SIGCONT');
      const status = await stage.server('status', '--json');
      expect(JSON.parse(status.stdout)).toMatchObject({ servers: [{ health: 'healthy', restarts: 0 }] });
      expect(app.text()).not.toContain('unhealthy');
      app.key('q');
      await app.exited;
      expect(await stage.left()).toEqual([]);
    } finally {
      await close();
    }
  });
});
