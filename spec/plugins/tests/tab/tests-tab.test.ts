import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
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
    await devmgr.app.waitFor('Tests 5');
    await steps(devmgr);
  } finally {
    await devmgr.close();
  }
}

it('runs, shows results and details, filters, runs one again, remembers; by keys on 120x40', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app }) => {
    app.key('u');
    await app.waitFor('Some tests did not pass.');
    await app.waitFor(/✗ test_tax {2}unit\/test_prices\.py +[\d.]+s +✗/);
    await app.waitFor(/✓ test_sum .*↷ test_later /s);
    await app.waitFor(/✗ 1 failed {2}✓ 1 passed {2}↷ 1 skipped {2}· 2 not run/);
    // The cursor has gone to the first failure.
    await app.waitFor('where 4.72 = round(4.725, 2)');
    await app.waitFor('tests/unit/test_prices.py:5 test_tax');
    app.key('z');
    await app.waitFor(() => !app.text().includes('LAST'));
    app.key('z');
    await app.waitFor('LAST');
    app.key('Up', 'Up');
    await app.waitFor('test_slow ─');
    app.key('[');
    await app.waitFor('test_tax ─');
    app.key('2');
    await app.waitFor('counted {bold}');
    await app.waitFor(() => !app.text().includes('Space mark'));
    app.key('Escape');
    await app.waitFor('Space mark');
    app.key('Enter');
    await app.waitFor(/test_tax .*[\d.]+s +✗✗/);
    app.key('f');
    await app.waitFor(/test_tax .*[\d.]+s +✗✗✗/);
    app.key('u');
    await app.waitFor(/test_sum .*[\d.]+s +✓✓/);
    app.key('/');
    app.type('s:skipped');
    await app.waitFor('Tests 1 of 5');
    await app.waitFor(() => !app.text().includes('test_sum '));
    app.type(' statis:x');
    await app.waitFor('did you mean status');
    app.key('Escape', 'Escape');
    await app.waitFor('test_sum ');
  });
});

it('the same tests as a tree: opened, marked and run together, ordered; by keys and by mouse', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app, click }) => {
    app.key('t');
    await app.waitFor(/▾ unit\/ 3/);
    await app.waitFor(/· +▾ test_prices\.py 3 /);
    app.key('Home', 'Left');
    await app.waitFor('▸ tests/ 5');
    app.key('Right');
    await app.waitFor(/▾ unit\/ 3/);
    click('▾ unit/');
    app.key('Space');
    await app.waitFor('* 3 marked');
    app.key('Enter');
    await app.waitFor('Some tests did not pass.');
    await app.waitFor(/✗ +▾ test_prices\.py 3 ✗1 /);
    await app.waitFor(/· +test_slow /);
    app.key('Escape');
    await app.waitFor(/Tests 5 ─/);
    app.key('t', 'o', 'Down', 'Enter');
    await app.waitFor('STATUS▲');
    await app.waitFor('✗ 1 failed');
    click('✗ 1 failed');
    await app.waitFor('Tests 1 of 5');
  });
});

it('stops a run; by mouse alone; w watches', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app, click }) => {
    click('[Run all');
    await app.waitFor(/◐ .*test_slow /);
    await app.waitFor(/◐ +[\d.]+s .*call .*test_slow/);
    await app.waitFor(/1\/5/);
    click('[Stop');
    await app.waitFor('Stopped.');
    await app.waitFor(/· .*test_slow /);
    await app.waitFor(/✓ .*test_api /);
    app.key('w');
    await app.waitFor('watch: waiting for a change');
    await app.waitFor('watch: waits for a change');
    app.key('w');
    await app.waitFor(() => !app.text().includes('watch: wait'));
  });
});

