import { inSlices } from './in-slices.js';
import { joinTest, sameSources, sameTest, type TestSources } from './join-test.js';
import type { KnownTest } from './known-test.js';

/** The rows of the book with what they were made of. All work is in slices; only what has another source is made again. */
export class BookRows {
  #rows: KnownTest[] = [];
  #sources: TestSources[] = [];
  #index = new Map<string, number>();

  get rows(): readonly KnownTest[] {
    return this.#rows;
  }

  get(id: string): KnownTest | undefined {
    const at = this.#index.get(id);
    return at === undefined ? undefined : this.#rows[at];
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  /** Makes the list anew, out of what `sourcesOf` says now of each item; rows of tests that were in it stay when their sources did. */
  async rebuild<T>(items: readonly T[], sourcesOf: (item: T) => TestSources, signal: AbortSignal): Promise<void> {
    const rows: KnownTest[] = [];
    const sources: TestSources[] = [];
    const index = new Map<string, number>();
    await inSlices(
      items,
      (item) => {
        const next = sourcesOf(item);
        const { id } = next.found;
        if (index.has(id)) return;
        index.set(id, rows.length);
        rows.push(this.#row(next, this.#index.get(id)));
        sources.push(next);
      },
      signal,
    );
    this.#rows = rows;
    this.#sources = sources;
    this.#index = index;
  }

  /** Looks at these tests again, or at all; gives the ids of those that are another row now. What is not in the list is left out. */
  async refresh(
    ids: readonly string[] | undefined,
    sourcesOf: (before: TestSources) => TestSources,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    const look = (at: number | undefined) => {
      const [row, before] = at === undefined ? [] : [this.#rows[at], this.#sources[at]];
      if (at === undefined || !row || !before) return;
      const next = sourcesOf(before);
      if (sameSources(before, next)) return;
      this.#sources[at] = next;
      const joined = joinTest(next, row);
      if (sameTest(joined, row)) return;
      this.#rows[at] = joined;
      changed.add(joined.id);
    };
    if (ids) await inSlices(ids, (id) => look(this.#index.get(id)), signal);
    else await inSlices(this.#rows, (_row, at) => look(at), signal);
    return changed;
  }

  #row(next: TestSources, at: number | undefined): KnownTest {
    const [row, before] = at === undefined ? [] : [this.#rows[at], this.#sources[at]];
    if (!row || !before) return joinTest(next, undefined);
    if (sameSources(before, next)) return row;
    const joined = joinTest(next, row);
    return sameTest(joined, row) ? row : joined;
  }
}
