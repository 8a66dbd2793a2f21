import { posix } from 'node:path';
import type { QueryFilters } from '../query/parsed-query.js';
import { matchesGlob } from './matches-glob.js';
import type { CorpusFile } from './search-corpus.js';

type FileTest = (file: CorpusFile) => boolean;

/** Whether a file may hold an answer, by `lang:` and `path:`. `undefined`: every file may. */
export function fileFilter(filters: QueryFilters): FileTest | undefined {
  const tests = [
    ...given(filters.languages, inLanguages),
    ...given(filters.paths, atPaths),
    ...given(filters.withoutLanguages, (languages) => not(inLanguages(languages))),
    ...given(filters.withoutPaths, (paths) => not(atPaths(paths))),
  ];
  return tests.length === 0 ? undefined : (file) => tests.every((accepts) => accepts(file));
}

function given(
  values: readonly string[] | undefined,
  make: (values: readonly string[]) => FileTest,
): readonly FileTest[] {
  return values && values.length > 0 ? [make(values)] : [];
}

function inLanguages(languages: readonly string[]): FileTest {
  return ({ language }) => languages.includes(language);
}

function atPaths(patterns: readonly string[]): FileTest {
  const matchers = patterns.map(pathMatcher);
  return ({ path }) => matchers.some((matches) => matches(path.toLowerCase()));
}

function not(test: FileTest): FileTest {
  return (file) => !test(file);
}

function pathMatcher(pattern: string): (path: string) => boolean {
  const wanted = pattern.toLowerCase().replace(/^\.?\//, '');
  if (!/[*?]/.test(wanted)) return (path) => path.includes(wanted);
  // `src/**/json` is a folder of that name, or a file without its end; `**/` is no folder too.
  const globs = [wanted, wanted.replaceAll('**/', '')].flatMap((glob) => [glob, `${glob}/**`, `${glob}.*`]);
  return (path) => matchesGlob(posix.basename(path), wanted) || globs.some((glob) => matchesGlob(path, glob));
}
