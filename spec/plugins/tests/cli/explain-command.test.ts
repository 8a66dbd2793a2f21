import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPython } from '../../../support/python.js';
import { runDevmgr, temporaryHome } from '../../../support/run-devmgr.js';

const SECRET = 'sk-of-the-spec-0123456789';
const APP = (rate: string) => `def total(lines):
    price = sum(lines)
    return round(price * ${rate}, 2)
`;
const TESTS = `import os
from shop.prices import total

def test_total():
    token = os.environ["SHOP_TOKEN"]
    print("asking for the total")
    assert {"total": total([10, 20]), "lines": 2} == {"total": 36.0, "lines": 2}

def test_broken():
    total(None)

def test_fine():
    assert total([]) == 0
`;

let root: string;
let home: ReturnType<typeof temporaryHome>;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root, stdio: 'ignore' });
const run = (...args: string[]) =>
  runDevmgr(args, { cwd: root, home: home.path, env: { DEVMGR_PYTHON: testPython(), SHOP_TOKEN: SECRET } });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-explain-'));
  home = temporaryHome();
  mkdirSync(join(root, 'shop'));
  writeFileSync(join(root, 'shop/__init__.py'), '');
  writeFileSync(join(root, 'shop/prices.py'), APP('1.2'));
  writeFileSync(join(root, 'test_prices.py'), TESTS.replace('total(None)', 'total([])'));
  writeFileSync(join(root, '.gitignore'), '__pycache__\n.pytest_cache\n');
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'Prices');
  expect((await run('explain')).code).toBe(5);
  expect((await run('test')).code).toBe(0);
  writeFileSync(join(root, 'shop/prices.py'), APP('1.3'));
  writeFileSync(join(root, 'test_prices.py'), TESTS);
  expect((await run('test')).code).toBe(1);
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  home.remove();
});

describe('devmgr explain', () => {
  it('tells what failed, where, with what, and what was changed', async () => {
    const { code, stdout } = await run('explain', 'test_broken');
    expect(code).toBe(0);
    expect(stdout).toContain('# test_prices.py::test_broken\nfailed after ');
    expect(stdout).toMatch(/on main [0-9a-f]{9} with changes that are not committed/);
    expect(stdout).toContain("## What failed\n    TypeError: 'NoneType' object is not iterable");
    expect(stdout).toMatch(
      /the innermost first\n {4}shop\/prices.py:2 in total\n {6}1 \| def total\(lines\):\n {4}> 2 \| {5}price = sum\(lines\)\n/,
    );
    expect(stdout).toContain('last runs, newest last: passed failed');
    expect(stdout).toMatch(
      /## Changed since all tests passed(.*\n)* {4}- {4}return round\(price \* 1\.2, 2\)\n {4}\+ {4}return round\(price \* 1\.3, 2\)/,
    );
  });

  it('has both sides of a comparison and what was captured, without secrets, in one document with --json', async () => {
    const { stdout } = await run('explain', 'test_prices.py::test_total', '--json');
    expect(stdout).not.toContain(SECRET);
    const document = JSON.parse(stdout) as { tokens: number; parts: { kind: string; text: string }[] };
    expect(document).toMatchObject({
      id: 'test_prices.py::test_total',
      outcome: 'failed',
      path: 'test_prices.py',
      line: 4,
    });
    expect(document.tokens).toBeLessThanOrEqual(4_000);
    const parts = Object.fromEntries(document.parts.map(({ kind, text }) => [kind, text]));
    expect(parts['comparison']).toMatch(/- .*36\.0(.*\n)*\+ .*39\.0/);
    expect(parts['frames']).toContain('token = ');
    expect(parts['captured']).toBe('asking for the total');
    // The cause left no frame: what the statement calls is shown, and that it has changed.
    expect(parts['code']).toMatch(/^shop\/prices\.py:1\n(.*\n)* {2}3 \| {5}return round\(price \* 1\.3, 2\)/);
    expect(parts['changes']).toMatch(/-.*1\.2(.*\n)*\+.*1\.3/);
  });

  it('keeps to the room that it is given', async () => {
    const [short, long] = await Promise.all([
      run('explain', 'test_total', '--tokens', '400', '--json'),
      run('explain', 'test_total', '--json'),
    ]);
    const tokens = ({ stdout }: { stdout: string }) => (JSON.parse(stdout) as { tokens: number }).tokens;
    expect(tokens(short)).toBeLessThanOrEqual(400);
    expect(tokens(long)).toBeGreaterThan(tokens(short));
  });

  it.each<[string[], number, string]>([
    [['explain'], 2, '2 tests failed when they were last run: which of them?'],
    [['explain', 'test_prices.py::test_fine'], 5, 'did not fail when it was last run: passed'],
    [['explain', 'test_nowhere'], 5, 'No test called test_nowhere has been run'],
    [['explain', 'test_total', '--tokens', '12'], 2, '--tokens 12 is too few'],
    [['explain', '--run'], 2, '--run needs the test'],
  ])('refuses %j with %i', async (args, code, message) => {
    expect(await run(...args)).toMatchObject({ code, stderr: expect.stringContaining(message) as string });
  });

  it('has a model say why, where that is asked for', async () => {
    const { code, stdout } = await run('explain', 'test_broken', '--ask', '--provider', 'local', '--json');
    expect(code).toBe(0);
    const { answer } = JSON.parse(stdout) as { answer: { text: string; provider: string } };
    expect(answer.provider).toBe('local');
    expect(answer.text).toContain('prices.py');
  });
});
