import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../../../support/open-devmgr.js';

let folder: string;
let project: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-tab-spec-'));
  project = join(folder, 'shop');
  await mkdir(join(project, 'tests/unit'), { recursive: true });
  await writeFile(join(project, 'pyproject.toml'), '[project]\nname = "shop"\n');
  await writeFile(
    join(project, 'tests/unit/test_prices.py'),
    `import pytest
def test_sum(): assert 1 + 1 == 2
def test_tax():
    print('\\x1b[31mcounted {bold}')
    assert round(4.725, 2) == 4.8
def test_later(): pytest.skip('not yet')
`,
  );
  await writeFile(
    join(project, 'tests/test_api.py'),
    'import time\ndef test_api(): time.sleep(0.3)\ndef test_slow(): time.sleep(60)\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function onTests(size: { cols: number; rows: number }, steps: (devmgr: OpenDevmgr) => Promise<void>) {
  const devmgr = openDevmgr(project, size);
  try {
    await devmgr.app.waitFor('Tests F2');
    devmgr.app.key('F2');
    await devmgr.app.waitFor('Press r to run all');
    await steps(devmgr);
  } finally {
    await devmgr.close();
  }
}

it('runs, shows results and details, filters, runs one again, remembers; by keys on 120x40', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app }) => {
    app.key('u');
    await app.waitFor('Results 3');
    await app.waitFor('Some tests did not pass.');
    expect(app.text()).toMatch(/✗ unit\/.*test_tax +failed +0\.0\ds +✗/);
    expect(app.text()).toMatch(/✓ .*test_sum +passed/);
    expect(app.text()).toMatch(/↷ .*test_later +skipped/);
    expect(app.text()).toMatch(/Results 3 · ✗ 1 {2}✓ 1 {2}↷ 1/);
    app.key('Down');
    await app.waitFor('assert round(4.725, 2) == 4.8');
    expect(app.text()).toContain('tests/unit/test_prices.py:3  failed');
    expect(app.text()).toContain('counted {bold}');
    app.key('Enter');
    await app.waitFor('Results 1');
    await app.waitFor(/test_tax +failed +0\.0\ds +✗✗/);
    app.key('f');
    await app.waitFor(/test_tax +failed +0\.0\ds +✗✗✗/);
    app.key('u');
    await app.waitFor(/test_sum +passed +0\.0\ds +✓✓/);
    app.key('/');
    app.type('skipped');
    await app.waitFor('Results 1 of 3');
    expect(app.text()).not.toContain('::test_sum');
    app.key('Escape', 'Escape');
    await app.waitFor('::test_sum');
  });
});

it('stops a run; by mouse alone', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app, click }) => {
    click('[Run all');
    await app.waitFor(/◐ .*test_slow +running/);
    await app.waitFor(/1\/5/);
    click('[Stop');
    await app.waitFor('Stopped.');
    expect(app.text()).toMatch(/· .*test_slow +queued/);
    expect(app.text()).toMatch(/✓ .*test_api +passed/);
  });
});

it('80x24: details are a page behind d, the form is a line that p opens', async () => {
  await onTests({ cols: 80, rows: 24 }, async ({ app }) => {
    expect(app.text()).toContain('Run everything · p to change');
    app.key('p');
    await app.waitFor('Markers');
    app.type('tests/unit');
    app.key('Enter');
    await app.waitFor('Some tests did not pass.');
    app.key('Escape', 'Escape');
    await app.waitFor('Run Paths tests/unit · p to change');
    app.key('Down');
    app.key('d');
    await app.waitFor('assert round(4.725, 2) == 4.8');
    expect(app.text()).not.toContain('STATUS');
    app.key('Escape');
    await app.waitFor('STATUS');
  });
});
