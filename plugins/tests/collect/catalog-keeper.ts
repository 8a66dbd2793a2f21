import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { CatalogTest } from '../book/catalog-test.js';
import { inSlices } from '../book/in-slices.js';
import type { CatalogState } from '../book/test-book.js';
import { isGreen } from '../history/recorded-run-of.js';
import { readCatalog, writeCatalog } from './catalog-cache.js';
import type { CollectedProject } from './collected-project.js';
import { collectionFailure } from './collection-failure.js';
import type { CollectionResult } from './collection.js';
import { replaceAll, replaceFiles } from './merge-tests.js';
import type { CollectionPlan } from './plan-collection.js';
import type { ProjectCatalog } from './project-catalog.js';
import { lookAtProject, type LookHost, type ProjectLook } from './project-look.js';
import { fileVersions, sourcesVersion } from './project-versions.js';
import { tellsAllTests, toCatalogTest } from './run-tests.js';
import { changedAt, stampsOf } from './scan-files.js';

export interface CatalogKeeperParts extends LookHost {
  readonly context: LookHost['context'] & Pick<PluginContext, 'storage' | 'log' | 'clock'>;
  readonly catalog: ProjectCatalog;
}

/** Brings into the catalogue what collections and runs have found, and keeps it in files: `tests.jsonl`, and as it was when all passed `tests-green.jsonl`. */
export class CatalogKeeper {
  readonly #parts: CatalogKeeperParts;
  readonly #signal: AbortSignal;
  #loaded: Promise<void> | undefined;

  /** `signal`: nobody wants anything any more. */
  constructor(parts: CatalogKeeperParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /** Reads what was found earlier, once. Rejects only when it is no longer wanted. */
  load(): Promise<void> {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  /** `result` undefined: files are gone, and nothing had to be collected. */
  async replace(plan: CollectionPlan, look: ProjectLook, result: CollectionResult | undefined): Promise<void> {
    const before = this.#parts.catalog.project;
    const failure = result && collectionFailure(result, look.interpreter.python);
    // Without a list the old one is the best that there is; that there are no tests any more is a list too.
    if (failure && !result.complete) return this.#parts.catalog.show(before, 'failed', failure);
    const known = plan.kind === 'files' ? await this.#replaceSome(plan, result) : await this.#replaceAll(result);
    const rules = plan.kind === 'files' ? before.rules : result?.rules;
    // Sources that have changed since everything was collected are looked at when devmgr is started the next time.
    const sources = plan.kind === 'files' ? before.sources : sourcesVersion(look.stamps, rules);
    const files = await this.#versions(known.paths, look);
    const { tests, problems } = known;
    const collectedAt = this.#parts.context.clock.now();
    await this.#keep({ tests, problems, files, rules, settings: look.settings, sources, collectedAt }, failure);
  }

  /** A run of the whole project has collected it anew. */
  async takeRun(state: TestRunState): Promise<void> {
    if (!tellsAllTests(state)) return;
    await this.load();
    const { catalog, context } = this.#parts;
    const before = catalog.project;
    const found: CatalogTest[] = [];
    await inSlices([...state.cases.values()], (test) => found.push(toCatalogTest(test)), this.#signal);
    const tests = await replaceAll(before.tests, found, this.#signal);
    const problems = state.collectionErrors;
    const { stamps, settings } = await lookAtProject(this.#parts, { ...before, tests, problems }, this.#signal);
    const unchanged = new Map([...stamps].filter(([, stamp]) => changedAt(stamp) < (state.startedAt ?? 0)));
    const versions = { stamps: unchanged, now: stamps, known: before.files };
    const files = await fileVersions(context.workspace.root, pathsOf(tests, problems), versions, this.#signal);
    const rules = settings === before.settings ? before.rules : undefined;
    const sources = sourcesVersion(stamps, rules);
    const project = { tests, problems, files, rules, settings, sources, collectedAt: context.clock.now() };
    await this.#keep(project);
    if (!isGreen(state)) return;
    catalog.showGreen(project);
    await this.#write('tests-green', project);
  }

  async #load(): Promise<void> {
    const [project, green] = await Promise.all([
      readCatalog(this.#path('tests'), this.#signal),
      readCatalog(this.#path('tests-green'), this.#signal),
    ]);
    if (project) this.#parts.catalog.show(project, 'cached');
    if (green) this.#parts.catalog.showGreen(green);
  }

  async #replaceSome(plan: Extract<CollectionPlan, { kind: 'files' }>, result: CollectionResult | undefined) {
    const { tests, problems, files } = this.#parts.catalog.project;
    const touched = new Set([...plan.changed, ...plan.gone]);
    const found = result?.tests ?? [];
    const others = problems.filter(({ path }) => !touched.has(path));
    const paths = [...files.keys()].filter((path) => !touched.has(path));
    return {
      tests: replaceFiles(tests, touched, found),
      problems: [...others, ...(result?.problems ?? [])],
      paths: [...paths, ...plan.changed, ...found.map(({ file }) => file)],
    };
  }

  async #replaceAll(result: CollectionResult | undefined) {
    const problems = result?.problems ?? [];
    const tests = await replaceAll(this.#parts.catalog.tests, result?.tests ?? [], this.#signal);
    return { tests, problems, paths: pathsOf(tests, problems) };
  }

  /** A file that lies where nobody scans has no stamp of before: what it is now counts. */
  async #versions(paths: readonly string[], look: ProjectLook) {
    const { root } = this.#parts.context.workspace;
    const now = await stampsOf(root, [...new Set(paths)], this.#signal);
    const stamps = new Map([...now, ...look.stamps]);
    return fileVersions(root, paths, { stamps, now, known: this.#parts.catalog.project.files }, this.#signal);
  }

  async #keep(project: CollectedProject, failure?: CatalogState['failure']): Promise<void> {
    this.#parts.catalog.show(project, failure ? 'failed' : 'ready', failure);
    await this.#write('tests', project);
  }

  #path(name: string): string {
    return join(this.#parts.context.storage.workspaceDir, `${name}.jsonl`);
  }

  async #write(name: string, project: CollectedProject): Promise<void> {
    try {
      await writeCatalog(this.#path(name), project, this.#signal);
    } catch (error) {
      this.#signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      this.#parts.context.log.warn(`The list of tests could not be kept: ${reason}`);
    }
  }
}

function pathsOf(tests: CollectedProject['tests'], problems: CollectedProject['problems']): readonly string[] {
  return [...new Set([...tests.map(({ file }) => file), ...problems.map(({ path }) => path)])];
}
