import type { TableColumn } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';

/** `app/main.py:41-63`. */
export function placeOf({ path, startLine, endLine }: Pick<CodeMatch, 'path' | 'startLine' | 'endLine'>): string {
  return endLine > startLine ? `${path}:${startLine}-${endLine}` : `${path}:${startLine}`;
}

/** Identifies a match among others of the same result. */
export function matchId(match: CodeMatch): string {
  return `${placeOf(match)} ${match.symbol ?? ''}`;
}

const finders = { keyword: 'words', vector: 'meaning', both: 'both' } as const;

export const matchColumns: readonly TableColumn<CodeMatch>[] = [
  { id: 'place', title: 'WHERE', width: 'fill', cut: 'middle', cell: placeOf },
  { id: 'symbol', title: 'WHAT', width: 28, cut: 'middle', cell: ({ symbol, kind }) => symbol ?? kind },
  {
    id: 'score',
    title: 'SCORE',
    width: 5,
    align: 'right',
    minTableWidth: 70,
    cell: ({ score }) => score.toFixed(2),
  },
  {
    id: 'found-by',
    title: 'FOUND BY',
    width: 8,
    minTableWidth: 70,
    cell: ({ foundBy }) => [{ text: finders[foundBy], style: 'muted' }],
  },
];
