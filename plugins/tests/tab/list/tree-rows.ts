import type { KnownTest } from '../../book/known-test.js';
import type { TestNode } from '../../book/test-node.js';
import type { TestTree } from '../../book/test-tree.js';
import type { CompareRows } from './compare-rows.js';
import { orderInSteps } from './order-in-steps.js';

const stepsPerTurn = 512;

/** What of a tree is seen. */
export interface TreeView {
  isOpen(node: TestNode): boolean;
  /** Only these tests and what they lie in; `undefined`: all. */
  readonly shown: Iterable<KnownTest> | undefined;
  /** Among the children of one node. */
  readonly compare: CompareRows | undefined;
}

/** The rows of the tree from the top, and which of them are open. */
export interface TreeRows {
  readonly nodes: readonly TestNode[];
  readonly open: ReadonlySet<TestNode>;
}

export const noRows: TreeRows = { nodes: [], open: new Set() };

/** Makes the rows of a tree. Yields so that it can be done in slices. */
export function* treeRows(tree: TestTree, view: TreeView): Generator<void, TreeRows> {
  const seen = view.shown && (yield* withAncestors(tree, view.shown));
  const rows: TestNode[] = [];
  const open = new Set<TestNode>();
  const waiting = [...(yield* childrenOf(tree.root, seen, view))].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    rows.push(node);
    if (rows.length % stepsPerTurn === 0) yield;
    if (node.children.length === 0 || !view.isOpen(node)) continue;
    open.add(node);
    const children = yield* childrenOf(node, seen, view);
    for (let at = children.length - 1; at >= 0; at--) waiting.push(children[at] as TestNode);
  }
  return { nodes: rows, open };
}

function* withAncestors(tree: TestTree, tests: Iterable<KnownTest>): Generator<void, ReadonlySet<TestNode>> {
  const seen = new Set<TestNode>();
  let count = 0;
  for (const test of tests) {
    for (let node = tree.get(test.id); node && !seen.has(node); node = node.parent) seen.add(node);
    if (++count % stepsPerTurn === 0) yield;
  }
  return seen;
}

function* childrenOf(
  { children }: TestNode,
  seen: ReadonlySet<TestNode> | undefined,
  { compare }: TreeView,
): Generator<void, readonly TestNode[]> {
  if (!seen && !compare) return children;
  const keep = seen && ((node: TestNode) => seen.has(node));
  const order = yield* orderInSteps(children, { keep, compare });
  return Array.from(order, (place) => children[place] as TestNode);
}
