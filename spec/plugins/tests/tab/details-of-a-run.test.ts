import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../core/processes/until.js';
import { openDevmgr } from '../../../support/open-devmgr.js';

let folder: string;
let project: string;

const orders = `import warnings

def order(prices):
    warnings.warn('order() is old', DeprecationWarning)
    return {'sum': sum(prices), 'count': len(prices), 'currency': 'eur'}

def never():
    return 'never run'
`;
const tests = `from orders import order

def test_order():
    prices = [1, 2]
    print('two prices')
    assert order(prices) == {'sum': 4, 'count': 2, 'currency': 'eur'}

def test_good():
    assert order([]) is not None
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-details-spec-'));
  project = join(folder, 'shop');
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'pyproject.toml'), '[project]\nname = "shop"\n');
  await writeFile(join(project, 'orders.py'), orders);
  await writeFile(join(project, 'test_orders.py'), tests);
  await writeFile(join(folder, 'vim'), '#!/bin/sh\necho "$*" > "$0.told"\n');
  chmodSync(join(folder, 'vim'), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('shows a failure of a real run with its pages, its coverage, and opens the line in the editor', async () => {
  const devmgr = openDevmgr(project, { cols: 140, rows: 40, env: { EDITOR: join(folder, 'vim'), VISUAL: '' } });
  const { app, click } = devmgr;
  try {
    await app.waitFor('Tests F2');
    app.key('F2');
    await app.waitFor('run all');
    app.key('c');
    await app.waitFor('Coverage is measured in the next runs');
    app.key('r');
    await app.waitFor(/✗ .*test_order/);
    await app.waitFor(/✓ .*test_good/);
    click('test_order');
    await app.waitFor(/\+ +'sum': 3,/);
    await app.waitFor(/- +'sum': 4,/);
    await app.waitFor(/6▌ +assert order/);
    app.key('d', 'PageDown');
    await app.waitFor(/│    prices = \[1, 2\]/);
    app.key('e');
    await until(() => existsSync(join(folder, 'vim.told')), 'the editor was started');
    expect(readFileSync(join(folder, 'vim.told'), 'utf8')).toBe(`+6 ${join(project, 'test_orders.py')}\n`);
    await app.waitFor('run all');
    app.key('2');
    await app.waitFor('two prices');
    app.key('5');
    await app.waitFor('History 1 · 1 bad');
    app.key('W');
    await app.waitFor('Warnings');
    await app.waitFor(/Deprecation.*orders.py:4/);
    app.key('7');
    await app.waitFor(/Coverage \d+\.\d%/);
    await app.waitFor(/8▌ +return 'never run'/);
  } finally {
    await devmgr.close();
  }
});
