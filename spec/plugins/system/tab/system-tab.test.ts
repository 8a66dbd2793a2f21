import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../support/free-port.js';
import { openDevmgr, type OpenDevmgr } from '../../../support/open-devmgr.js';
import { GOOD_APP } from '../support/server-project.js';

let root: string;
let port: number;
let opened: OpenDevmgr | undefined;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-tab-'));
  port = await freePort();
  writeFileSync(join(root, 'main.py'), GOOD_APP);
});

afterEach(async () => {
  await opened?.close();
  rmSync(root, { recursive: true, force: true });
});

function open(size: { cols?: number; rows?: number } = {}): OpenDevmgr {
  opened = openDevmgr(root, { ...size, env: { DEVMGR_SYSTEM_PORT: String(port) } });
  return opened;
}

describe('the System tab', () => {
  it('starts, shows and stops a server', async () => {
    const { app } = open();
    await app.waitFor('Servers 0/1');
    app.key('s');
    await app.waitFor(/● api +running +healthy [\d.]+m?s +http:\/\/127\.0\.0\.1:\d+/);
    await app.waitFor('Latency ms  p50');
    await app.waitFor('uvicorn ');
    await app.waitFor(/Uvicorn running on/);
    await app.waitFor('● api healthy');
    app.key('x');
    await app.waitFor(/○ api +stopped/);
  });

  it('is worked with the mouse alone', async () => {
    const { app, click } = open();
    await app.waitFor('[Start s]');
    await app.waitFor('○ api');
    click('[Start s]');
    await app.waitFor(/● api +running +healthy/);
    click('[Restart r]');
    await app.waitFor(/◐ api/);
    await app.waitFor(/● api +running +healthy/);
    click('[Stop x]');
    await app.waitFor(/○ api +stopped/);
    click('[Auto-start off a]');
    await app.waitFor('[Auto-start on a]');
  });

  it('shows a crash with exit code, place and error', async () => {
    writeFileSync(join(root, 'main.py'), `${GOOD_APP}\nimport no_such_module\n`);
    const { app } = open();
    await app.waitFor('○ api');
    app.key('s');
    await app.waitFor(/✗ api +crashed/);
    await app.waitFor('api ended with code 1');
    await app.waitFor('main.py:7');
    await app.waitFor("'no_such_module'");
  });

  it('offers the next free port when the port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    try {
      const { app } = open();
      await app.waitFor('○ api');
      app.key('s');
      await app.waitFor(`is taken by pid ${process.pid}`);
      await app.waitFor('Use port');
      // What devmgr runs in is never offered to be ended.
      expect(app.text()).not.toContain('Free port');
      app.key('enter');
      await app.waitFor(/● api +running +healthy/);
      expect(app.text()).not.toContain(`http://127.0.0.1:${port} `);
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
  });

  it('says on the screen what to press, not what to type on the command line', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    try {
      const { app } = open();
      await app.waitFor('○ api');
      app.key('s');
      await app.waitFor('Use port');
      app.key('escape');
      await app.waitFor(/Port \d+ is free: choose it with p/);
      expect(app.text()).not.toContain('--port');
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
  });

  it('has the key that copies the URL on the key line', async () => {
    const { app } = open();
    await app.waitFor('○ api');
    await app.waitFor(() => !app.text().includes('y copy URL'));
    app.key('s');
    await app.waitFor('y copy URL');
    app.key('y');
    await app.waitFor(`http://127.0.0.1:${port} was sent to`);
  });

  it('shows the port again that counts when its field was left empty', async () => {
    const { app } = open();
    await app.waitFor(`Port [${port}`);
    app.key('p');
    await app.waitFor('Esc done');
    app.key('end', ...Array.from(String(port), () => 'backspace'));
    await app.waitFor(/Port \[ _+\]/);
    app.type('99999');
    await app.waitFor('! 1 to 65535');
    app.key('escape', 'escape');
    await app.waitFor(`Port [${port}`);
    await app.waitFor(() => !app.text().includes('not a number'));
  });

  it('listens where the form says', async () => {
    const { app } = open();
    const other = await freePort();
    await app.waitFor(`Port [${port}`);
    app.key('p');
    await app.waitFor('Esc done');
    app.key('end', ...Array.from(String(port), () => 'backspace'));
    app.type(String(other));
    app.key('enter');
    await app.waitFor(`Port [${other}`);
    app.key('s');
    await app.waitFor(`http://127.0.0.1:${other}`);
    await app.waitFor(/● api +running +healthy/);
  });

  it('keeps a port that is none in sight until it is corrected', async () => {
    const { app } = open();
    await app.waitFor(`Port [${port}`);
    app.key('p');
    await app.waitFor('Esc done');
    app.key('end');
    app.type('99');
    await app.waitFor('! 1 to 65535');
    app.key('enter');
    app.key('backspace', 'backspace');
    await app.waitFor(() => !app.text().includes('1 to 65535'));
    app.key('enter');
    await app.waitFor(`Port [${port}_`);
  });

  it('offers what can be chosen for a server, and no port that another one has', async () => {
    const tables = [
      ['[tool.devmgr.servers.api]', 'app = "main:app"', `port = ${port}`],
      ['[tool.devmgr.servers.db]', 'command = "sleep 60"', `port = ${port + 1}`],
      ['[tool.devmgr.servers.job]', 'command = "sleep 60"'],
    ];
    writeFileSync(join(root, 'pyproject.toml'), tables.map((lines) => lines.join('\n')).join('\n\n'));
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    try {
      const { app } = open();
      await app.waitFor('○ job');
      await app.waitFor(`Port [${port}`);
      app.key('s');
      await app.waitFor('Use port');
      expect(app.text()).not.toContain(`Use port ${port + 1} `);
      app.key('escape');
      await app.waitFor('choose it with p');
      await app.waitFor(() => !app.text().includes('Use port'));
      app.key('down', 'down');
      await app.waitFor(() => !app.text().includes('Host ['));
      await app.waitFor('Reload [off]');
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
  });

  it('has the details on a page of their own when it is narrow', async () => {
    const { app } = open({ cols: 80, rows: 24 });
    await app.waitFor('○ api');
    expect(app.text()).not.toContain('Overview');
    app.key('enter');
    await app.waitFor('Nothing was written yet');
    expect(app.text()).not.toContain('[Start s]');
    app.key('escape');
    await app.waitFor('[Start s]');
  });

  it('says what to do where there is no application', async () => {
    rmSync(join(root, 'main.py'));
    const { app } = open();
    await app.waitFor('No FastAPI application was found');
    await app.waitFor('entrypoint = "module:attribute"');
  });
});
