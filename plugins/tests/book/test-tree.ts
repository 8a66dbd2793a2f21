import { isCollectionError } from './collection-error.js';
import { inSlices } from './in-slices.js';
import type { KnownTest } from './known-test.js';
import { functionName } from './split-node-id.js';
import { TestNode, type TestNodeKind } from './test-node.js';

type Counts = Record<string, number>;

/**
 * Tests by folder, file, class and, where one function has several, by their function. Made once for a list of tests; changes of single tests are
 * brought in with `update`.
 */
export class TestTree {
  readonly root = new TestNode('root', '', '', undefined);
  readonly #nodes = new Map<string, TestNode>();
  /** Keys of the test functions that have more than one test. */
  readonly #groups: ReadonlySet<string>;

  private constructor(groups: ReadonlySet<string>) {
    this.#groups = groups;
  }

  /** At once: for some thousand tests. */
  static of(tests: readonly KnownTest[]): TestTree {
    const tree = new TestTree(groupsOf(tests));
    for (const test of tests) tree.#add(test);
    return tree;
  }

  /** In slices of some milliseconds, for any number. Rejects when `signal` is aborted. */
  static async build(tests: readonly KnownTest[], signal?: AbortSignal): Promise<TestTree> {
    const seen = new Set<string>();
    const groups = new Set<string>();
    await inSlices(tests, (test) => noteFunction(test, seen, groups), signal);
    const tree = new TestTree(groups);
    await inSlices(tests, (test) => tree.#add(test), signal);
    return tree;
  }

  /** Folders and files end where their path does, see `TestNode.id`. */
  get(id: string): TestNode | undefined {
    return this.#nodes.get(id);
  }

  /** Tests that are another object now. What is not in the tree is left out. Gives the nodes that say something else now. */
  update(tests: Iterable<KnownTest>): ReadonlySet<TestNode> {
    const changed = new Set<TestNode>();
    for (const test of tests) {
      const leaf = this.#nodes.get(leafId(test));
      if (!leaf?.test || leaf.test === test) continue;
      for (let node: TestNode | undefined = leaf; node; node = node.parent) {
        count(node, leaf.test, -1);
        count(node, test, 1);
        changed.add(node);
      }
      leaf.test = test;
    }
    return changed;
  }

  /** The rows of a list in which these nodes are open. The work is in proportion to the rows. */
  rows(isOpen: (node: TestNode) => boolean): readonly TestNode[] {
    const rows: TestNode[] = [];
    const waiting = [...this.root.children].reverse();
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      rows.push(node);
      if (node.children.length === 0 || !isOpen(node)) continue;
      for (let at = node.children.length - 1; at >= 0; at--) waiting.push(node.children[at] as TestNode);
    }
    return rows;
  }

  #add(test: KnownTest): void {
    const parent = this.#parentOf(test);
    const label = parent.kind === 'group' ? test.name.slice(parent.label.length) || test.name : test.name;
    const leaf = this.#node('test', leafId(test), label, parent);
    if (leaf.test) return;
    leaf.test = test;
    for (let node: TestNode | undefined = leaf; node; node = node.parent) count(node, test, 1);
  }

  #parentOf(test: KnownTest): TestNode {
    let parent = this.#file(test.file);
    for (const name of test.classes) parent = this.#node('class', `${parent.id}::${name}`, name, parent);
    const name = functionName(test.name);
    const id = `${parent.id}::${name}`;
    if (!this.#groups.has(id)) return parent;
    // A test without parameters may have the id of its group: `test_x` beside `test_x[1]`.
    return this.#node('group', `${id}[]`, name, parent);
  }

  #file(path: string): TestNode {
    return this.#nodes.get(path) ?? this.#node('file', path, path.slice(path.lastIndexOf('/') + 1), this.#folder(path));
  }

  #folder(path: string): TestNode {
    const end = path.lastIndexOf('/', path.length - 2);
    if (end <= 0) return this.root;
    const id = path.slice(0, end + 1);
    return this.#nodes.get(id) ?? this.#newFolder(id);
  }

  #newFolder(id: string): TestNode {
    const parent = this.#folder(id);
    return this.#node('folder', id, id.slice(parent.id.length), parent);
  }

  #node(kind: TestNodeKind, id: string, label: string, parent: TestNode): TestNode {
    const known = this.#nodes.get(id);
    if (known) return known;
    const node = new TestNode(kind, id, label, parent);
    parent.children.push(node);
    this.#nodes.set(id, node);
    return node;
  }
}

/** A file that could not be collected has the id of its file. */
function leafId(test: KnownTest): string {
  return isCollectionError(test) ? `${test.id}::` : test.id;
}

function groupsOf(tests: readonly KnownTest[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const groups = new Set<string>();
  for (const test of tests) noteFunction(test, seen, groups);
  return groups;
}

/** A function that is seen with parameters twice is a group. */
function noteFunction({ file, classes, name }: KnownTest, seen: Set<string>, groups: Set<string>): void {
  const bare = functionName(name);
  if (bare === name) return;
  const key = [file, ...classes, bare].join('::');
  if (seen.has(key)) groups.add(key);
  else seen.add(key);
}

function count(node: TestNode, { outcome, durationMs }: KnownTest, by: 1 | -1): void {
  const counts = node.counts as Counts;
  const key = outcome ?? 'never';
  counts[key] = (counts[key] ?? 0) + by;
  node.durationMs += by * (durationMs ?? 0);
  node.total += by;
}
