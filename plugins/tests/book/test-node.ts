import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from './known-test.js';
import { worstOutcome } from './test-order.js';

export type TestNodeKind = 'root' | 'folder' | 'file' | 'class' | 'group' | 'test';

/** How many tests of a node have which outcome; `never`: not run yet. */
export type NodeCounts = Readonly<Partial<Record<TestOutcome | 'never', number>>>;

/**
 * A place in the tree of tests. The object stays the same while the list of tests does; what it says of its tests changes (see `TestTree.update`).
 */
export class TestNode {
  readonly kind: TestNodeKind;
  /** Unique in the tree. Of a folder with a `/` at the end, of a file its path, of a class or group its node id, of a test the test's. */
  readonly id: string;
  /** What is shown: the last part of the id. */
  readonly label: string;
  readonly parent: TestNode | undefined;
  /** In pytest's order. */
  readonly children: TestNode[] = [];
  /** Of a test only. */
  test: KnownTest | undefined;
  /** Tests below it, itself included. */
  total = 0;
  /** Of these tests. */
  readonly counts: NodeCounts = {};
  /** Milliseconds of all that have been measured. */
  durationMs = 0;

  constructor(kind: TestNodeKind, id: string, label: string, parent: TestNode | undefined) {
    this.kind = kind;
    this.id = id;
    this.label = label;
    this.parent = parent;
  }

  /** How many nodes it lies in, the root not counted. */
  get depth(): number {
    return this.parent === undefined || this.parent.kind === 'root' ? 0 : this.parent.depth + 1;
  }

  /** The outcome that matters most; `undefined`: no test of it was ever run. */
  get worst(): TestOutcome | undefined {
    let worst: TestOutcome | undefined;
    for (const outcome of Object.keys(this.counts) as (TestOutcome | 'never')[]) {
      if (outcome !== 'never' && (this.counts[outcome] ?? 0) > 0) worst = worstOutcome(outcome, worst);
    }
    return worst;
  }

  countOf(outcome: TestOutcome | 'never'): number {
    return this.counts[outcome] ?? 0;
  }

  /** Its tests, in pytest's order. */
  tests(): readonly KnownTest[] {
    const tests: KnownTest[] = [];
    const waiting: TestNode[] = [this];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (node.test) tests.push(node.test);
      for (let at = node.children.length - 1; at >= 0; at--) waiting.push(node.children[at] as TestNode);
    }
    return tests;
  }
}
