import { Emitter, Store, type Disposable, type Event } from 'devmgr/plugin-api';
import type { CatalogTest } from '../book/catalog-test.js';
import type { CatalogState } from '../book/test-book.js';
import { nothingCollected, type CollectedProject } from './collected-project.js';
import { addTests } from './merge-tests.js';

/** Before anybody has looked. */
const unknownCatalog: CatalogState = {
  status: 'unknown',
  found: 0,
  problems: [],
  failure: undefined,
  collectedAt: undefined,
};

/** The tests that are known to be in the project, in pytest's order, and how they are known. Effects are those of `ProjectCollector`. */
export class ProjectCatalog implements Disposable {
  readonly state: Store<CatalogState>;
  /** The list, the files that could not be collected, or what is new is another. */
  readonly onDidChange: Event<void>;
  readonly #changed: Emitter<void>;
  #project: CollectedProject = nothingCollected;
  #green: { readonly files: CollectedProject['files']; readonly ids: ReadonlySet<string> } | undefined;

  constructor(report?: (error: unknown) => void) {
    this.state = new Store(unknownCatalog, report);
    this.#changed = new Emitter<void>(report);
    this.onDidChange = this.#changed.event;
  }

  get project(): CollectedProject {
    return this.#project;
  }

  get tests(): readonly CatalogTest[] {
    return this.#project.tests;
  }

  /** Tests that somebody has seen and that are not in the list: a run, or a collection that goes on. */
  add(tests: readonly CatalogTest[]): void {
    if (tests.length === 0) return;
    this.#project = { ...this.#project, tests: addTests(this.#project.tests, tests) };
    this.#changed.fire();
  }

  /** What is known from now on. */
  show(project: CollectedProject, status: CatalogState['status'], failure?: CatalogState['failure']): void {
    const { tests, problems, files } = this.#project;
    this.#project = project;
    this.state.set({
      status,
      found: project.tests.length,
      problems: project.problems,
      failure,
      collectedAt: project.collectedAt || undefined,
    });
    const isSame = tests === project.tests && problems === project.problems && files === project.files;
    if (!isSame) this.#changed.fire();
  }

  /** How it looked when all tests had passed. */
  showGreen({ files, tests }: Pick<CollectedProject, 'files' | 'tests'>): void {
    this.#green = { files, ids: new Set(tests.map(({ id }) => id)) };
    this.#changed.fire();
  }

  /** It was not there when all tests passed the last time, or its file was another. False while no such run is known. */
  isNew({ id, file }: CatalogTest): boolean {
    if (!this.#green) return false;
    const before = this.#green.files.get(file)?.hash;
    return before === undefined || before !== this.#project.files.get(file)?.hash || !this.#green.ids.has(id);
  }

  dispose(): void {
    this.#changed.dispose();
    this.state.dispose();
  }
}
