import { languageByExtension, languageByName } from '../index/chunk/language-names.js';
import { isSecretFile } from '../index/walk/secret-files.js';
import { outsideCodeBlocks } from './outside-code-blocks.js';
import { symbolBeside } from './symbol-beside.js';

/** A place as an answer names it. Nobody has looked yet whether there is such a file. */
export interface WrittenCitation {
  /** As it stands in the answer, without quotes around it: `main.py:41`, `app/main.py line 12`. */
  readonly written: string;
  /** With `/`, without `./` in front. */
  readonly path: string;
  readonly startLine: number;
  /** Not before `startLine`. */
  readonly endLine: number;
  /** It was written with the last line first: `main.py:5-2`. */
  readonly isBackwards?: boolean | undefined;
  /** The name that is said to be there. */
  readonly symbol?: string | undefined;
  /** Where it begins in the answer, and where it ends: with the quotes in it. UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

const fileNames: ReadonlySet<string> = new Set([...languageByName.keys(), 'readme', 'license', 'changelog', 'notice']);
const fileEnds: ReadonlySet<string> = new Set([
  ...languageByExtension.keys(),
  ...[
    'txt',
    'lock',
    'env',
    'log',
    'csv',
    'tsv',
    'rules',
    'service',
    'pyx',
    'pxd',
    'zig',
    'm',
    'mm',
    'erl',
    'hs',
    'ml',
    'clj',
  ],
]);

/** Files whose names are only an end, and say what they are. */
const dotFile = /^\.[a-z]{2,}(?:ignore|rc|config|attributes|modules)$/;
/** Files outside the project that have no end: nobody should take them for one of its places. */
const elsewhere =
  /^(?:\/(?:etc|usr|var|home|root|opt|srv|proc|sys|tmp|dev|mnt|users)\/|(?:\.\.\/)+)[^]*[\p{L}\p{N}]$/iu;

const mostPathChars = 400;
/** Not in the middle of a longer word, of an address or of a path. */
const begin = String.raw`(?<![\p{L}\p{N}_.@+~$%/\\:-])`;
/** Also a drive, and the parts in brackets that frameworks name routes with: `app/[id]/page.tsx`. */
const path = String.raw`((?:[A-Za-z]:(?=[\\/]))?(?:[\p{L}\p{N}_.@+~$/\\-]|(?<=[/\\])\[[\p{L}\p{N}_.$-]{1,80}\]){1,${mostPathChars}})`;
const line = String.raw`(?:L)?(\d{1,15})`;
const to = String.raw`(?:\s?(?:-|–|—|\.\.|to|through|and|bis)\s?(?:L|lines?\s)?(\d{1,15}))?`;
const closely = String.raw`(?:(?:-|–|—|\.\.)L?(\d{1,15}))?`;
/** Lines 5 and 2 are two lines. */
const and = /\s(?:and|und)\s/i;
/** What may stand between a file's name and the words that name a line. */
const quote = '[`"\'*\u2019\u201d]{0,3}';

/** `:41`, `:41-63`, `:41:7`, `:L41`; `#L41`, `#L41-L63`; `(41)`, `(41,7)`. */
const tight = new RegExp(
  `${begin}${path}(?::${line}(?:${closely}|:\\d{1,15})|#L?(\\d{1,15})${closely}|\\((\\d{1,15})(?:,\\s?\\d{1,15})?\\))(?![\\p{L}\\p{N}_]|[.,]\\d)`,
  'gu',
);
/** `main.py` line 12, main.py (lines 12-20), main.py, at line 12. */
const wordsBehind = new RegExp(
  `${begin}${path}(${quote},?\\s{1,2}\\(?(?:(?:at|on|in|from|around|see)\\s)?(?:lines?|L(?=\\d)|ll?\\.)\\s?)${line}${to}(?![\\p{L}\\p{N}_])`,
  'giu',
);
/** line 12 of `main.py`, lines 12-20 in main.py. */
const wordsBefore = new RegExp(
  `(?<![\\p{L}\\p{N}_])lines?\\s${line}${to}(\\s(?:of|in|from)\\s(?:the\\s)?(?:file\\s)?${quote})${path}`,
  'giu',
);

/** Finds the places of files that an answer names: `path:line` and its like, in backticks or not, outside of code blocks. In the order of the text. */
export function findCitations(answer: string): readonly WrittenCitation[] {
  const text = outsideCodeBlocks(answer);
  const found = [
    ...[...text.matchAll(tight)].map((match) =>
      read(match, match[1], [match[2] ?? match[4] ?? match[6], match[3] ?? match[5]]),
    ),
    ...[...text.matchAll(wordsBehind)].map((match) => read(match, match[1], [match[3], match[4]])),
    ...[...text.matchAll(wordsBefore)].map((match) => read(match, match[4], [match[1], match[2]])),
  ].filter((citation) => citation !== undefined);
  return withoutOverlaps(found).map((citation) => ({ ...citation, symbol: symbolBeside(text, citation) }));
}

function read(
  match: RegExpExecArray,
  rawPath = '',
  [first, last]: readonly [string | undefined, string | undefined],
): WrittenCitation | undefined {
  const isLast = match[0].endsWith(rawPath);
  const bare = isLast ? rawPath.replace(/[.,\\]+$/, '') : rawPath;
  const to = match.index + match[0].length - (rawPath.length - bare.length);
  const plain = plainPath(bare);
  if (!isFile(plain)) return undefined;
  const [one, other] = [Number(first), Number(last ?? first)];
  const written = match.input.slice(match.index, to).replace(/[`*]/g, '');
  return {
    written: written.replace(/^["']|["']$/g, ''),
    path: plain,
    startLine: Math.min(one, other),
    endLine: Math.max(one, other),
    ...(other < one && !and.test(match[0]) && { isBackwards: true }),
    from: match.index,
    to,
  };
}

/** Markdown writes `\_` for an underscore; Windows separates by backslashes. */
function plainPath(written: string): string {
  return written
    .replace(/\\(?=_)/g, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
}

function isFile(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const end = /[^.]\.([a-z\d]+)$/.exec(base)?.[1] ?? '';
  if (fileNames.has(base) || fileEnds.has(end)) return true;
  if (base.startsWith('.') && (dotFile.test(base) || isSecretFile(base))) return true;
  if (end === '' && elsewhere.test(path)) return true;
  // With folders before it a name with an unknown end is a file too: `deploy/api.container:3`.
  return /^[a-z]/.test(end) && /[\p{L}_]\//u.test(path) && !/^(?:com|org|net|io|dev|app|ai|co|de)$/.test(end);
}

function withoutOverlaps(found: readonly WrittenCitation[]): readonly WrittenCitation[] {
  const ordered = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return ordered.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}
