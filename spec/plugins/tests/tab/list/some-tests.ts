import type { KnownTest } from '../../../../../plugins/tests/book/known-test.js';

export function knownTest(id: string, more: Partial<KnownTest> = {}): KnownTest {
  const [file = id, ...names] = id.split('::');
  return {
    id,
    file,
    line: 1,
    classes: names.slice(0, -1),
    name: names.at(-1) ?? '',
    markers: [],
    outcome: undefined,
    isEarlier: false,
    startedAt: undefined,
    durationMs: undefined,
    message: undefined,
    worker: undefined,
    outcomes: [],
    isFlaky: false,
    usualMs: undefined,
    isNew: false,
    isPinned: false,
    ...more,
  };
}

/** A book whose rows a spec changes. */
export class SomeTests {
  #tests: KnownTest[];

  constructor(tests: readonly KnownTest[]) {
    this.#tests = [...tests];
  }

  tests(): readonly KnownTest[] {
    return this.#tests;
  }

  get(id: string): KnownTest | undefined {
    return this.#tests.find((test) => test.id === id);
  }

  /** Gives what has changed. */
  change(changes: Readonly<Record<string, Partial<KnownTest>>>): ReadonlySet<string> {
    for (const [at, test] of this.#tests.entries()) {
      const change = changes[test.id];
      if (change) this.#tests[at] = { ...test, ...change };
    }
    return new Set(Object.keys(changes));
  }

  replace(tests: readonly KnownTest[]): void {
    this.#tests = [...tests];
  }
}
