/** The pages of a test, in the order of their keys: `1` is the first. */
export const DETAIL_PAGE_IDS = [
  'failure',
  'output',
  'traceback',
  'requests',
  'history',
  'run',
  'coverage',
  'explain',
] as const;

export type DetailPageId = (typeof DETAIL_PAGE_IDS)[number];

/** The page so many steps further; after the last one comes the first. */
export function detailPageAfter(page: DetailPageId, step: 1 | -1): DetailPageId {
  const at = (DETAIL_PAGE_IDS.indexOf(page) + step + DETAIL_PAGE_IDS.length) % DETAIL_PAGE_IDS.length;
  return DETAIL_PAGE_IDS[at] ?? 'failure';
}
