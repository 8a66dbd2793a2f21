import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyStage } from './support/verify-stage.js';

const options = { where: 'copy', signal: new AbortController().signal } as const;

it('tells a wrong change from a right one, in a copy, and leaves the working tree as it is', async () => {
  await using stage = await verifyStage();
  const before = await readFile(join(stage.root, 'app/pricing.py'), 'utf8');
  const wrong = stage.changed('app/pricing.py', 'return 0 if net >= FREE', 'return 0 if net > FREE');
  const states: string[] = [];
  const failed = await stage.verify([wrong], { ...options, onState: (state) => states.push(state.status) });
  expect(failed).toMatchObject({ verdict: 'failed', where: 'copy' });
  expect(failed.failures.map((failure) => failure.id)).toEqual(['tests/unit/test_pricing.py::test_shipping[5000-0]']);
  expect(failed.failures[0]?.frames[0]).toMatchObject({ path: 'tests/unit/test_pricing.py' });
  expect(failed.choice.paths).toContain('tests/unit/test_pricing.py');
  expect(states.at(-1)).toBe('finished');
  expect(await stage.copies()).toHaveLength(1);

  const right = stage.changed('app/pricing.py', 'Nothing from 50 euros on.', 'Free from 50 euros on.');
  expect(await stage.verify([right], options)).toMatchObject({ verdict: 'passed', failures: [] });
  expect(await readFile(join(stage.root, 'app/pricing.py'), 'utf8')).toBe(before);
  expect(stage.plugin.runs.current.get().status).toBe('idle');

  await stage.verify.dispose();
  expect(await stage.copies()).toEqual([]);
});

it('does not count what fails without the change too, but for what was asked for', async () => {
  await using stage = await verifyStage();
  const receipts = stage.changed('app/receipts.py', '"""', '"""\n');
  const known = 'tests/unit/test_receipts.py::test_receipt_of_two_lines';
  const told: string[] = [];
  const note = (word: string) => told.at(-1) !== word && told.push(word);
  const copies: string[] = [];
  const excused = await stage.verify([receipts], {
    ...options,
    onCopy: ({ done, total }) => (note('copy'), copies.push(`${Math.floor((100 * done) / total)}%`)),
    onState: () => note('tests'),
    onBefore: (state) => note(state ? 'tests before' : 'before'),
  });
  expect(told).toEqual(['copy', 'tests', 'before', 'tests before']);
  expect(copies.at(-1)).toBe('100%');
  expect(new Set(copies).size).toBe(copies.length);
  expect(excused).toMatchObject({ verdict: 'passed', failures: [], failedBefore: [known] });
  expect(excused.detail).toBeUndefined();
  const asked = await stage.verify([receipts], { ...options, prompt: 'make test_receipt_of_two_lines pass' });
  expect(asked).toMatchObject({ verdict: 'failed' });
  expect(asked.failures.map((failure) => failure.id)).toEqual([known]);
  // Mended on the disk: what was known of before holds no longer.
  const mended = stage.changed(
    'app/pricing.py',
    'int(amount * TAX_PERCENT / 100)',
    '(amount * TAX_PERCENT + 50) // 100',
  );
  await writeFile(join(stage.root, mended.path), mended.text);
  expect((await stage.verify([receipts], options)).failedBefore).toBeUndefined();
});

it('runs new tests with the answer, and says what hinders them', async () => {
  await using stage = await verifyStage({
    'app/__init__.py': '',
    'app/shop.py': 'PRICE = 1\n',
    'conftest.py': 'from app.shop import PRICE\n',
    'tests/test_old.py': 'def test_old(): pass\n',
  });
  const test = {
    path: 'tests/test_shop.py',
    text: 'from app.shop import PRICE\ndef test_price(): assert PRICE == 2\n',
  };
  expect(await stage.verify([test], options)).toMatchObject({ verdict: 'failed', choice: { paths: [test.path] } });
  const shop = { path: 'app/shop.py', text: 'PRICE = 2\n' };
  expect(await stage.verify([shop, test], options)).toMatchObject({ verdict: 'passed' });
  const broken = await stage.verify([{ path: 'app/shop.py', text: 'PRICE = = 2\n' }], options);
  expect(broken).toMatchObject({ verdict: 'failed', detail: 'conftest.py could not be loaded.' });
  expect(broken.failures[0]).toMatchObject({ id: 'conftest.py', message: 'SyntaxError: invalid syntax' });
  expect(broken.failures[0]?.traceback).toContain('app/shop.py');
  expect(broken.failures[0]?.traceback).not.toContain(stage.storageDir);
});

it('stops', async () => {
  await using stage = await verifyStage({ 'test_it.py': 'import time\ndef test_it(): time.sleep(60)\n' });
  const stop = new AbortController();
  const verification = await stage.verify([{ path: 'app.py', text: '' }], {
    where: 'copy',
    signal: stop.signal,
    onState: (state) => state.status === 'running' && stop.abort(),
  });
  expect(verification.verdict).toBe('stopped');
});
