import type { TestNode } from '../../book/test-node.js';
import { testOf, type ListRow } from './list-row.js';

/** How much of a row is marked. */
export type MarkState = 'none' | 'some' | 'all';

/** The tests that the person has marked, to run them together. */
export class MarkedTests {
  readonly #ids = new Set<string>();
  /** What was counted of the tests below a node, until the next change. */
  #counted = new WeakMap<TestNode, { readonly total: number; readonly marked: number }>();

  get size(): number {
    return this.#ids.size;
  }

  ids(): readonly string[] {
    return [...this.#ids];
  }

  /** Marks all of them, or none of them when all were. */
  toggle(ids: readonly string[]): void {
    const isAll = ids.every((id) => this.#ids.has(id));
    for (const id of ids) {
      if (isAll) this.#ids.delete(id);
      else this.#ids.add(id);
    }
    this.#counted = new WeakMap();
  }

  clear(): void {
    this.#ids.clear();
    this.#counted = new WeakMap();
  }

  /** Tests that are gone are not run. */
  keep(exists: (id: string) => boolean): void {
    for (const id of this.#ids) if (!exists(id)) this.#ids.delete(id);
    this.#counted = new WeakMap();
  }

  of(row: ListRow): MarkState {
    if (this.#ids.size === 0) return 'none';
    const test = testOf(row);
    if (test) return this.#ids.has(test.id) ? 'all' : 'none';
    const { total, marked } = this.#count(row as TestNode);
    return marked === 0 ? 'none' : marked === total ? 'all' : 'some';
  }

  #count(node: TestNode): { readonly total: number; readonly marked: number } {
    const known = this.#counted.get(node);
    if (known) return known;
    let [total, marked] = [0, 0];
    for (const child of node.children) {
      const part = child.test ? { total: 1, marked: this.#ids.has(child.id) ? 1 : 0 } : this.#count(child);
      total += part.total;
      marked += part.marked;
    }
    this.#counted.set(node, { total, marked });
    return { total, marked };
  }
}
