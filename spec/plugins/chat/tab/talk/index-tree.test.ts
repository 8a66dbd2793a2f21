import type { TreeNode } from 'devmgr/plugin-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { filePathOf, indexTree } from '../../../../../plugins/chat/tab/talk/index-tree.js';

const file = (path: string) => ({ path, language: 'python', chunks: 2 });
const signal = new AbortController().signal;

const lines = (nodes: readonly TreeNode[], indent = ''): string[] =>
  nodes.flatMap(({ label, detail, children }) => [
    `${indent}${plain(label)} ${plain(detail ?? '')}`,
    ...(children ? lines(children, `${indent}  `) : []),
  ]);
const plain = (text: NonNullable<TreeNode['detail']>) =>
  typeof text === 'string' ? text : text.map((span) => span.text).join('');

it('puts files into folders, folders first, and counts them', async () => {
  const files = ['README.md', 'app/main.py', 'app/routers/orders.py', 'app/routers/x.py', 'tests/test_a.py'].map(file);
  const nodes = await indexTree(files, new Set(['app/main.py']), signal);
  expect(lines(nodes ?? [])).toEqual([
    'app 3 files',
    '  routers 2 files',
    '    orders.py 2 pieces',
    '    x.py 2 pieces',
    '  main.py pinned',
    'tests 1 file',
    '  test_a.py 2 pieces',
    'README.md 2 pieces',
  ]);
});

it('has every file once, under ids that tell files from folders', async () => {
  const name = fc.constantFrom('a', 'b', 'c.py', '__init__', 'constructor');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}.txt`);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path), async (paths) => {
      const found: string[] = [];
      const walk = (nodes: readonly TreeNode[]) => {
        for (const node of nodes) {
          const known = filePathOf(node);
          if (known === undefined) walk(node.children ?? []);
          else found.push(known);
        }
      };
      walk((await indexTree([...paths].sort().map(file), new Set(), signal)) ?? []);
      expect(found.sort()).toEqual([...paths].sort());
    }),
  );
});

it('gives up when nobody wants it any more', async () => {
  expect(await indexTree([file('a.py')], new Set(), AbortSignal.abort())).toBeUndefined();
});
