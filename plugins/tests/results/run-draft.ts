import { isAbsolute, join, relative, sep } from 'node:path';
import type { TestCase, TestCounts, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { CaseMap } from './case-map.js';
import type { RunModel } from './run-model.js';

/** A model that is being changed: one copy for all events of a frame. */
export class RunDraft {
  readonly active: Set<string>;
  readonly seenPassed: Set<string>;
  readonly counts: { -readonly [Key in keyof TestCounts]: number };
  readonly #root: string;
  readonly #before: CaseMap;
  readonly #changed = new Map<string, TestCase>();
  #model: RunModel;
  /** Many tests stand in one file. */
  readonly #paths = new Map<string, string>();
  #size: number;

  /** `root`: the project's; files inside it are told relative to it. */
  constructor(model: RunModel, root: string) {
    this.#model = model;
    this.#root = root;
    this.#before = CaseMap.from(model.state.cases);
    this.#size = this.#before.size;
    this.active = new Set(model.active);
    this.seenPassed = new Set(model.seenPassed);
    this.counts = { ...model.state.counts };
  }

  get model(): RunModel {
    return this.#model;
  }

  get state(): TestRunState {
    return this.#model.state;
  }

  /** How many tests are known. */
  get size(): number {
    return this.#size;
  }

  finish(): RunModel {
    const { active, seenPassed, counts } = this;
    const cases = this.#before.with(this.#changed);
    return { ...this.#model, active, seenPassed, state: { ...this.#model.state, cases, counts } };
  }

  get(id: string): TestCase | undefined {
    return this.#changed.get(id) ?? this.#before.get(id);
  }

  set(test: TestCase): void {
    if (!this.get(test.id)) this.#size += 1;
    this.#changed.set(test.id, test);
  }

  changeModel(change: Partial<Omit<RunModel, 'state' | 'active' | 'seenPassed'>>): void {
    this.#model = { ...this.#model, ...change };
    this.#paths.clear();
  }

  changeState(change: Partial<Omit<TestRunState, 'cases' | 'counts'>>): void {
    this.#model = { ...this.#model, state: { ...this.#model.state, ...change } };
  }

  /** Of a path that pytest gave, relative to its root directory. */
  filePath(path: string): string {
    let known = this.#paths.get(path);
    if (known === undefined) {
      known = this.#inProject(isAbsolute(path) ? path : join(this.#model.rootdir ?? this.#root, path));
      this.#paths.set(path, known);
    }
    return known;
  }

  /** Of a path of a code object: pytest was started in the project's root, so that is what a relative one means. */
  codePath(path: string): string {
    return this.#inProject(isAbsolute(path) ? path : join(this.#root, path));
  }

  #inProject(path: string): string {
    const inside = relative(this.#root, path);
    return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? path : inside;
  }
}
