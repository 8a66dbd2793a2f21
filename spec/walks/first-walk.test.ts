import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { freePort } from '../support/free-port.js';
import { processesWith, until } from '../support/processes.js';
import { sampleProject } from '../support/sample-project.js';

const project = sampleProject();
let open: OpenDevmgr;

// What plain pytest says of the sample, a test counted once: that which passes and fails in its tear-down is an error.
const counts = [/✓ 52/, /✗ 5 failed or error/, /! 2/, /↷ 3/];

beforeEach(async () => {
  open = openDevmgr(project.path, { env: { DEVMGR_SYSTEM_PORT: String(await freePort()) } });
});
afterEach(() => open.close());

async function waitForCounts(): Promise<void> {
  await open.app.waitFor(() => counts.every((count) => count.test(open.app.text())), 60_000);
}

async function expectNothingLeft(): Promise<void> {
  const { exitCode } = await open.app.exited;
  expect(exitCode).toBe(0);
  await until(() => processesWith(project.path).length === 0, `no process of ${project.path}`);
}

describe('the first walk', () => {
  it('by keys: a healthy server, the tests of the project, the log of both, nothing left', async () => {
    const { app } = open;
    await app.waitFor('app.main:app');
    app.key('F1', 's');
    await app.waitFor(/running\s+healthy/);
    app.key('F2');
    await app.waitFor(/Tests \d+ /);
    app.key('r');
    await waitForCounts();
    app.key('F5');
    await app.waitFor(/INFO\s+tests/);
    app.key('o');
    await app.waitFor('system · following');
    app.key('o');
    await app.waitFor(/INFO\s+api\s+.*Uvicorn running/);
    app.key('q');
    await expectNothingLeft();
  });

  it('by mouse alone', async () => {
    const { app } = open;
    await app.waitFor('[Start s]');
    open.click('[Start s]');
    await app.waitFor(/running\s+healthy/);
    open.click('Tests');
    await app.waitFor('Run all');
    open.click('Run all');
    await waitForCounts();
    open.click('Logs');
    await app.waitFor('Level [');
    await app.waitFor(/INFO\s+tests/);
    open.click('q quit');
    await expectNothingLeft();
  });
});
