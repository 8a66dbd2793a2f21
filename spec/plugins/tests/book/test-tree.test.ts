import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestTree } from '../../../../plugins/tests/book/test-tree.js';
import type { TestNode } from '../../../../plugins/tests/book/test-node.js';
import type { KnownTest } from '../../../../plugins/tests/book/known-test.js';
import { collectionErrorSources } from '../../../../plugins/tests/book/collection-error.js';
import { joinTest } from '../../../../plugins/tests/book/join-test.js';
import { knownTest } from '../support/known-test.js';

const tests = [
  knownTest('tests/api/test_a.py::TestA::TestInner::test_deep', { outcome: 'passed', durationMs: 5 }),
  knownTest('tests/api/test_a.py::test_x', { outcome: 'skipped' }),
  knownTest('tests/api/test_a.py::test_x[1]', { outcome: 'passed', durationMs: 10 }),
  knownTest('tests/api/test_a.py::test_x[a::b]', { outcome: 'failed', durationMs: 20 }),
  knownTest('tests/api/test_a.py::test_single[1]'),
  knownTest('test_root.py::test_r'),
  knownTest('/elsewhere/test_o.py::test_o'),
];

const lines = (tree: TestTree) => tree.rows(() => true).map((node) => `${'  '.repeat(node.depth)}${node.label}`);

describe('the tree of tests', () => {
  it('has folders, files, classes, and one node for a function with several tests', () => {
    expect(lines(TestTree.of(tests))).toEqual([
      'tests/',
      '  api/',
      '    test_a.py',
      '      TestA',
      '        TestInner',
      '          test_deep',
      '      test_x',
      '        test_x',
      '        [1]',
      '        [a::b]',
      '      test_single[1]',
      'test_root.py',
      '  test_r',
      '/elsewhere/',
      '  test_o.py',
      '    test_o',
    ]);
  });

  it('counts, and follows single tests', () => {
    const tree = TestTree.of(tests);
    const file = tree.get('tests/api/test_a.py') as TestNode;
    expect([file.total, file.worst, file.durationMs]).toEqual([5, 'failed', 35]);
    const changed = { ...(tests[3] as KnownTest), outcome: 'passed' as const, durationMs: 1 };
    const nodes = [...tree.update([changed])].map(({ id }) => id);
    expect(nodes).toEqual([changed.id, 'tests/api/test_a.py::test_x[]', file.id, 'tests/api/', 'tests/', '']);
    expect([file.countOf('failed'), file.countOf('passed'), file.worst, file.durationMs]).toEqual([0, 3, 'passed', 16]);
    expect(tree.get(changed.id)?.test).toBe(changed);
    expect([...file.tests()].map(({ id }) => id)).toContain(changed.id);
  });

  it('shows a file that could not be collected with what is wrong', () => {
    const error = joinTest(
      collectionErrorSources({ path: 'tests/bad.py', traceback: 'x\nE   ImportError: no' }),
      undefined,
    );
    const tree = TestTree.of([error]);
    expect(lines(tree)).toEqual(['tests/', '  bad.py', '    collection error']);
    expect(tree.get('tests/bad.py')).toMatchObject({ kind: 'file', worst: 'error', total: 1 });
  });

  it('counts the same whatever has changed before, in one piece or in slices', async () => {
    const outcome = fc.constantFrom(undefined, 'passed', 'failed', 'running', 'error', 'skipped');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(tests.length - 1), outcome, fc.nat(50))), async (changes) => {
        const now = [...tests];
        const tree = TestTree.of(now);
        for (const [at, to, durationMs] of changes) {
          const next = { ...(now[at] as KnownTest), outcome: to as KnownTest['outcome'], durationMs };
          now[at] = next;
          tree.update([next]);
        }
        const anew = await TestTree.build(now);
        for (const node of anew.rows(() => true)) {
          const same = tree.get(node.id);
          expect([same?.total, same?.durationMs, same?.worst]).toEqual([node.total, node.durationMs, node.worst]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
