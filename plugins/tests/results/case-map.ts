import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

/**
 * The tests of a run by node id, in the order in which they were first heard of. Immutable: a change makes another map, which costs a copy of
 * one array (30,000 entries: some ten microseconds) because all maps of a run share what says where an id stands.
 */
export class CaseMap implements ReadonlyMap<string, TestCase> {
  /** Where an id stands; of ids that were added later the place is beyond `#cases`. Only ever added to. */
  readonly #places: Map<string, number>;
  readonly #cases: readonly TestCase[];

  private constructor(places: Map<string, number>, cases: readonly TestCase[]) {
    this.#places = places;
    this.#cases = cases;
  }

  static empty(): CaseMap {
    return new CaseMap(new Map(), []);
  }

  static from(cases: ReadonlyMap<string, TestCase>): CaseMap {
    if (cases instanceof CaseMap) return cases;
    return new CaseMap(new Map([...cases.keys()].map((id, place) => [id, place])), [...cases.values()]);
  }

  get size(): number {
    return this.#cases.length;
  }

  get(id: string): TestCase | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#cases[place];
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** A map with these in place of those of the same id, new ones behind. This one stays as it is. */
  with(changed: ReadonlyMap<string, TestCase>): CaseMap {
    if (changed.size === 0) return this;
    const cases = this.#cases.slice();
    // Somebody else has gone on from this map before: what he has added is none of ours.
    let places = this.#places.size === cases.length ? this.#places : undefined;
    for (const [id, test] of changed) {
      const place = this.has(id) ? this.#places.get(id) : undefined;
      if (place !== undefined) cases[place] = test;
      else {
        places ??= new Map(this.#cases.map((known, at) => [known.id, at]));
        places.set(id, cases.length);
        cases.push(test);
      }
    }
    return new CaseMap(places ?? this.#places, cases);
  }

  /** Those that `before` has not, or has otherwise. Quick when both are maps of one run. */
  *changedSince(before: ReadonlyMap<string, TestCase>): Generator<TestCase> {
    const earlier = before instanceof CaseMap ? before.#cases : [];
    // Without looking into them: tens of thousands of objects are not in the processor's caches.
    for (let place = 0; place < this.#cases.length; place++) {
      const test = this.#cases[place] as TestCase;
      if (test !== earlier[place] && test !== before.get(test.id)) yield test;
    }
  }

  forEach(callback: (test: TestCase, id: string, map: ReadonlyMap<string, TestCase>) => void): void {
    for (const test of this.#cases) callback(test, test.id, this);
  }

  *entries(): MapIterator<[string, TestCase]> {
    for (const test of this.#cases) yield [test.id, test];
  }

  *keys(): MapIterator<string> {
    for (const test of this.#cases) yield test.id;
  }

  values(): MapIterator<TestCase> {
    return this.#cases.values();
  }

  [Symbol.iterator](): MapIterator<[string, TestCase]> {
    return this.entries();
  }
}
