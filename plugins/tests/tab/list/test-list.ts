import { Emitter, type Disposable, type Event, type PluginContext, type RowSource } from 'devmgr/plugin-api';
import type { KnownTest } from '../../book/known-test.js';
import type { TestBook } from '../../book/test-book.js';
import { parseTestFilter, type TestFilter } from '../../book/test-filter.js';
import type { TestNode } from '../../book/test-node.js';
import { greatestFirst, testOrders } from '../../book/test-order.js';
import { TestTree } from '../../book/test-tree.js';
import { compareRows, type CompareRows } from './compare-rows.js';
import { doInSlices } from './do-in-slices.js';
import type { ListLook, ListRow } from './list-row.js';
import { OpenNodes } from './open-nodes.js';
import { orderInSteps } from './order-in-steps.js';
import { reorderChanged } from './reorder-changed.js';
import { noRows, treeRows, type TreeRows } from './tree-rows.js';

/** How far what is shown has to be made again: its rows, their choice and order too, or all from the tests on. */
type Stale = 'rows' | 'order' | 'tests';

export interface Sorting {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** More changes at once than these are brought in in slices. */
const fewChanges = 2_000;
const updatesPerTurn = 256;
/** How often the rows of a filtered or sorted tree follow the results. */
const followTreeMs = 250;

/**
 * The rows of the list, as a tree or as a table, filtered and sorted. Work on many tests is done in slices; until it is done what was there
 * stays. A frame of results costs the same in a list of any length.
 */
export class TestList implements Disposable {
  readonly source: RowSource<ListRow>;
  readonly onDidChange: Event<void>;
  readonly #open = new OpenNodes();
  readonly #changed: Emitter<void>;
  readonly #book: Pick<TestBook, 'tests' | 'get'>;
  readonly #host: Pick<PluginContext, 'clock' | 'log'>;
  readonly #disposed = new AbortController();
  readonly #missed = new Set<string>();
  #look: ListLook = 'tree';
  #filter: TestFilter = parseTestFilter('');
  #compare: CompareRows | undefined;
  #tests: readonly KnownTest[] = [];
  #places: ReadonlyMap<string, number> = new Map();
  /** Places of the tests that are shown; `undefined`: all, in their own order. */
  #order: Uint32Array | undefined;
  #tree: TestTree | undefined;
  #treeRows: TreeRows = noRows;
  #shownLook: ListLook = 'table';
  #stale: Stale | undefined;
  #isWorking = false;
  #following: Disposable | undefined;

