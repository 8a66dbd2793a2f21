import type { TestNode } from '../../book/test-node.js';

/** In a project with more tests files are closed at first. */
const fewTests = 150;

/**
 * Which nodes of the tree are open. By themselves folders are, and files where there are few tests; while a filter chooses, everything is. What
 * somebody opens or closes stays so.
 */
export class OpenNodes {
  #opensFiles = true;
  readonly #chosen = new Map<string, boolean>();
  /** While a filter is on: what was chosen under it goes with it. */
  #chosenFiltered: Map<string, boolean> | undefined;

  has(node: TestNode): boolean {
    if (this.#chosenFiltered) return this.#chosenFiltered.get(node.id) ?? true;
    return this.#chosen.get(node.id) ?? (node.kind === 'folder' || (this.#opensFiles && node.kind !== 'group'));
  }

  setTotal(tests: number): void {
    this.#opensFiles = tests <= fewTests;
  }

  toggle(node: TestNode): void {
    this.set(node, !this.has(node));
  }

  set(node: TestNode, isOpen: boolean): void {
    (this.#chosenFiltered ?? this.#chosen).set(node.id, isOpen);
  }

  setFiltered(isFiltered: boolean): void {
    if (!isFiltered) this.#chosenFiltered = undefined;
    else this.#chosenFiltered ??= new Map();
  }
}
