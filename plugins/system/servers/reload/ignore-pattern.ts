/** One line of a `.gitignore`. */
export interface IgnorePattern {
  readonly isNegated: boolean;
  /** `path`: from the folder of the file that holds it, with slashes. */
  matches(path: string, isFolder: boolean): boolean;
}

/** No pattern that means something has more, and one that has may take a very long time. */
const MOST_STARS = 10;

/** Reads a pattern as gitignore(5) has it; `undefined` for comments, blank lines and what cannot match. */
export function ignorePattern(line: string): IgnorePattern | undefined {
  const text = line.replace(/\r$/, '').replace(/(?<!\\)\s+$/, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const isNegated = text.startsWith('!');
  const body = isNegated ? text.slice(1) : text;
  const isForFolders = body.endsWith('/');
  const bare = body.replace(/\/$/, '');
  if (bare === '' || (bare.match(/\*/g)?.length ?? 0) > MOST_STARS) return undefined;
  const expression = compile(bare.replace(/^\//, ''), bare.includes('/'));
  if (!expression) return undefined;
  return { isNegated, matches: (path, isFolder) => (isFolder || !isForFolders) && expression.test(path) };
}

function compile(pattern: string, isAnchored: boolean): RegExp | undefined {
  const tokens = /\*\*\/|\/\*\*$|\*+|\?|\[[!^]?\]?[^\]]*\]|\\.|[^]/gu;
  const source = [...pattern.matchAll(tokens)].map(([token]) => expressionOf(token)).join('');
  try {
    return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${source}$`, 'u');
  } catch {
    return undefined;
  }
}

function expressionOf(token: string): string {
  if (token === '**/') return '(?:.*/)?';
  if (token === '/**') return '/.*';
  if (token.startsWith('*')) return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('[')) return token.replace(/^\[!/, '[^');
  return (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|/-]/u, '\\$&');
}