  constructor(book: Pick<TestBook, 'tests' | 'get'>, host: Pick<PluginContext, 'clock' | 'log'>) {
    this.#book = book;
    this.#host = host;
    this.#changed = new Emitter((error) => host.log.error('A listener of the list of tests failed', error));
    this.onDidChange = this.#changed.event;
    this.source = {
      count: () => (this.#shownLook === 'tree' ? this.#treeRows.nodes.length : this.shownTests),
      rows: (first, count) => this.#rows(first, count),
      find: (id) => this.#find(id),
    };
  }

  get look(): ListLook {
    return this.#look;
  }

  /** What is wrong with the filter line. */
  get problem(): string | undefined {
    return this.#filter.problem;
  }

  get isFiltered(): boolean {
    return !this.#filter.isEmpty;
  }

  /** How many tests the filter lets through. */
  get shownTests(): number {
    return this.#order?.length ?? this.#tests.length;
  }

  /** Of all tests. */
  get total(): number {
    return this.#tests.length;
  }

  setLook(look: ListLook): void {
    this.#look = look;
    this.#refresh('order');
  }

  setFilter(line: string): void {
    this.#filter = parseTestFilter(line);
    this.#open.setFiltered(this.isFiltered);
    this.#refresh('order');
  }

  setSorting(sorting: Sorting | undefined): void {
    const order = testOrders.find((one) => one === sorting?.columnId);
    const compare = order === undefined || order === 'collected' ? undefined : compareRows(order);
    const isUsual = (sorting?.direction === 'descending') === (order !== undefined && greatestFirst.has(order));
    this.#compare = compare && !isUsual ? (a, b) => compare(b, a) : compare;
    this.#refresh('order');
  }

  /** Whether what lies in a node is among the rows. */
  isOpen(node: TestNode): boolean {
    return this.#treeRows.open.has(node);
  }

  /** Opens a node of the tree, or closes it. */
  toggle(node: TestNode): void {
    this.#open.toggle(node);
    this.#refresh('rows');
  }

  /** Opens what a test lies in. */
  reveal(id: string): void {
    for (let node = this.#tree?.get(id)?.parent; node; node = node.parent) this.#open.set(node, true);
    this.#refresh('rows');
  }

  /** The node of a test or of a group, when the tree is there. */
  node(id: string): TestNode | undefined {
    return this.#tree?.get(id);
  }

  /** The tests below a node that the filter lets through. */
  testsOf(node: TestNode): readonly KnownTest[] {
    const tests = node.tests();
    return this.isFiltered ? tests.filter((test) => this.#filter.matches(test)) : tests;
  }

  /** Tests have changed: those with these ids, or the list is another. */
  follow(ids: ReadonlySet<string> | undefined): void {
    if (!ids) return this.#refresh('tests');
    if (this.#isWorking || ids.size > fewChanges) {
      for (const id of ids) this.#missed.add(id);
      return this.#isWorking ? undefined : this.#refresh('order');
    }
    this.#bringIn(ids);
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposed.abort();
    void this.#following?.dispose();
    this.#changed.dispose();
  }

  #rows(first: number, count: number): readonly ListRow[] {
    if (this.#shownLook === 'tree') return this.#treeRows.nodes.slice(first, first + count);
    if (!this.#order) return this.#tests.slice(first, first + count);
    return Array.from(this.#order.subarray(first, first + count), (place) => this.#tests[place] as KnownTest);
  }

  #find(id: string): number {
    if (this.#shownLook === 'tree') return this.#treeRows.nodes.findIndex((node) => node.id === id);
    const place = this.#places.get(id);
    if (place === undefined) return -1;
    return this.#order ? this.#order.indexOf(place) : place;
  }

  #bringIn(ids: Iterable<string>): void {
    const places = [...ids].flatMap((id) => this.#places.get(id) ?? []);
    this.#tree?.update(places.map((place) => this.#tests[place] as KnownTest));
    if (!this.#order || places.length === 0) return;
    const before = this.#order;
    this.#order = reorderChanged(this.#tests, before, places, this.#wanted());
    // The nodes of a tree are sorted by what they say of their tests, which may be another now in any case.
    if (this.#look === 'tree' && (this.#compare || this.#order !== before)) this.#followTree();
  }

  #followTree(): void {
    this.#following ??= this.#host.clock.setTimeout(() => {
      this.#following = undefined;
      this.#refresh('rows');
    }, followTreeMs);
  }

  /** What comes while there is work at hand waits for its end, so that steady changes cannot starve it. */
  #refresh(stale: Stale): void {
    const rank: readonly (Stale | undefined)[] = [undefined, 'rows', 'order', 'tests'];
    if (rank.indexOf(stale) > rank.indexOf(this.#stale)) this.#stale = stale;
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#work().catch((error: unknown) => {
      if (!this.#disposed.signal.aborted) this.#host.log.error('The list of tests could not be made', error);
    });
  }

  async #work(): Promise<void> {
    try {
      while (this.#stale) {
        const stale = this.#stale;
        this.#stale = undefined;
        await this.#make(stale);
      }
    } finally {
      this.#isWorking = false;
    }
  }

  async #make(stale: Stale): Promise<void> {
    const { signal } = this.#disposed;
    const look = this.#look;
    const tests = stale === 'tests' ? this.#book.tests() : this.#tests;
    // Rows are replaced in their places; where these are others, it is another list.
    const places = tests === this.#tests ? this.#places : await doInSlices(placesOf(tests), signal);
    let tree = stale === 'tests' ? undefined : this.#tree;
    if (look === 'tree') tree ??= await TestTree.build(tests, signal);
    const missed = [...this.#missed];
    this.#missed.clear();
    if (tree) await doInSlices(updateTree(tree, this.#book, missed), signal);
    const order = await this.#makeOrder(tests, missed.length > 0 || stale !== 'rows');
    this.#open.setTotal(tests.length);
    const rows =
      tree && look === 'tree' ? await doInSlices(treeRows(tree, this.#treeView(tests, order)), signal) : noRows;
    this.#tests = tests;
    this.#places = places;
    this.#tree = tree;
    this.#order = order;
    this.#treeRows = rows;
    this.#shownLook = look;
    this.#bringInMissed();
    this.#changed.fire();
  }

  async #makeOrder(tests: readonly KnownTest[], isStale: boolean): Promise<Uint32Array | undefined> {
    const wanted = this.#wanted();
    if (!wanted.keep && !wanted.compare) return undefined;
    return isStale || !this.#order ? doInSlices(orderInSteps(tests, wanted), this.#disposed.signal) : this.#order;
  }

  #bringInMissed(): void {
    if (this.#missed.size > fewChanges) return this.#refresh('order');
    this.#bringIn(this.#missed);
    this.#missed.clear();
  }

  #wanted() {
    const filter = this.#filter;
    // In the tree tests are only chosen: what lies in one node is sorted there.
    const compare = this.#look === 'table' ? this.#compare : undefined;
    return { keep: filter.isEmpty ? undefined : (test: KnownTest) => filter.matches(test), compare };
  }

  #treeView(tests: readonly KnownTest[], order: Uint32Array | undefined) {
    return {
      isOpen: (node: TestNode) => this.#open.has(node),
      shown: order && testsAt(tests, order),
      compare: this.#compare,
    };
  }
}

function* testsAt(tests: readonly KnownTest[], order: Uint32Array): Generator<KnownTest> {
  for (const place of order) yield tests[place] as KnownTest;
}

function* placesOf(tests: readonly KnownTest[]): Generator<void, ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (let place = 0; place < tests.length; place++) {
    places.set((tests[place] as KnownTest).id, place);
    if (place % updatesPerTurn === updatesPerTurn - 1) yield;
  }
  return places;
}

function* updateTree(tree: TestTree, book: Pick<TestBook, 'get'>, ids: readonly string[]): Generator<void, undefined> {
  for (let at = 0; at < ids.length; at += updatesPerTurn) {
    tree.update(ids.slice(at, at + updatesPerTurn).flatMap((id) => book.get(id) ?? []));
    yield;
  }
  return undefined;
}
