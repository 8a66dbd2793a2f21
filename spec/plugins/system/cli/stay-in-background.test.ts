import { join } from 'node:path';
import type { CliHandler } from 'devmgr/plugin-api';
import { FakeClock, invoke } from 'devmgr/plugin-api/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stayInBackground } from '../../../../plugins/system/cli/stay-in-background.js';
import { askOwner } from '../../../../plugins/system/servers/remote/ask-owner.js';
import { LateServers } from '../../../../plugins/system/servers/late-servers.js';
import { Claims } from '../../../../plugins/system/servers/remote/claims.js';
import { RunPublisher } from '../../../../plugins/system/servers/remote/run-publisher.js';
import { RunRecords } from '../../../../plugins/system/servers/remote/run-records.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';
import { GOOD_APP, serverProject, systemClock, type ServerProject } from '../support/server-project.js';
import { until } from '../support/until.js';

const LOG = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
// One that lives.
const OWNER = process.pid;
const MINUTE = 60_000;

let project: ServerProject;
let publisher: RunPublisher;
let claims: Claims;
let clock: FakeClock;
let logged: string[];
let stop: AbortController;
let code: number | undefined;
let staying: Promise<unknown>;

beforeEach(async () => {
  project = await serverProject({ 'main.py': GOOD_APP }, { reload: true });
  const { manager, processes, runDir } = project;
  const records = new RunRecords(join(runDir, 'servers'));
  claims = new Claims({ dir: join(runDir, 'claims'), processes, log: LOG, pid: OWNER });
  publisher = new RunPublisher({ manager, records, claims, processes, clock: systemClock, log: LOG, pid: OWNER });
  clock = new FakeClock();
  logged = [];
  stop = new AbortController();
  code = undefined;
  const log = { ...LOG, info: (message: string) => void logged.push(message) };
  const late = new LateServers(() => Promise.resolve(manager));
  const parts = {
    context: { clock, log },
    manager: late,
    servers: () => Promise.resolve({ publisher }),
  } as unknown as SystemParts;
  const handler: CliHandler = (invocation) => stayInBackground(invocation, parts);
  staying = invoke(handler, { signal: stop.signal }).then((result) => (code = result.code));
  await expect.poll(() => claims.detached()).toBeDefined();
  await expect.poll(() => clock.pending).toBe(1);
});

afterEach(async () => {
  stop.abort();
  await staying;
  await publisher.dispose();
  await project.dispose();
});

const ask = async (action: 'start' | 'stop' | 'restart' | 'shutdown', ...names: string[]) =>
  askOwner((await claims.detached())?.socket ?? '', { version: 2, action, names }, 20_000, systemClock);

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the devmgr in the background', () => {
  it('stays as long as it runs something, whatever becomes of it, and ends when the last of it is stopped', async () => {
    await ask('start', 'api');
    clock.advance(3 * MINUTE);
    await settled();
    expect(code).toBeUndefined();
    project.write('main.py', `${GOOD_APP}\nraise RuntimeError("half written")`);
    await until(project.manager.all, ([api]) => api?.status === 'running' && api.reload?.phase === 'broken');
    project.write('main.py', `${GOOD_APP}\n# mended`);
    await until(project.manager.all, ([api]) => api?.status === 'running' && api.reload === undefined);
    await ask('restart', 'api');
    clock.advance(3 * MINUTE);
    await publisher.settled();
    await settled();
    expect(code).toBeUndefined();
    await ask('stop', 'api');
    await staying;
    expect(code).toBe(0);
    expect(logged.at(-1)).toBe('The last server in the background was stopped');
  });

  it('ends after a minute in which nobody asked it for anything, and says so', async () => {
    clock.advance(MINUTE);
    await staying;
    expect(code).toBe(0);
    expect(logged.at(-1)).toBe('Nothing runs in the background: nobody asked for it within 60 s');
  });

  it('says that somebody ended it', async () => {
    await ask('start', 'api');
    await ask('shutdown');
    await staying;
    expect(logged.at(-1)).toBe('The devmgr in the background was asked to end');
  });
});