it('80x24: details are a page behind d, the form is a line that p opens', async () => {
  await onTests({ cols: 80, rows: 24 }, async ({ app }) => {
    await app.waitFor('Run everything · p to change');
    app.key('p', 'Tab');
    await app.waitFor('Paths: ');
    app.type('tests/unit');
    app.key('Escape');
    await app.waitFor('Run Paths tests/unit · p to change');
    app.key('p', 'Tab', 'Enter');
    await app.waitFor('Some tests did not pass.');
    await app.waitFor('Run Paths tests/unit · p to change');
    await app.waitFor(/Space mark .*d details/);
    app.key('d');
    await app.waitFor('where 4.72 = round(4.725, 2)');
    await app.waitFor(() => !app.text().includes('LAST'));
    app.key('Escape');
    await app.waitFor('LAST');
  });
});

it('refuses a number of workers that is none, and the field stays', async () => {
  await onTests({ cols: 120, rows: 40 }, async ({ app }) => {
    app.key('p', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    app.type('abc');
    await app.waitFor(/! must be.*\[abc/);
    app.key('Enter');
    await app.waitFor('Workers "abc": must be a number or auto.');
    await app.waitFor('· 5 not run');
    app.key('Escape');
    await app.waitFor('/ filter');
    app.key('r');
    await app.waitFor(/Workers "abc".*/);
    await app.waitFor(/! must be.*\[abc/);
    await app.waitFor('· 5 not run');
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
    await app.waitFor('Tests 1');
    await writeFile(join(broken, 'conftest.py'), 'import no_such_thing\n');
    app.key('r');
    await app.waitFor('could not be loaded.');
    app.key('d', '6');
    await app.waitFor('pytest said last');
    app.key('Escape');
    await app.waitFor('LAST');
    await writeFile(join(broken, 'conftest.py'), '');
    await writeFile(join(broken, 'test_two.py'), 'import no_such_thing\n');
    app.key('r');
    await app.waitFor('1 file not collected');
    await app.waitFor(/· .*test_one /);
  } finally {
    await devmgr.close();
  }
});

it('120x40: what runs in workers, its stack, one stopped alone; a file, a profile, what is new; by keys', async () => {
  const busy = join(folder, 'busy');
  await mkdir(join(busy, 'quick'), { recursive: true });
  const wrong = '[tool.devmgr.tests.profiles.wrong]\nworkers = "many"\n';
  const fast = '[tool.devmgr.tests.profiles.fast]\npaths = ["quick"]\nworkers = 0\n';
  await writeFile(
    join(busy, 'pyproject.toml'),
    `[project]\nname = "busy"\n[tool.devmgr.tests]\nworkers = "2"\n${wrong}${fast}`,
  );
  await writeFile(
    join(busy, 'test_busy.py'),
    'import time\ndef wait(): time.sleep(60)\ndef test_a(): wait()\ndef test_b(): wait()\n',
  );
  await writeFile(join(busy, 'quick/test_quick.py'), 'def test_quick(): assert 1 == 2\n');
  const devmgr = openDevmgr(busy, { cols: 120, rows: 40 });
  const { app } = devmgr;
  try {
    await app.waitFor('Tests F2');
    app.key('F2');
    await app.waitFor('tests.profiles.wrong.workers');
    await app.waitFor('Tests 3');
    app.key('r');
    await app.waitFor(/◐ +[\d.]+s .*gw[01][^]*◐ +[\d.]+s .*gw[01]/);
    app.key('D');
    await app.waitFor('line 2 in wait');
    app.key('K');
    await app.waitFor(/Stopped test_busy\.py::test_[ab]; the others go on\./);
    app.key('1');
    await app.waitFor('stopped by the person after');
    // The first one is torn down: the key means the other.
    await app.waitFor('◐ 1 running');
    app.key('K');
    await app.waitFor('Some tests did not pass.');
    await app.waitFor(/✗ .*test_quick /);
    app.key('o', 'Down', 'Down', 'Down', 'Enter');
    await app.waitFor('TIME▼');
    app.key('d');
    await app.waitFor(/x explain .*e editor .*a ask/);
    app.key('P', 'Down', 'Down', 'Down', 'Enter');
    await app.waitFor(/test_quick .*s +✗✗/);
    app.key('F');
    await app.waitFor(/test_quick .*s +✗✗✗/);
    app.key('Escape');
    await app.waitFor('Enter run this');
    app.key('n');
    await app.waitFor('No test is new');
  } finally {
    await devmgr.close();
  }
});
