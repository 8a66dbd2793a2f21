import type { TextSpan } from 'devmgr/plugin-api';
import { DETAIL_PAGE_IDS, type DetailPageId } from './detail-page-id.js';

const NAMES: Readonly<Record<DetailPageId, string>> = {
  failure: 'Failure',
  output: 'Output',
  traceback: 'Traceback',
  requests: 'Requests',
  history: 'History',
  run: 'Run',
  coverage: 'Coverage',
  explain: 'Explain',
};
const SHORT: Readonly<Record<DetailPageId, string>> = {
  failure: 'Fail',
  output: 'Out',
  traceback: 'Trace',
  requests: 'Reqs',
  history: 'Hist',
  run: 'Run',
  coverage: 'Cov',
  explain: 'Expl',
};

interface PageLabel {
  readonly page: DetailPageId;
  readonly text: string;
}

/** The line that names all pages of a test; the current one stands out. `cells`: room for it. */
export function pageLine(current: DetailPageId, cells: number): TextSpan[] {
  return layOut(current, cells).flatMap(({ page, text }, index): TextSpan[] => [
    ...(index > 0 ? [{ text: ' ' }] : []),
    { text, style: page === current ? 'match' : 'muted' },
  ]);
}

/** The page whose name stands at a cell of the line. */
export function pageAt(current: DetailPageId, cells: number, cell: number): DetailPageId | undefined {
  let from = 0;
  for (const { page, text } of layOut(current, cells)) {
    if (cell >= from && cell < from + text.length) return page;
    from += text.length + 1;
  }
  return undefined;
}

/** The fullest way of writing the keys and names for which there is room; with the least only the current one is named. */
function layOut(current: DetailPageId, cells: number): readonly PageLabel[] {
  const ways = [
    (page: DetailPageId, key: number) => ` ${key} ${NAMES[page]} `,
    (page: DetailPageId, key: number) => `${key} ${NAMES[page]}`,
    (page: DetailPageId, key: number) => `${key} ${SHORT[page]}`,
    (page: DetailPageId, key: number) => `${key}${SHORT[page]}`,
    (page: DetailPageId, key: number) => (page === current ? `${key} ${NAMES[page]}` : String(key)),
  ];
  const lines = ways.map((way) => DETAIL_PAGE_IDS.map((page, index) => ({ page, text: way(page, index + 1) })));
  const width = (line: readonly PageLabel[]) => line.reduce((sum, { text }) => sum + text.length + 1, -1);
  return lines.find((line) => width(line) <= cells) ?? lines.at(-1) ?? [];
}
