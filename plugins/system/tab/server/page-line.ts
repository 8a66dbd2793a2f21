import type { TextSpan } from 'devmgr/plugin-api';
import { PAGE_IDS, type ServerPageId } from './page-id.js';

const NAMES: Readonly<Record<ServerPageId, string>> = {
  overview: 'Overview',
  requests: 'Requests',
  routes: 'Routes',
  client: 'Client',
  environment: 'Env',
  output: 'Output',
};
const SHORT: Readonly<Record<ServerPageId, string>> = {
  overview: 'Info',
  requests: 'Reqs',
  routes: 'Routes',
  client: 'Client',
  environment: 'Env',
  output: 'Out',
};

interface PageLabel {
  readonly page: ServerPageId;
  readonly text: string;
}

/** The line that names all pages of a server; the current one stands out. `cells`: room for it. */
export function pageLine(current: ServerPageId, cells: number): TextSpan[] {
  return layOut(current, cells).flatMap(({ page, text }, index): TextSpan[] => [
    ...(index > 0 ? [{ text: ' ' }] : []),
    { text, style: page === current ? 'match' : 'muted' },
  ]);
}

/** The page whose name stands at a cell of the line. */
export function pageAt(current: ServerPageId, cells: number, cell: number): ServerPageId | undefined {
  let from = 0;
  for (const { page, text } of layOut(current, cells)) {
    if (cell >= from && cell < from + text.length) return page;
    from += text.length + 1;
  }
  return undefined;
}

/** The fullest way of writing the keys and names for which there is room; with the least only the current one is named. */
function layOut(current: ServerPageId, cells: number): readonly PageLabel[] {
  const ways = [
    (page: ServerPageId, key: number) => ` ${key} ${NAMES[page]} `,
    (page: ServerPageId, key: number) => `${key} ${NAMES[page]}`,
    (page: ServerPageId, key: number) => `${key} ${SHORT[page]}`,
    (page: ServerPageId, key: number) => `${key}${SHORT[page]}`,
    (page: ServerPageId, key: number) => (page === current ? `${key} ${NAMES[page]}` : String(key)),
  ];
  const lines = ways.map((way) => PAGE_IDS.map((page, index) => ({ page, text: way(page, index + 1) })));
  const width = (line: readonly PageLabel[]) => line.reduce((sum, { text }) => sum + text.length + 1, -1);
  return lines.find((line) => width(line) <= cells) ?? lines.at(-1) ?? [];
}
