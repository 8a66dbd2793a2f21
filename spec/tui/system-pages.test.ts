import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';

const APP = `
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI(title="Orders", version="1.2")

class OrderIn(BaseModel):
    sku: str

@app.get("/health")
def health(): return {"ok": True}

@app.get("/orders/{order_id}", summary="One order")
def order(order_id: int):
    if order_id > 5: raise HTTPException(404)
    return {"id": order_id}

@app.post("/orders", summary="Create an order", status_code=201)
def create(order: OrderIn): return {"made": order.sku}
`;

let root: string;
let port: number;
let opened: OpenDevmgr | undefined;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-pages-'));
  port = await freePort();
  mkdirSync(join(root, 'shop'));
  writeFileSync(join(root, 'shop', '__init__.py'), '');
  writeFileSync(join(root, 'shop', 'main.py'), APP);
  const env = 'env = { STAGE = "dev", SHOP_TOKEN = "shown-only-when-asked" }';
  const table = ['[tool.devmgr.servers.api]', 'app = "shop.main:app"', `port = ${port}`, 'reload = true', env];
  writeFileSync(join(root, 'pyproject.toml'), table.join('\n'));
});

afterEach(async () => {
  await opened?.close();
  rmSync(root, { recursive: true, force: true });
});

function open(cols: number, rows: number): OpenDevmgr {
  opened = openDevmgr(root, { cols, rows });
  return opened;
}

async function started({ app }: OpenDevmgr): Promise<void> {
  await app.waitFor('○ api');
  app.key('s');
  await app.waitFor(/● api +running +healthy/);
}

const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

describe.each([
  [120, 40],
  [80, 24],
])('the pages of a server on %i x %i', (cols, rows) => {
  it('shows requests, filters them, and sends one again', async () => {
    const screen = open(cols, rows);
    const { app } = screen;
    await started(screen);
    await ask('/orders/1');
    await ask('/orders/9');
    app.key('2');
    await app.waitFor(/GET +\/orders\/9 +404/);
    await app.waitFor(/GET +\/orders\/1 +200/);
    app.key('enter');
    await app.waitFor('/orders/{order_id}');
    app.key('/');
    app.type('404');
    await app.waitFor(() => !/GET +\/orders\/1 +200/.test(app.text()));
    app.key('escape');
    await app.waitFor(/GET +\/orders\/1 +200/);
    app.key('u');
    await app.waitFor('Path [/orders/9');
    app.key('C-g');
    await app.waitFor(/404 Not Found · /);
  });

  it('opens a route in the client, and sends what was made for it', async () => {
    const screen = open(cols, rows);
    const { app } = screen;
    await started(screen);
    app.key('3');
    await app.waitFor('Routes 3  Orders 1.2');
    await app.waitFor(/POST +\/orders/);
    app.key('end', 'enter');
    await app.waitFor('Path [/orders');
    await app.waitFor('"sku": "string"');
    app.key('C-g');
    await app.waitFor(/201 Created · /);
    await app.waitFor('"made": "string"');
    app.key('C-s');
    await app.waitFor('Save the request as');
    app.key('enter');
    await app.waitFor('Saved as POST /orders');
    app.key('C-o');
    await app.waitFor('saved · api · POST /orders');
    app.key('escape');
  });

  it('begins a route where a value is missing, without the answer of the one before', async () => {
    const screen = open(cols, rows);
    const { app } = screen;
    await started(screen);
    app.key('3');
    await app.waitFor('Routes 3');
    app.key('home', 'enter');
    await app.waitFor('Path [/health');
    app.key('C-g');
    await app.waitFor('"ok": true');
    app.key('3');
    await app.waitFor('Routes 3');
    app.key('down', 'enter');
    await app.waitFor('order_id=');
    await app.waitFor(() => !app.text().includes('"ok": true'));
    // Nothing is sent in a body of GET: there is none to write.
    expect(app.text()).not.toContain('Body application/json');
    app.key('C-g');
    await app.waitFor('Write order_id=... under Parameters');
    app.type('3');
    await app.waitFor('order_id=3');
    app.key('C-g');
    await app.waitFor('"id": 3');
  });

  it('turns on to the next page from the client, which takes keys as text only when asked', async () => {
    const screen = open(cols, rows);
    const { app } = screen;
    await started(screen);
    app.key('4');
    await app.waitFor('Path [/');
    app.key('5');
    await app.waitFor('How it is run');
    app.key('4');
    await app.waitFor('Enter edit');
    app.key('enter');
    await app.waitFor('Path [/ ');
    app.type('health');
    await app.waitFor('Path [/health');
  });

  it('masks what looks secret in the environment until it is asked for', async () => {
    const screen = open(cols, rows);
    const { app } = screen;
    await started(screen);
    app.key('5');
    await app.waitFor(/SHOP_TOKEN +\*\*\*/);
    expect(app.text()).not.toContain('shown-only');
    await app.waitFor(/STAGE +dev/);
    app.key('home', 'V');
    await app.waitFor(/SHOP_TOKEN +shown-only-when-/);
    app.key('down');
    await app.waitFor(/SHOP_TOKEN +\*\*\*/);
  });

  it('names the line of a broken reload while the last good code answers', async () => {
    const screen = open(cols, rows);
    const { app } = screen;
    await started(screen);
    writeFileSync(join(root, 'shop', 'main.py'), `${APP}\nbroken = (\n`);
    await app.waitFor(/! api +broken/);
    expect((await ask('/health')).status).toBe(200);
    app.key('1');
    await app.waitFor('the last good code still answers');
    await app.waitFor(/shop\/main\.py:\d+/);
    app.key('e');
    await app.waitFor(/shop\/main\.py:\d+ was sent to/);
    writeFileSync(join(root, 'shop', 'main.py'), APP);
    await app.waitFor(() => !app.text().includes('still answers'));
  });
});

it('gives a page the whole width and the lists their place back', async () => {
  const { app } = open(120, 40);
  await app.waitFor('○ api');
  app.key('z');
  await app.waitFor(' 1 Overview   2 Requests ');
  await app.waitFor(() => !app.text().includes('[Start s]'));
  app.key('z');
  await app.waitFor('[Start s]');
  app.key('z');
  await app.waitFor(() => !app.text().includes('[Start s]'));
  app.key('escape');
  await app.waitFor('[Start s]');
  await app.waitFor('1 Info 2 Reqs');
});

it('turns the pages by arrows and by the mouse', async () => {
  const screen = open(120, 40);
  const { app } = screen;
  await app.waitFor('○ api');
  app.key('right');
  await app.waitFor('No request yet');
  app.key('left', 'left');
  await app.waitFor(() => !app.text().includes('Latency'));
  screen.click('Env');
  await app.waitFor('How it is run');
  screen.click('Info');
  await app.waitFor('Latency');
});
