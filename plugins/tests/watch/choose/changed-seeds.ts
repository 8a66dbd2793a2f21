import { posix } from 'node:path';
import type { ImportGraph } from '../graph/import-graph.js';
import type { TestFiles } from './test-files.js';

export interface ChangedSeeds {
  /** What has changed, and code that stands for it. */
  readonly seeds: readonly string[];
  /** Sources that no test is known to run. */
  readonly unknown: readonly string[];
  /** What is no code and nobody reads at run time: texts, settings of other tools. */
  readonly idle: readonly string[];
}

/** Scripts in the root that no test imports. */
const TOOLS = /^(?:setup|noxfile|tasks|fabfile|dodo|conftest)\.py$/;
/** Texts for people, and what other programs read. */
const IDLE =
  /\.(?:md|rst)$|^(?:(?!\.env)\.|docs?\/)|^(?:[\w-]*requirements[\w-]*\.txt|(?:mkdocs|docker-compose[\w.-]*|compose[\w.-]*|codecov)\.ya?ml|(?:package|package-lock|tsconfig)\.json|(?:LICENSE|AUTHORS|CHANGES|CHANGELOG)[\w.-]*)$/;

/** Where looking for the tests of a change begins. Pure. */
export function seedsOf(files: readonly string[], graph: ImportGraph, tests: TestFiles): ChangedSeeds {
  const dead = new Set<string>();
  const isRun = (file: string) => graph.reaches(file, (each) => tests.isTestFile(each), dead);
  const byFolder = new Map<string, readonly string[]>();
  const seeds = new Set(files);
  const unknown: string[] = [];
  const idle: string[] = [];
  for (const file of files) {
    const naming = isPython(file) ? [] : graph.naming(file);
    const isIdle = TOOLS.test(file) || IDLE.test(file);
    const beside = isPython(file) || isIdle ? [] : codeBeside(posix.dirname(file), { graph, isRun, byFolder });
    const own = [file, ...naming, ...beside];
    for (const each of own) seeds.add(each);
    // What is gone and was imported by nobody is missed by nobody.
    if (own.some(isRun) || (isPython(file) && !graph.has(file))) continue;
    (isIdle ? idle : unknown).push(file);
  }
  return { seeds: [...seeds], unknown, idle };
}

interface Beside {
  readonly graph: ImportGraph;
  readonly isRun: (file: string) => boolean;
  readonly byFolder: Map<string, readonly string[]>;
}

/** Of what is no Python: the code in its folder that tests run, else below it, else in the nearest folder around it. */
function codeBeside(folder: string, parts: Beside): readonly string[] {
  const { graph, isRun, byFolder } = parts;
  const known = byFolder.get(folder);
  if (known) return known;
  const direct = graph.inFolder(folder).filter((each) => !TOOLS.test(each));
  const code = direct.some(isRun) || folder === '.' ? direct : graph.below(folder);
  const found = folder === '.' || code.some(isRun) ? code : codeBeside(posix.dirname(folder), parts);
  byFolder.set(folder, found);
  return found;
}

function isPython(file: string): boolean {
  return /\.pyi?$/.test(file);
}
