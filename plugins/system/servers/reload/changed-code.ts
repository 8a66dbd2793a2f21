import { join, relative, sep } from 'node:path';
import type { WatchSpec } from '../definition/server-definition.js';
import { ignorePattern } from './ignore-pattern.js';

const PYTHON = '*.py';

/** What is watched of an application: Python files, and what its settings add. */
export function codeWatch(watch: WatchSpec): WatchSpec {
  return { ...watch, include: [PYTHON, ...watch.include] };
}

export interface CodeQuestion {
  readonly watch: WatchSpec;
  /** The project; absolute. */
  readonly root: string;
  /** Those of these files (absolute) that the application has imported; `undefined`: nobody knows, or whatever changes may help. */
  readonly imported: (files: readonly string[]) => Promise<readonly string[] | undefined>;
}

/** The first of the changed files for which an application has to be reloaded: it was imported, or the settings name it. All from the project's root. */
export async function changedCode(
  files: readonly string[],
  { watch, root, imported }: CodeQuestion,
): Promise<string | undefined> {
  const patterns = watch.include.flatMap((line) => ignorePattern(line) ?? []);
  const isNamed = (file: string) => {
    const path = relative(watch.folders[0] ?? root, join(root, file)).replaceAll(sep, '/');
    return patterns.some((pattern) => pattern.matches(path, false));
  };
  const named = files.find(isNamed);
  if (named !== undefined || files.length === 0) return named;
  const known = await imported(files.map((file) => join(root, file)));
  return known === undefined ? files[0] : files.find((file) => known.includes(join(root, file)));
}
