import type { ServerBook } from '../server-book.js';
import { dependencyOrder, dependentsOf, type NeedsOf } from './dependency-order.js';

/** Who needs whom among the servers of the book. */
export class ServerNeeds {
  readonly #book: Pick<ServerBook, 'names' | 'definition' | 'has' | 'record'>;
  readonly #of: NeedsOf = (name) => this.#book.definition(name)?.dependsOn.map((each) => each.name) ?? [];

  constructor(book: Pick<ServerBook, 'names' | 'definition' | 'has' | 'record'>) {
    this.#book = book;
  }

  isUp(name: string): boolean {
    if (!this.#book.has(name)) return false;
    const { status } = this.#book.record(name).state;
    return status === 'starting' || status === 'running';
  }

  /** The named ones, each after what it needs of them. Throws a `DevmgrError` for servers that wait for each other. */
  ordered(names: readonly string[]): string[] {
    return dependencyOrder(names, this.#of);
  }

  /** What the named ones need and is neither one of them nor runs. */
  neededBy(names: readonly string[]): string[] {
    const all = this.#book.names();
    return all.filter(
      (name) =>
        !names.includes(name) &&
        !this.isUp(name) &&
        dependentsOf(name, all, this.#of).some((each) => names.includes(each)),
    );
  }

  /** Those of `names` that need it. */
  usersAmong(names: readonly string[], name: string): string[] {
    return dependentsOf(name, names, this.#of);
  }

  /** Those that need it and run. */
  runningUsers(name: string): string[] {
    return this.usersAmong(this.#book.names(), name).filter((each) => this.isUp(each));
  }

  /** Calls `end` for each of the named ones, for those that need it before it. */
  async endInOrder(names: readonly string[], end: (name: string) => Promise<void>): Promise<void> {
    const ends = new Map<string, Promise<void>>();
    const endAfterUsers = (name: string): Promise<void> => {
      const known = ends.get(name);
      if (known) return known;
      const ending = Promise.all(this.usersAmong(names, name).map(endAfterUsers)).then(() => end(name));
      ends.set(name, ending);
      return ending;
    };
    await Promise.all(names.map(endAfterUsers));
  }
}
