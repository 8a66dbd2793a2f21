import type { StyledText, TableColumn } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { placeOf } from '../place-text.js';

/** Identifies a match among others of the same result. */
export function matchId(match: CodeMatch): string {
  return `${placeOf(match)} ${match.symbol ?? ''}`;
}

const finders: Readonly<Record<string, string>> = { keyword: 'words', vector: 'meaning', place: 'place' };

/** Attributes at the end of a Markdown heading: `{ #anchor .class }`. */
const headingAttributes = /\s*\{\s*[#.][^{}]*\}/g;

/** Without a name, the first line of the code that says something. */
function whatOf({ symbol, text, kind }: CodeMatch): StyledText {
  if (symbol !== undefined) return kind === 'section' ? symbol.replaceAll(headingAttributes, '') : symbol;
  const lines = text.split('\n', 50).map((line) => line.trim());
  return [{ text: lines.find((line) => /[\p{L}\p{N}]{2}/u.test(line)) ?? lines[0] ?? '', style: 'muted' }];
}

const plain = (text: StyledText) => (typeof text === 'string' ? text : text.map((span) => span.text).join(''));
const byText = (a: string, b: string) => a.localeCompare(b, 'en');

/** The order of the rows themselves is the best: it comes back at the third press on a header. */
export const matchColumns: readonly TableColumn<CodeMatch>[] = [
  {
    id: 'place',
    title: 'WHERE',
    width: 'fill',
    cut: 'start',
    cell: placeOf,
    compare: (a, b) => byText(a.path, b.path) || a.startLine - b.startLine,
  },
  {
    id: 'symbol',
    title: 'WHAT',
    width: 'fill',
    cut: 'middle',
    cell: whatOf,
    compare: (a, b) => byText(plain(whatOf(a)), plain(whatOf(b))),
  },
  {
    id: 'score',
    title: 'SCORE',
    width: 6,
    align: 'right',
    minTableWidth: 70,
    cell: ({ score }) => score.toFixed(2),
    compare: (a, b) => a.score - b.score,
  },
  {
    id: 'found-by',
    title: 'FOUND BY',
    width: 9,
    minTableWidth: 70,
    cell: ({ foundBy }) => [{ text: finders[foundBy] ?? foundBy, style: 'muted' }],
    compare: (a, b) => byText(a.foundBy, b.foundBy),
  },
];
