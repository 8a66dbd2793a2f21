import type { Choice } from '../watch-model.js';
import type { TestFiles } from './test-files.js';

/**
 * Leaves out the tests that the person stopped when they ran last: they would hang again. One whose own file has changed is run. `known`: node ids of
 * the tests that are known, without which nobody can tell whether others are left. Pure.
 */
export function withoutStopped(
  choice: Choice,
  stopped: Iterable<string>,
  { tests, known }: { readonly tests: TestFiles; readonly known: ReadonlySet<string> },
): Choice {
  const { options, files, count } = choice;
  if (!options) return choice;
  const chosen = options.ids && new Set(options.ids);
  const leftOut = [...stopped].filter((id) => {
    const file = tests.fileOf(id);
    if (files.includes(file) || !tests.mayExist(id)) return false;
    return chosen ? chosen.has(id) || chosen.has(tests.idOf(file)) : tests.isInScope(id, options.paths ?? []);
  });
  if (leftOut.length === 0) return choice;
  const left = count === undefined ? undefined : Math.max(0, count - leftOut.length);
  const isNothing = left === 0 && leftOut.every((id) => known.has(id));
  return { ...choice, count: left, leftOut, options: isNothing ? undefined : { ...options, except: leftOut } };
}
