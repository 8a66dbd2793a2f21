import { basename } from 'node:path/posix';
import type { Interpreter } from '../pytest/probe-interpreter.js';
import type { CollectedProject, CollectRules, FileVersion } from './collected-project.js';
import { hashFiles, hashOf } from './hash-files.js';
import { isNamedAsTest } from './plan-collection.js';

type Stamps = ReadonlyMap<string, string>;

const settingsFile = /^(conftest\.py|pytest\.ini|\.pytest\.ini|pyproject\.toml|setup\.cfg|tox\.ini)$/;

/** Of what decides which tests there are, apart from the files with tests. */
export function settingsVersion(
  stamps: Stamps,
  interpreter: Interpreter,
  args: readonly string[],
  { PYTEST_ADDOPTS: words = '', ...others }: Readonly<Record<string, string>>,
): string {
  const { python, version, pytest } = interpreter;
  const files = [...stamps].filter(([path]) => settingsFile.test(basename(path)));
  const variables = Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1));
  return hashOf(JSON.stringify([python, version, pytest, args, words, files, ...variables]));
}

/** Of the Python files that hold no tests, whose values tests may be made of. */
export function sourcesVersion(stamps: Stamps, rules: CollectRules | undefined): string {
  const isSource = (path: string) => !settingsFile.test(basename(path)) && !isNamedAsTest(path, rules);
  return hashOf(JSON.stringify([...stamps].filter(([path]) => path.endsWith('.py') && isSource(path))));
}

/**
 * The files with tests, problems or nothing that looked like tests, as they were when `stamps` were taken; one whose stamp was known keeps its hash.
 * Those that have changed since, of which `now` tells, are left out.
 */
export async function fileVersions(
  root: string,
  paths: Iterable<string>,
  { stamps, now, known }: { readonly stamps: Stamps; readonly now: Stamps; readonly known: CollectedProject['files'] },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FileVersion>> {
  const steady = [...new Set(paths)].filter((path) => stamps.has(path) && stamps.get(path) === now.get(path));
  const isKnown = (path: string) => known.get(path)?.stamp === stamps.get(path);
  const hashes = await hashFiles(
    root,
    steady.filter((path) => !isKnown(path)),
    signal,
  );
  const versions = new Map<string, FileVersion>();
  for (const path of steady) {
    const hash = isKnown(path) ? known.get(path)?.hash : hashes.get(path);
    if (hash !== undefined) versions.set(path, { stamp: stamps.get(path) ?? '', hash });
  }
  return versions;
}
