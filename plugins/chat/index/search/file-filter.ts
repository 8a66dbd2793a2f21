import { posix } from 'node:path';
import type { QueryFilters } from '../query/parsed-query.js';
import type { CorpusFile } from './search-corpus.js';

/** Whether a file may hold an answer, by `lang:` and `path:`. `undefined`: every file may. */
export function fileFilter(filters: QueryFilters): ((file: CorpusFile) => boolean) | undefined {
  const { languages, paths } = filters;
  if (languages.length === 0 && paths.length === 0) return undefined;
  const matchers = paths.map(pathMatcher);
  return ({ language, path }) =>
    (languages.length === 0 || languages.includes(language)) &&
    (matchers.length === 0 || matchers.some((matches) => matches(path.toLowerCase())));
}

function pathMatcher(pattern: string): (path: string) => boolean {
  const wanted = pattern.toLowerCase().replace(/^\.?\//, '');
  if (!/[*?]/.test(wanted)) return (path) => path.includes(wanted);
  const expression = globExpression(wanted);
  return (path) => expression.test(path) || expression.test(posix.basename(path));
}

/** `*` stays inside a folder, `**` does not. Runs of stars are one star, so that no pattern is slow. */
function globExpression(glob: string): RegExp {
  const parts = glob.replace(/\*{2,}/g, '\0').split(/([\0*?])/);
  const source = parts.map((part) => ({ '\0': '.*', '*': '[^/]*', '?': '[^/]' })[part] ?? escape(part));
  return new RegExp(`^${source.join('')}$`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
