import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { ImportGraph } from '../graph/import-graph.js';
import type { Choice } from '../watch-model.js';
import { seedsOf, type ChangedSeeds } from './changed-seeds.js';
import type { TestFiles } from './test-files.js';

export interface ChoiceQuestion {
  /** That changed, from the project's root; also those that are gone. */
  readonly files: readonly string[];
  readonly graph: ImportGraph;
  readonly tests: TestFiles;
  /** Contexts in which code of the changed files ran when coverage was measured: see `TestFiles.filesOfContext`. */
  readonly measured: readonly string[];
  /** Node ids of tests that failed when they were last run. */
  readonly failed: readonly string[];
  readonly pinned: ReadonlySet<string>;
  /** Only tests below these paths, and these node ids; empty: all. */
  readonly scope: readonly string[];
  /** What runs for a source of which no test is known to run it. */
  readonly unknown: 'all' | 'nothing';
}

/** What settles what is collected, and how. */
const SETTINGS = /^(?:pyproject\.toml|\.?pytest\.(?:ini|toml)|tox\.ini|setup\.cfg)$/;
/** More are no order that anybody sees, and a long command line. */
const MOST_FILES = 1_000;

/**
 * The tests that a change concerns, in the order in which they are run: those that ran its code, those that import it (the nearest first), those that
 * failed, those that are pinned. Pure.
 */
export function chooseTests(question: ChoiceQuestion): Choice {
  const { files, tests, scope } = question;
  const pinned = [...question.pinned];
  const gone = pinned.filter((id) => !tests.mayExist(id));
  if (files.some((file) => SETTINGS.test(file))) return everything(question, gone);
  const found = seedsOf(files, question.graph, tests);
  const affected = affectedFiles(found, question);
  const isUnknown = question.unknown === 'all' && isRunUnknown(found, question);
  const problem = affected.length > 0 || isUnknown ? brokenSyntax(question) : undefined;
  if (problem !== undefined) return { reason: 'affected', files, options: undefined, count: undefined, problem, gone };
  if (isUnknown) return everything(question, gone);
  // What nobody runs is no reason to run again what failed.
  if (found.idle.length === files.length && affected.length === 0)
    return { reason: 'pinned', files, options: undefined, count: 0, gone };
  const left = [...question.failed, ...pinned].filter((id) => tests.mayExist(id) && tests.isInScope(id, scope));
  const others = [...new Set(left)].filter((id) => !affected.includes(tests.fileOf(id)));
  const reason = affected.length > 0 ? 'affected' : others.some((id) => !question.pinned.has(id)) ? 'failed' : 'pinned';
  const ids = [...affected.map((file) => tests.idOf(file)), ...others];
  const count = tests.count(affected, scope) + others.length;
  return { reason, files, options: optionsFor(ids, affected, question), count, gone };
}

function everything({ files, tests, scope }: ChoiceQuestion, gone: readonly string[]): Choice {
  return { reason: 'all', files, options: wholeScope(scope), count: tests.count(undefined, scope), gone };
}

/** The files of all tests that have to do with the change, the nearest first. */
function affectedFiles({ seeds }: ChangedSeeds, { graph, tests, measured, scope }: ChoiceQuestion): readonly string[] {
  const far = new Map(measured.flatMap((context) => tests.filesOfContext(context)).map((file) => [file, 0]));
  for (const [file, steps] of graph.dependents(seeds)) far.set(file, far.get(file) ?? steps);
  const found = [...far.keys()].filter((file) => tests.isTestFile(file) && tests.isInScope(file, scope));
  return found.sort((one, other) => (far.get(one) ?? 0) - (far.get(other) ?? 0));
}

/** Whether something has changed of which nobody knows what runs it, though there are tests. */
function isRunUnknown({ unknown }: ChangedSeeds, { files, graph, tests, measured }: ChoiceQuestion): boolean {
  if (unknown.length === 0 || (files.length === 1 && measured.length > 0)) return false;
  return tests.hasSome || graph.below('.').some((file) => tests.isTestFile(file));
}

function brokenSyntax({ files, graph }: ChoiceQuestion): string | undefined {
  for (const file of files) {
    const error = graph.errorOf(file);
    if (error) return `${file}:${error.line}: ${error.message}`;
  }
  return undefined;
}

function optionsFor(
  ids: readonly string[],
  affected: readonly string[],
  { tests, scope }: ChoiceQuestion,
): TestRunOptions | undefined {
  if (ids.length === 0) return undefined;
  const isByTest = scope.some((path) => path.includes('::'));
  if (isByTest || (affected.length > MOST_FILES && tests.areAll(affected, scope))) return wholeScope(scope);
  return { ids };
}

function wholeScope(scope: readonly string[]): TestRunOptions {
  return scope.length > 0 ? { paths: scope } : {};
}
