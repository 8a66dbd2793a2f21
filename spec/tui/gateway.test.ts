import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFaultServer } from '../support/fault-server.js';
import { json } from '../support/faults.js';
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

function gate() {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return { isOpen, open: () => open() };
}

/** A provider whose only answer is as long in the making as the spec wants. */
async function slowProvider() {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const [first, last] = [gate(), gate()];
  const server = await startFaultServer(async (target) => {
    if (target.request.method === 'GET') return json({ object: 'list', data: [{ id: 'm' }] })(target);
    await target.send('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n');
    await first.isOpen;
    for (const content of ['One ', 'two ', 'three']) await target.send(chunk({ content }));
    await last.isOpen;
    await target.send(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    target.close();
  });
  return { server, sayFirst: first.open, end: last.open };
}

it('a call that goes on is on the page, with how far it is, until it is one of the others', async () => {
  const port = await freePort();
  const { server, sayFirst, end } = await slowProvider();
  writeFileSync(
    join(home.path, 'config.toml'),
    `[gateway]\nport = ${port}\n[gateway.routes]\nfast = ["acme/m"]\n[system.providers.acme]\nbase-url = "${server.url}/v1"\nis-key-optional = true\n`,
  );
  const { app, close } = openDevmgr(project, { home: home.path });
  try {
    await app.waitFor('○ gateway');
    app.key('G');
    await app.waitFor(/● gateway +running +healthy/);
    app.key('2');
    await app.waitFor('No call yet');
    const token = readFileSync(join(home.path, 'gateway-token'), 'utf8').trim();
    const asked = fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'user-agent': 'my-tool/1' },
      body: JSON.stringify({ model: 'fast', stream: true, messages: [{ role: 'user', content: 'Hello' }] }),
    });
    await app.waitFor('Calls 0  1 running');
    await app.waitFor(/fast → .* no token +…/);
    app.key('enter');
    await app.waitFor('route   fast');
    await app.waitFor(/waiting for first token · for \d+s/);
    sayFirst();
    await app.waitFor(/fast → .*~3 tokens +…/);
    await app.waitFor(/~3 tokens · first token .* for \d+s/);
    end();
    await (await asked).text();
    await app.waitFor(/Calls 1(?! {2}\d)/);
    await app.waitFor(/fast → acme\/m +200/);
    await app.waitFor('200 answered');
    app.key('x');
    await app.waitFor(/○ gateway +stopped/);
  } finally {
    await close();
    await server.dispose();
  }
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
    await app.waitFor(/● gateway +running +healthy [\d.]+m?s +http:\/\/127\.0\.0\.1:\d+/);
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
    await app.waitFor('Calls 2  2 failed  1 newer');
    await ask('nobody/third');
    await app.waitFor('Calls 3  3 failed  2 newer');
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
