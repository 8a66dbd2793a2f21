import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

let home: ReturnType<typeof temporaryHome>;
let open: OpenDevmgr | undefined;

beforeEach(() => {
  home = temporaryHome();
  mkdirSync(join(home.path, 'project'));
});
afterEach(async () => {
  await open?.close();
  home.remove();
});

async function start(): Promise<OpenDevmgr> {
  open = openDevmgr(join(home.path, 'project'), { home: home.path, cols: 80, rows: 24 });
  await open.app.waitFor('System');
  await open.app.waitFor('quit');
  return open;
}

async function expectRestored({ app }: OpenDevmgr, code: number): Promise<void> {
  const { exitCode, signal } = await app.exited;
  await app.waitFor(() => !app.modes().alternate && app.modes().mouse === 'none');
  expect(app.modes()).toMatchObject({ alternate: false, mouse: 'none', bracketedPaste: false, cursorHidden: false });
  expect([exitCode, signal ?? 0]).toEqual([code, 0]);
}

describe('every way out gives the terminal back', () => {
  it.each([
    ['q', 'q', 0],
    ['Ctrl-C', 'C-c', 0],
  ])('%s', async (_name, key, code) => {
    const running = await start();
    running.app.key(key);
    await expectRestored(running, code);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ] as const)('%s', async (signal, code) => {
    const running = await start();
    running.app.kill(signal);
    await expectRestored(running, code);
  });

  it('an error that nobody caught: message on the screen that was, a report, exit 70', async () => {
    const manifest = {
      tab: { id: 'bomb', title: 'Bomb', order: 90 },
      commands: [{ id: 'bomb.later', title: 'Later', label: 'later', keys: ['L'] }],
    };
    const code = `export default { activate(ctx) {
      ctx.commands.register('bomb.later', () => { setTimeout(() => { throw new Error('nobody caught this') }, 5) });
      ctx.tabs.register('bomb', () => {});
    } }`;
    writePlugin(join(home.path, 'plugins'), 'bomb', code, manifest);
    const running = await start();
    running.click('Bomb');
    await running.app.waitFor('later');
    running.app.key('L');
    await expectRestored(running, 70);
    await running.app.waitFor('nobody caught this');
    const logs = join(home.path, 'logs');
    const report = readdirSync(logs).find((file) => file.startsWith('crash-'));
    expect(readFileSync(join(logs, report ?? ''), 'utf8')).toContain('nobody caught this');
  });
});

it('a throw inside a key handler is shown, and the screen goes on', async () => {
  const manifest = {
    tab: { id: 'bomb', title: 'Bomb', order: 90 },
    commands: [{ id: 'bomb.now', title: 'Now', label: 'now', keys: ['N'] }],
  };
  const code = `export default { activate(ctx) {
    ctx.commands.register('bomb.now', () => { throw new Error('thrown by a key') });
    ctx.tabs.register('bomb', () => {});
  } }`;
  writePlugin(join(home.path, 'plugins'), 'bomb', code, manifest);
  const { app, click } = await start();
  click('Bomb');
  await app.waitFor('now');
  app.key('N');
  await app.waitFor('thrown by a key');
  app.key('F1');
  await app.waitFor('Servers');
  app.key('q');
  expect((await app.exited).exitCode).toBe(0);
});
