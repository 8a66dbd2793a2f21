import type { CatalogTest } from '../book/catalog-test.js';
import { inSlices } from '../book/in-slices.js';
import { byFile } from './by-file.js';

type Tests = readonly CatalogTest[];

/** The list with tests that were not in it: behind the last one of their file, those of new files at the end. */
export function addTests(list: Tests, added: Tests): Tests {
  if (added.length === 0) return list;
  const groups = byFile(added);
  const lastOf = new Map<string, number>();
  list.forEach(({ file }, at) => groups.has(file) && lastOf.set(file, at));
  if ([...lastOf.values()].every((at) => at === list.length - 1)) return [...list, ...added];
  const merged: CatalogTest[] = [];
  list.forEach((test, at) => {
    merged.push(test);
    if (lastOf.get(test.file) === at) merged.push(...(groups.get(test.file) ?? []));
  });
  for (const [file, tests] of groups) if (!lastOf.has(file)) merged.push(...tests);
  return merged;
}

/**
 * The list with what some files have now: tests of `files` that are not in `found` leave, the others stand where their file stood. A new file stands by the
 * order of paths among those of its folder.
 */
export function replaceFiles(list: Tests, files: ReadonlySet<string>, found: Tests): Tests {
  const groups = byFile(found);
  const old: CatalogTest[] = [];
  const merged: CatalogTest[] = [];
  const placed = new Set<string>();
  for (const test of list) {
    const { file } = test;
    if (!files.has(file) && !groups.has(file)) {
      merged.push(test);
      continue;
    }
    old.push(test);
    if (!placed.has(file)) merged.push(...(groups.get(file) ?? []));
    placed.add(file);
  }
  for (const [file, tests] of groups) if (!placed.has(file)) insertFile(merged, file, tests);
  const known = new Map(old.map((test) => [test.id, test]));
  return keepList(
    list,
    merged.map((test) => keepSame(known.get(test.id), test)),
  );
}

/**
 * What pytest has collected now in place of what it had. Tests that are the same stay the same objects. The order stays when the tests do: plugins that
 * shuffle tests do so anew each time. In slices; rejects when `signal` is aborted.
 */
export async function replaceAll(list: Tests, found: Tests, signal: AbortSignal): Promise<Tests> {
  const known = new Map<string, CatalogTest>();
  await inSlices(list, (test) => known.set(test.id, test), signal);
  const now = new Map<string, CatalogTest>();
  let common = 0;
  await inSlices(
    found,
    (test) => {
      const before = known.get(test.id);
      if (before) common += 1;
      now.set(test.id, keepSame(before, test));
    },
    signal,
  );
  const hasSame = now.size === known.size && common === found.length;
  const kept: CatalogTest[] = [];
  await inSlices(hasSame ? list : found, ({ id }, at) => kept.push(now.get(id) ?? (found[at] as CatalogTest)), signal);
  return keepList(list, kept);
}

function insertFile(list: CatalogTest[], file: string, tests: Tests): void {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  let place = list.length;
  for (const [at, { file: other }] of list.entries()) {
    if (!other.startsWith(folder) || other.includes('/', folder.length)) continue;
    place = other > file ? at : at + 1;
    if (other > file) break;
  }
  list.splice(place, 0, ...tests);
}

function keepSame(before: CatalogTest | undefined, test: CatalogTest): CatalogTest {
  const isSame =
    before?.file === test.file && before.line === test.line && before.markers.join('\n') === test.markers.join('\n');
  return isSame ? before : test;
}

function keepList(before: Tests, after: Tests): Tests {
  return after.length === before.length && after.every((test, at) => test === before[at]) ? before : after;
}
