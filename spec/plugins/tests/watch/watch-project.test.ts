import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestRunsService } from '../../../../plugins/tests/results/test-runs-service.js';
import { ProjectWatch } from '../../../../plugins/tests/watch/project-watch.js';
import type { WatchParts } from '../../../../plugins/tests/watch/watch-session.js';
import { until } from '../../../core/processes/until.js';
import { startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';
import { knownBook } from './support/known-book.js';

const files = {
  'app/__init__.py': '',
  'app/money.py': 'def cents(x): return x * 100\n',
  'app/orders.py': 'from .money import cents\ndef total(x): return cents(x)\n',
  'app/rates/__init__.py':
    'import json, os\nRATES = json.load(open(os.path.join(os.path.dirname(__file__), "rates.json")))\n',
  'app/rates/rates.json': '{"eur": 1}',
  'tests/test_money.py': 'from app.money import cents\ndef test_cents(): assert cents(1) == 100\n',
  'tests/test_orders.py': 'from app.orders import total\ndef test_total(): assert total(2) == 200\n',
  'tests/test_rates.py': 'from app.rates import RATES\ndef test_rates(): assert RATES["eur"] == 1\n',
  'conftest.py': 'import sys, os\nsys.path.insert(0, os.path.dirname(__file__))\n',
  'pytest.ini': '[pytest]\n',
};

let plugin: TestsPlugin;
let watch: ProjectWatch;
const ended: TestRunState[] = [];

beforeAll(async () => {
  plugin = await startTestsPlugin({ files });
  const runs = plugin.runs as unknown as WatchParts['runs'];
  runs.onDidEnd((state) => ended.push(state));
  const history = { ready: Promise.resolve(), failed: () => [], stopped: () => [] };
  watch = new ProjectWatch({
    context: plugin.testing.context,
    runs,
    book: knownBook(runs),
    history,
    options: () => ({}),
  });
  await watch.start();
});
afterAll(async () => {
  await watch.dispose();
  await plugin[Symbol.asyncDispose]();
});

/** Does something to the project, and waits for the run that follows. */
async function runAfter(change: () => Promise<unknown>): Promise<Record<string, string>> {
  const before = ended.length;
  await change();
  await until(() => ended.length > before && watch.state.get().phase === 'waiting', 'the run after the change');
  return Object.fromEntries([...(ended.at(-1)?.cases.values() ?? [])].map(({ id, outcome }) => [id, outcome]));
}

it('runs the tests that import what has changed, the nearest first', async () => {
  const ran = await runAfter(() => plugin.write({ 'app/money.py': 'def cents(x): return 100 * x\n' }));
  expect(Object.entries(ran)).toEqual([
    ['tests/test_money.py::test_cents', 'passed'],
    ['tests/test_orders.py::test_total', 'passed'],
  ]);
  expect(watch.state.get()).toMatchObject({ files: ['app/money.py'], reason: 'affected', problem: undefined });
});

it('keeps a failing test until it passes, whatever changes', async () => {
  const broken = 'from .money import cents\ndef total(x): return 0\n';
  expect(await runAfter(() => plugin.write({ 'app/orders.py': broken }))).toEqual({
    'tests/test_orders.py::test_total': 'failed',
  });
  expect([...watch.state.get().pinned]).toEqual(['tests/test_orders.py::test_total']);
  expect(await runAfter(() => plugin.write({ 'app/rates/rates.json': '{"eur": 1.0}' }))).toEqual({
    'tests/test_rates.py::test_rates': 'passed',
    'tests/test_orders.py::test_total': 'failed',
  });
  await runAfter(() => plugin.write({ 'app/orders.py': files['app/orders.py'] }));
  expect(watch.state.get().pinned.size).toBe(0);
});

it('leaves out a test that the person stopped, until its own file changes', async () => {
  const id = 'tests/test_hang.py::test_hang';
  const hang = {
    'tests/test_hang.py': 'import app.money, time\ndef test_hang(): time.sleep(60)\ndef test_b(): pass\n',
  };
  await runAfter(async () => {
    await plugin.write(hang);
    await until(() => plugin.runs.current.get().cases.get(id)?.outcome === 'running', 'the test that hangs');
    const runs = plugin.runs as unknown as TestRunsService;
    await runs.active?.stopTest(id);
  });
  expect(ended.at(-1)?.cases.get(id)?.message).toContain('stopped by the person');
  expect([...watch.state.get().pinned]).toEqual([]);
  const ran = await runAfter(() => plugin.write({ 'app/money.py': 'def cents(x): return x * 10 * 10\n' }));
  expect(Object.keys(ran).toSorted()).toEqual([
    'tests/test_hang.py::test_b',
    'tests/test_money.py::test_cents',
    'tests/test_orders.py::test_total',
  ]);
  expect(watch.state.get().leftOut).toBe(1);
  const quick = { 'tests/test_hang.py': 'def test_hang(): pass\n' };
  expect(await runAfter(() => plugin.write(quick))).toEqual({ [id]: 'passed' });
  await rm(join(plugin.root, 'tests/test_hang.py'));
});

it('says where the syntax is wrong, and runs when it is right again', async () => {
  const before = ended.length;
  await plugin.write({ 'app/money.py': 'def cents(x:\n' });
  await until(() => watch.state.get().problem !== undefined, 'the wrong syntax');
  expect(watch.state.get().problem).toMatch(/^app\/money\.py:1: /);
  expect(ended.length).toBe(before);
  const ran = await runAfter(() => plugin.write({ 'app/money.py': files['app/money.py'] }));
  expect(Object.keys(ran)).toEqual(['tests/test_money.py::test_cents', 'tests/test_orders.py::test_total']);
  expect(watch.state.get().problem).toBeUndefined();
});

it('runs a test file that is new, and what imported a file that is gone', async () => {
  const added = { 'tests/test_new.py': 'def test_new(): pass\n' };
  expect(await runAfter(() => plugin.write(added))).toEqual({ 'tests/test_new.py::test_new': 'passed' });
  await runAfter(() => rename(join(plugin.root, 'app/money.py'), join(plugin.root, 'app/cash.py')));
  expect(
    ended
      .at(-1)
      ?.collectionErrors.map(({ path }) => path)
      .sort(),
  ).toEqual(['tests/test_money.py', 'tests/test_orders.py']);
  await runAfter(() => rename(join(plugin.root, 'app/cash.py'), join(plugin.root, 'app/money.py')));
  expect(watch.state.get().pinned.size).toBe(0);
  await rm(join(plugin.root, 'tests/test_new.py'));
});

it('a file that is saved as it was starts nothing, as atomic saves with content do', async () => {
  await until(() => watch.state.get().phase === 'waiting', 'nothing to do');
  const before = ended.length;
  const path = join(plugin.root, 'app/orders.py');
  await writeFile(path, files['app/orders.py']);
  await utimes(path, new Date(), new Date());
  const text = 'from .money import cents\ndef total(x): return 1 * cents(x)\n';
  await writeFile(`${path}.tmp`, text);
  const ran = await runAfter(() => rename(`${path}.tmp`, path));
  expect(ended.length).toBe(before + 1);
  expect(ran).toEqual({ 'tests/test_orders.py::test_total': 'passed' });
});

it('stops asking for changes when it is switched off', async () => {
  await watch.stop();
  expect(watch.state.get()).toMatchObject({ isOn: false, phase: 'off' });
});
