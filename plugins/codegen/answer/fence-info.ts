import { isFilePath } from './file-path.js';
import { familyOfLanguage } from './language-families.js';

/** What stands behind the marks of a fence. */
export interface FenceInfo {
  readonly language: string | undefined;
  readonly path: string | undefined;
  /** It quotes a place of a file that is there: `12:15:app/x.py`. */
  readonly isQuote: boolean;
}

const named =
  /(?:^|[\s{,;(])(?:file[_-]?(?:name|path)?|path|title|name|src)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s"'},;)]+))/i;

/** Reads `python path=app/x.py`, `python:app/x.py`, `python app/x.py`, `app/x.py`, `{.python file="x.py"}` and the like. */
export function fenceInfo(info: string): FenceInfo {
  const words = info
    .trim()
    .replace(/^\{\s*\.?/, '')
    .replace(/\s*\}$/, '');
  if (words === '') return { language: undefined, path: undefined, isQuote: false };
  if (/^\d+:\d+:\S/.test(words)) return { language: undefined, path: undefined, isQuote: true };
  const [first = '', ...rest] = words.split(/\s+/);
  const byName = named.exec(words);
  const path = byName?.[1] ?? byName?.[2] ?? byName?.[3];
  if (path !== undefined) return { language: languageIn(first), path, isQuote: false };
  return pathInWords(first, rest.join(' '));
}

function pathInWords(first: string, rest: string): FenceInfo {
  const colon = first.indexOf(':');
  if (colon >= 0) {
    const [language, path] = [first.slice(0, colon), first.slice(colon + 1)];
    const isQuote = /:\d+(?:-\d+)?$/.test(path);
    if (!isQuote && isFilePath(path)) return { language: language || undefined, path, isQuote };
    return { language: language || undefined, path: undefined, isQuote };
  }
  const second = rest.replace(/^[("'`]+|[)"'`]+$/g, '');
  if (second !== '' && isFilePath(second)) return { language: first, path: second, isQuote: false };
  const isPath = familyOfLanguage(first) === undefined && isFilePath(first);
  return { language: isPath ? undefined : first, path: isPath ? first : undefined, isQuote: false };
}

function languageIn(word: string): string | undefined {
  const language = /^[\w+#.-]+/.exec(word)?.[0];
  return /[=:]/.test(word) && !word.includes(':') ? undefined : language;
}
