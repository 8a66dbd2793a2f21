import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { openDevmgr } from '../support/open-devmgr.js';
import { temporaryHome } from '../support/run-devmgr.js';

let home: ReturnType<typeof temporaryHome>;
let project: string;

beforeEach(() => {
  home = temporaryHome();
  project = mkdtempSync(join(tmpdir(), 'devmgr-gateway-tui-'));
});
afterEach(() => {
  home.remove();
  rmSync(project, { recursive: true, force: true });
});

it('the gateway is started from the screen, its calls come live, and it is stopped', async () => {
  const port = await freePort();
  writeFileSync(join(home.path, 'config.toml'), `[gateway]\nport = ${port}\n`);
  const { app, close } = openDevmgr(project, { home: home.path });
  const ask = async (model: string) => {
    const token = readFileSync(join(home.path, 'gateway-token'), 'utf8').trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'user-agent': 'my-tool/1' };
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] });
    const answer = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ error: { code: 'model_not_found' } });
  };
  try {
    await app.waitFor('○ gateway');
    app.key('G');
    await app.waitFor(/● gateway +running +healthy \d+ms +http:\/\/127\.0\.0\.1:\d+/);
    app.key('2');
    await app.waitFor('No call yet');
    await ask('nobody/first');
    await app.waitFor('Calls 1  1 failed');
    await app.waitFor(/nobody\/first +404/);
    app.key('enter');
    await app.waitFor('404 failed');
    await app.waitFor('from my-tool/1');
    await ask('nobody/second');
    await app.waitFor('Calls 2  2 failed');
    app.key('down');
    await app.waitFor('Calls 2  2 failed  1 above');
    await ask('nobody/third');
    await app.waitFor('Calls 3  3 failed  2 above');
    app.key('1');
    await app.waitFor('─ Output ');
    app.key('2');
    await app.waitFor(/Calls 3 {2}3 failed(?! {2}\d)/);
    app.key('x');
    await app.waitFor(/○ gateway +stopped/);
  } finally {
    await close();
  }
});
