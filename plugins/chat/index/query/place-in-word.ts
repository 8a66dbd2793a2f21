import { languageByExtension, languageByName } from '../chunk/language-names.js';

export interface QueryPlace {
  readonly path: string;
  readonly line?: number | undefined;
  /** The last line of a range. */
  readonly endLine?: number | undefined;
}

export interface PlaceInWord extends QueryPlace {
  /** A file by its name. Without: words with a slash, `routers/orders` or `and/or`. */
  readonly isFile: boolean;
  /** Behind `::` in the name of a test. */
  readonly symbol?: string | undefined;
}

/** Ends of one letter are ends of names too: `self.c`. */
const fileEnds: ReadonlySet<string> = new Set(
  [...languageByExtension.keys(), 'txt', 'lock', 'env', 'log', 'csv'].filter((end) => end.length > 1),
);
const fileNames: ReadonlySet<string> = new Set([...languageByName.keys(), 'readme', 'license', 'changelog']);

/** The line behind a path, or the lines: `:41`, `:41:7`, `:41-50`, `(41,7)`, `#L41`, `#L41-L50`. */
const lineSuffix = /(?::(\d{1,7})(?:-(\d{1,7})|:\d+)?|\((\d{1,7})(?:,\d+)?\)|#L(\d{1,7})(?:-L?(\d{1,7}))?):?$/;
const segments = /^(?:[A-Za-z]:)?[/]?(?:[\p{L}\p{N}_.@+~[\]$-]+\/)*[\p{L}\p{N}_.@+~[\]$-]+\/?$/u;

/** A path or a file name in a word of a query: `app/main.py`, `main.py:41`, `tests/test_x.py::test_create`, `routers/orders`. */
export function placeInWord(word: string): PlaceInWord | undefined {
  const bare = word.replace(/^[("'`<{]+/, '').replace(/["'`>},;.?!]+$/, '');
  if (bare.length > 1000 || bare.includes('://')) return undefined;
  const [located = '', symbol] = bare.split('::');
  const line = lineSuffix.exec(located);
  const path = located
    .slice(0, line?.index ?? located.length)
    .replace(/\)+$/, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
  const isFile = isFileName(path);
  if (!segments.test(path) || !(isFile || isFolder(path)) || (symbol !== undefined && !isFile)) return undefined;
  const lineText = line?.[1] ?? line?.[3] ?? line?.[4];
  const endText = line?.[2] ?? line?.[5];
  return {
    path,
    isFile,
    ...(lineText !== undefined && { line: Number(lineText) }),
    ...(Number(endText) > Number(lineText) && { endLine: Number(endText) }),
    ...(symbol !== undefined && { symbol: symbol.replace(/\[.*$/, '') }),
  };
}

function isFileName(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const end = /[^.]\.([a-z\d]+)$/.exec(base)?.[1] ?? '';
  return fileEnds.has(end) || fileNames.has(base) || (languageByExtension.has(end) && path.includes('/'));
}

/** Addresses of a service, as `/api/orders`, begin with a slash and are no folders. */
function isFolder(path: string): boolean {
  return /^[^/].*\//.test(path) && /\p{L}{2}/u.test(path);
}
