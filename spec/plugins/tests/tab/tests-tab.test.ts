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
    expect(app.text()).toMatch(/· .*test_slow +not run/);
    expect(app.text()).toMatch(/✓ .*test_api +passed/);
  });
});

it('80x24: details are a page behind d, the form is a line that p opens', async () => {
  await onTests({ cols: 80, rows: 24 }, async ({ app }) => {
    expect(app.text()).toContain('Run everything · p to change');
    app.key('p');
    await app.waitFor('Markers');
    app.type('tests/unit');
    app.key('Escape');
    await app.waitFor('Run Paths tests/unit · p to change');
    app.key('p', 'Enter');
    await app.waitFor('Some tests did not pass.');
    await app.waitFor('Run Paths tests/unit · p to change');
    expect(app.text()).toMatch(/d details .*\/ filter .*p options/);
    app.key('Down');
    app.key('d');
    await app.waitFor('assert round(4.725, 2) == 4.8');
    expect(app.text()).not.toContain('STATUS');
    app.key('Escape');
    await app.waitFor('STATUS');
  });
});

it('refuses a number of workers that is none, and the field stays', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app }) => {
    app.key('p', 'Tab', 'Tab', 'Tab', 'Tab');
    app.type('abc');
    await app.waitFor(/! a numb.*\[abc/);
    app.key('Enter');
    await app.waitFor('Workers "abc": must be a number or auto.');
    expect(app.text()).toContain('Press r to run all');
    app.key('Escape');
    await app.waitFor('/ filter');
    app.key('r');
    await app.waitFor(/Workers "abc".*/);
    expect(app.text()).toMatch(/! a numb.*\[abc/);
    expect(app.text()).toContain('Press r to run all');
  });
});

it('80x24: a run without tests says why behind d; one that cannot be collected leaves nothing queued', async () => {
  const broken = join(folder, 'broken');
  await mkdir(broken);
  await writeFile(join(broken, 'pyproject.toml'), '[project]\nname = "broken"\n');
  await writeFile(join(broken, 'test_one.py'), 'def test_one(): pass\n');
  const devmgr = openDevmgr(broken, { cols: 80, rows: 24 });
  const { app } = devmgr;
  try {
    await app.waitFor('Tests F2');
    app.key('F2');
    await app.waitFor('Press r to run all');
    await writeFile(join(broken, 'conftest.py'), 'import no_such_thing\n');
    app.key('r');
    await app.waitFor('No test was run: d shows why, p changes what is run.');
    app.key('d');
    await app.waitFor('pytest said last');
    app.key('Left');
    await app.waitFor('STATUS');
    await writeFile(join(broken, 'conftest.py'), '');
    await writeFile(join(broken, 'test_two.py'), 'import no_such_thing\n');
    app.key('r');
    await app.waitFor('1 file not collected');
    await app.waitFor(/· .*test_one +not run/);
  } finally {
    await devmgr.close();
  }
});
