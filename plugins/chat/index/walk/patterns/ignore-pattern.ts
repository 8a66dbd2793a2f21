import { compileGlob, matchGlob, type Glob, type WorkLeft } from './glob.js';

/** A line of an ignore file (gitignore(5)), made ready. */
export interface IgnorePattern {
  /** It began with `!`. */
  readonly isNegated: boolean;
  /** What it is about, without `!`, but for lines that are nothing but stars and slashes and name nothing. */
  readonly named: string | undefined;
  /** `path` from the folder of the ignore file, without `/` at the end; `name` is its last part. */
  matches(path: string, name: string, isFolder: boolean, work: WorkLeft): boolean;
}

/** Longer ones are as if they were not there: no path is so long. */
const longestPattern = 1000;
/** As are those with more stars: nobody needs them, and they take long. */
const mostStars = 50;

/** `undefined`: a comment, nothing, or a pattern that can match nothing. As dir.c of git does. */
export function parseIgnorePattern(line: string, options: { readonly ignoreCase: boolean }): IgnorePattern | undefined {
  if (line.startsWith('#') || line.length > longestPattern) return undefined;
  const trimmed = trimSpaces(line);
  if (trimmed.split('*').length > mostStars + 1) return undefined;
  const isNegated = trimmed.startsWith('!');
  const written = isNegated ? trimmed.slice(1) : trimmed;
  const isForFolders = written.endsWith('/');
  const pattern = isForFolders ? written.slice(0, -1) : written;
  const matcher = pattern.includes('/')
    ? pathMatcher(pattern.replace(/^\//, ''), options)
    : nameMatcher(pattern, options);
  if (pattern === '' || matcher === undefined) return undefined;
  return {
    isNegated,
    named: /[^*/]/.test(pattern) ? written : undefined,
    matches: (path, name, isFolder, work) => (isFolder || !isForFolders) && matcher(path, name, work),
  };
}

type Matcher = (path: string, name: string, work: WorkLeft) => boolean;

/** Without a slash inside a pattern is about names, wherever they are. */
function nameMatcher(pattern: string, { ignoreCase }: { readonly ignoreCase: boolean }): Matcher | undefined {
  const fold = folding(ignoreCase);
  const literal = fold(pattern);
  if (isLiteral(pattern)) return (_, name) => fold(name) === literal;
  if (pattern.startsWith('*') && isLiteral(pattern.slice(1))) return (_, name) => fold(name).endsWith(literal.slice(1));
  const glob = compileGlob(literal);
  return glob && ((_, name, work) => matchGlob(glob, fold(name), work));
}

/** As in git the part before the first special character is compared first, so that `a**\/b` matches in deeper folders, too. */
function pathMatcher(pattern: string, { ignoreCase }: { readonly ignoreCase: boolean }): Matcher | undefined {
  const fold = folding(ignoreCase);
  const folded = fold(pattern);
  const special = folded.search(/[*?[\\]/);
  const prefix = special === -1 ? folded : folded.slice(0, special);
  const glob: Glob | undefined = compileGlob(folded.slice(prefix.length));
  return (
    glob && ((path, _, work) => fold(path).startsWith(prefix) && matchGlob(glob, fold(path).slice(prefix.length), work))
  );
}

function folding(ignoreCase: boolean): (text: string) => string {
  return ignoreCase ? (text) => text.toLowerCase() : (text) => text;
}

function isLiteral(pattern: string): boolean {
  return !/[*?[\\]/.test(pattern);
}

/** Without the spaces at the end, but for those behind a backslash. */
function trimSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end -= 1;
  let backslashes = 0;
  while (backslashes < end && line[end - 1 - backslashes] === '\\') backslashes += 1;
  if (backslashes % 2 === 0) return line.slice(0, end);
  return line.slice(0, end + 1);
}
